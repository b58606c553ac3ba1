import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAddress } from '../../address';
import { useRead } from '../../api';
import { useMe, useYear } from '../../me';
import { Empty } from '../../parts/empty';
import { ErrorNote } from '../../parts/error-note';
import { PageHead } from '../../parts/page-head';
import { TableSkeleton } from '../../parts/skeletons';
import { useRowWalk } from '../../parts/use-row-walk';
import { BaselinesDialog } from './baselines-dialog';
import { canBegin, countsOf, rowsShown, targetGaps } from './target-gaps';
import { TargetsTable } from './targets-table';
import './targets.css';
import './targets-page.css';

/** 年度目标: every target of the year, what it still lacks, how it is split and how it stands. */
export const TargetsPage = () => {
  const { t } = useTranslation('targets');
  const me = useMe();
  const year = useYear();
  const [address, setAddress] = useAddress();
  const { data, error, refetch } = useRead('indicators.targets', { year });
  const [beginning, setBeginning] = useState(false);
  const box = useRowWalk<HTMLDivElement>();
  const rows = data?.rows ?? [];
  const gap = targetGaps.find(one => one === address.text('gap'));
  const [q, lead] = [address.text('q') ?? '', address.text('lead')];
  const shown = rowsShown(rows, { gap, q, lead });
  const counts = countsOf(rows);
  const leads = [...new Set(rows.flatMap(({ leadName }) => leadName ?? []))];
  const toBegin = data?.may.revise ? rows.filter(canBegin) : [];
  return (
    <div className="page target-page" ref={box}>
      <PageHead
        title={t('ofYear.title')}
        sub={data && t('ofYear.sub', { year, count: rows.length, measured: rows.filter(one => one.isMeasured).length })}
      >
        <Link to="/indicators">{t('indicators')}</Link>
        <Link to="/allocations">{t('list.title')}</Link>
      </PageHead>
      <ErrorNote error={error} onRetry={() => void refetch()} />
      {!data && !error && <TableSkeleton rows={12} columns={8} dense />}
      {data && rows.length === 0 && (
        <Empty
          title={t('ofYear.none')}
          action={
            me.can.settle && (
              <Link to="/plans" className="ant-btn ant-btn-primary">
                {t('ofYear.toPlans')}
              </Link>
            )
          }
        >
          {t('ofYear.noneWhy')}
        </Empty>
      )}
      {rows.length > 0 && (
        <>
          <div className="year-filters no-print">
            {targetGaps.map(one => (
              <button
                key={one}
                type="button"
                className="year-gap"
                aria-pressed={gap === one}
                disabled={counts[one] === 0 && gap !== one}
                onClick={() => setAddress({ gap: gap === one ? null : one })}
              >
                {t(`ofYear.gap.${one}`)} <span className="number">{counts[one]}</span>
              </button>
            ))}
            <input
              className="plain-input"
              type="search"
              aria-label={t('ofYear.search')}
              placeholder={t('ofYear.search')}
              value={q}
              onChange={event => setAddress({ q: event.target.value || null }, { replace: true })}
            />
            <select
              className="plain-input"
              aria-label={t('ofYear.lead')}
              value={lead ?? ''}
              onChange={event => setAddress({ lead: event.target.value || null })}
            >
              <option value="">{t('ofYear.allLeads')}</option>
              {leads.map(name => (
                <option key={name}>{name}</option>
              ))}
            </select>
            {toBegin.length > 0 && (
              <Button onClick={() => setBeginning(true)}>{t('ofYear.begin', { count: toBegin.length })}</Button>
            )}
          </div>
          <TargetsTable rows={shown} />
          {shown.length === 0 && <p className="quiet">{t('ofYear.nothing')}</p>}
        </>
      )}
      {beginning && <BaselinesDialog rows={toBegin} onClose={() => setBeginning(false)} />}
    </div>
  );
};
