import { useTranslation } from 'react-i18next';
import { usePathId } from '../../address';
import { useRead, writeOnce } from '../../api';
import { PasswordByLink } from './password-by-link';

/** An invitation: who invites whom to which post, and the password to set. */
export const InvitePage = () => {
  const { t } = useTranslation(['org', 'frame']);
  const token = usePathId('token');
  // Asked once: after the password is set the invitation is used up, and that is no error.
  const { data, error } = useRead('identity.invitation', { token }, { staleTime: Number.POSITIVE_INFINITY });
  const lead = data && {
    tenant: data.tenantName,
    unit: data.unitName,
    role: t(`frame:role.${data.role}`),
  };
  return (
    <PasswordByLink
      words={{
        title: t('org:invite.title'),
        gone: t('org:invite.gone'),
        goneWhy: t('org:invite.goneWhy'),
        welcome: data ? t('org:invite.welcome', { name: data.name }) : '',
        lead: lead ? t('org:invite.lead', lead) : '',
        label: t('org:invite.password'),
        save: t('org:invite.accept'),
      }}
      login={data?.login}
      isGone={error !== null}
      onSave={password => writeOnce('identity.acceptInvitation', { token, password })}
    />
  );
};
