import { useTranslation } from 'react-i18next';
import { useRead } from '../../api';
import { BackLink } from '../../parts/back-link';
import { Empty } from '../../parts/empty';
import { ErrorNote } from '../../parts/error-note';
import { PageHead } from '../../parts/page-head';
import { TableSkeleton } from '../../parts/skeletons';
import { TokenTable } from './token-table';

/** 全部访问令牌: for administrators. */
export const TokensPage = () => {
  const { t } = useTranslation(['sign-on', 'org']);
  const { data, error, refetch } = useRead('identity.allTokens', {});
  return (
    <div className="page" style={{ maxWidth: 860 }}>
      <BackLink to="/people">{t('org:people.title')}</BackLink>
      <PageHead title={t('sign-on:tokens.allTitle')} sub={t('sign-on:tokens.allLead')} />
      <ErrorNote error={error} onRetry={() => void refetch()} />
      {!data && !error && <TableSkeleton rows={4} columns={5} />}
      {data?.length === 0 && <Empty title={t('sign-on:tokens.noneAtAll')}>{t('sign-on:tokens.noneHow')}</Empty>}
      {data && data.length > 0 && <TokenTable tokens={data} holders />}
    </div>
  );
};
