import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRead } from '../../api';
import { ErrorNote } from '../../parts/error-note';
import { LinesSkeleton } from '../../parts/skeletons';
import { NewTokenDialog } from './new-token-dialog';
import { TokenTable } from './token-table';

/** 访问令牌 of the person: for the page 我的. */
export const TokenSection = () => {
  const { t } = useTranslation('sign-on');
  const tokens = useRead('identity.tokens', {});
  const account = useRead('identity.mine', {});
  const [making, setMaking] = useState(false);
  return (
    <section aria-labelledby="mine-tokens">
      <h2 id="mine-tokens">{t('tokens.title')}</h2>
      <p className="quiet">{t('tokens.lead')}</p>
      {tokens.error && <ErrorNote error={tokens.error} onRetry={() => void tokens.refetch()} />}
      {tokens.isPending && <LinesSkeleton lines={2} />}
      {tokens.data?.length === 0 && <p>{t('tokens.none')}</p>}
      {tokens.data && <TokenTable tokens={tokens.data} />}
      <div>
        <Button onClick={() => setMaking(true)} disabled={!account.data}>
          {t('tokens.create')}
        </Button>
      </div>
      {making && account.data && (
        <NewTokenDialog hasPassword={account.data.hasPassword} onClose={() => setMaking(false)} />
      )}
    </section>
  );
};
