import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useRead, useWrite } from '../../api';
import { ErrorNote } from '../../parts/error-note';
import { timeInChina } from '../../parts/format-date';
import { tell } from '../../parts/tell';
import { useSignOnChoices } from '../../sign-on';
import './tokens.css';

/** 单点登录绑定 of a person (one's own without `userId`); nothing where there is none. */
export const LinkSection = ({ userId }: { userId?: string }) => {
  const { t } = useTranslation('sign-on');
  const links = useRead('identity.links', userId ? { userId } : {});
  const remove = useWrite('identity.removeLink');
  const choices = useSignOnChoices();
  const labelOf = (provider: string) =>
    choices.find(({ address }) => address === `/auth/oidc/${provider}/start`)?.label ?? provider;
  if (links.error) return <ErrorNote error={links.error} onRetry={() => void links.refetch()} />;
  if (!links.data || links.data.length === 0) return null;
  return (
    <section aria-labelledby="linked-identities">
      <h2 id="linked-identities">{t('links.title')}</h2>
      <ul className="token-list">
        {links.data.map(link => (
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
    </section>
  );
};
