import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { usePathId } from '../../address';
import { useRead } from '../../api';
import { useMe } from '../../me';
import { Empty } from '../../parts/empty';
import { ErrorNote } from '../../parts/error-note';
import { LinesSkeleton } from '../../parts/skeletons';
import { SettleView } from './settling/settle-view';

/** 校核: where the supervision office goes through what was understood of a plan. */
export const SettlePage = () => {
  const { t } = useTranslation('plans');
  const planId = usePathId('planId');
  const me = useMe();
  const { data, error, refetch } = useRead('plans.get', { planId });
  if (!me.can.settle)
    return (
      <Empty
        title={t('settle.notYours')}
        action={
          <Link to="/plans/$planId" params={{ planId }}>
            {t('settle.readInstead')}
          </Link>
        }
      />
    );
  if (data) return <SettleView key={data.id} page={data} />;
  if (error)
    return (
      <div className="page">
        <ErrorNote error={error} onRetry={() => void refetch()} />
      </div>
    );
  return (
    <div className="page-skeleton">
      <LinesSkeleton lines={14} />
    </div>
  );
};
