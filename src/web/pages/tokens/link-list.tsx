import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { LinkedIdentity } from '../../../subjects/identity/federation/schema';
import { useWrite } from '../../api';
import { ErrorNote } from '../../parts/error-note';
import { timeInChina } from '../../parts/format-date';
import { tell } from '../../parts/tell';
import { useSignOnChoices } from '../../sign-on';
import './tokens.css';

/** The accounts under which other systems know a person; a link that is taken away is made anew at the next sign-in. */
export const LinkList = ({ links }: { links: readonly LinkedIdentity[] }) => {
  const { t } = useTranslation('sign-on');
  const remove = useWrite('identity.removeLink');
  const choices = useSignOnChoices();
  const labelOf = (provider: string) =>
    choices.find(({ address }) => address === `/auth/oidc/${provider}/start`)?.label ?? provider;
  if (links.length === 0) return null;
  return (
    <>
      <ul className="token-list">
        {links.map(link => (
          <li key={link.id}>
            <div>
              <p>{labelOf(link.provider)}</p>
              <p className="quiet">
                {t('links.since')} {timeInChina(link.createdAt).date} · {t('links.used')}{' '}
                {timeInChina(link.usedAt).date}
              </p>
            </div>
            <Button
              size="small"
              onClick={() => remove.mutate({ linkId: link.id }, { onSuccess: () => tell(t('links.removed')) })}
            >
              {t('links.remove')}
            </Button>
          </li>
        ))}
      </ul>
      <ErrorNote error={remove.error} />
    </>
  );
};
