import { useTranslation } from 'react-i18next';
import { useRead } from '../../api';
import { Empty } from '../../parts/empty';
import { ErrorNote } from '../../parts/error-note';
import { PageHead } from '../../parts/page-head';
import { PageSkeleton } from '../../parts/skeletons';
import { TokenTable } from './token-table';

/** 全部访问令牌: for administrators. */
export const TokensPage = () => {
  const { t } = useTranslation('sign-on');
  const tokens = useRead('identity.allTokens', {});
  if (tokens.error)
    return (
      <div className="page">
        <ErrorNote error={tokens.error} onRetry={() => void tokens.refetch()} />
      </div>
    );
  if (!tokens.data) return <PageSkeleton />;
  return (
    <div className="page" style={{ maxWidth: 860 }}>
      <PageHead title={t('tokens.allTitle')} sub={t('tokens.allLead')} />
      {tokens.data.length === 0 ? <Empty title={t('tokens.noneAtAll')} /> : <TokenTable tokens={tokens.data} holders />}
    </div>
  );
};
