import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { AllocationRow } from '../../../subjects/indicators/allocation/schema';
import { useRead } from '../../api';
import { useMe, useYear } from '../../me';
import { Empty } from '../../parts/empty';
import { ErrorNote } from '../../parts/error-note';
import { PageHead } from '../../parts/page-head';
import { TableSkeleton } from '../../parts/skeletons';
import { useRowWalk } from '../../parts/use-row-walk';
import { AllocationTable } from './allocation-table';
import './targets.css';
import { BackLink } from '../../parts/back-link';

const groups = ['received', 'split', 'led'] as const;

/** 目标分解: what one's own units received, what they split, and what is split of targets they lead. */
export const AllocationsPage = () => {
  const { t } = useTranslation('targets');
  const me = useMe();
  const year = useYear();
  const { data, error, refetch } = useRead('indicators.allocations', { year, limit: 200 });
  const box = useRowWalk<HTMLDivElement>();
  const units = new Set(me.posts.map(({ unitId }) => unitId));
  const groupOf = (row: AllocationRow): (typeof groups)[number] =>
    row.own.length > 0 ? 'received' : units.has(row.by.unitId) ? 'split' : 'led';
  return (
    <div className="page target-page" ref={box}>
      <BackLink to="/indicators">{t('indicators')}</BackLink>
      <PageHead title={t('list.title')} sub={t('list.sub', { year })} />
      <ErrorNote error={error} onRetry={() => void refetch()} />
      {!data && !error && <TableSkeleton rows={6} columns={5} />}
      {data && data.rows.length === 0 && (
        <Empty
          title={t('list.none')}
          action={
            <Link to="/targets" className="ant-btn ant-btn-primary">
              {t('ofYear.title')}
            </Link>
          }
        >
          {t('list.noneWhy')}
        </Empty>
      )}
      {data &&
        groups.map(group => {
          const rows = data.rows.filter(row => groupOf(row) === group);
          return rows.length > 0 && <AllocationTable key={group} group={group} rows={rows} />;
        })}
      {data && data.total > data.rows.length && (
        <p className="quiet">{t('list.more', { shown: data.rows.length, count: data.total })}</p>
      )}
    </div>
  );
};
