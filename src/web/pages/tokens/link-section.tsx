import { useTranslation } from 'react-i18next';
import { useRead } from '../../api';
import { ErrorNote } from '../../parts/error-note';
import { LinkList } from './link-list';

/** 单点登录绑定 of the person, on the page 我的; nothing where there is none. */
export const LinkSection = () => {
  const { t } = useTranslation('sign-on');
  const state = useRead('identity.links', {});
  if (state.error) return <ErrorNote error={state.error} onRetry={() => void state.refetch()} />;
  if (!state.data || state.data.links.length === 0) return null;
  return (
    <section aria-labelledby="linked-identities">
      <h2 id="linked-identities">{t('links.title')}</h2>
      <LinkList links={state.data.links} />
    </section>
  );
};
