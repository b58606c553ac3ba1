import { useTranslation } from 'react-i18next';
import { usePathId } from '../../address';
import { useRead, writeOnce } from '../../api';
import { PasswordByLink } from './password-by-link';

/** The administrator's link: a new password in the place of one that was forgotten. */
export const ResetPage = () => {
  const { t } = useTranslation('identity');
  const token = usePathId('token');
  // Asked once: after the password is set the link is over, and that is no error.
  const { data, error } = useRead('identity.resetLink', { token }, { staleTime: Number.POSITIVE_INFINITY });
  return (
    <PasswordByLink
      words={{
        title: t('reset.title'),
        gone: t('reset.gone'),
        goneWhy: t('reset.goneWhy'),
        welcome: t('reset.title'),
        lead: data ? t('reset.lead', { tenant: data.tenantName, name: data.name, login: data.login }) : '',
        label: t('reset.next'),
        save: t('reset.save'),
      }}
      login={data?.login}
      isGone={error !== null}
      hasFactor={data?.hasFactor ?? false}
      onSave={password => writeOnce('identity.resetPassword', { token, password })}
    />
  );
};
