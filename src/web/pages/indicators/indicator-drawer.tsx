import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useRead } from '../../api';
import { ErrorNote } from '../../parts/error-note';
import { ThingSkeleton } from '../../parts/skeletons';
import { useKeys } from '../../parts/use-keys';
import { IndicatorView } from './indicator-view';
import { type Seen, seenInput, seenSearch } from './seen-address';
import './indicator-drawer.css';

type Props = { indicatorId: string; seen: Seen; onUnit: (unitId: string | null) => void; onClose: () => void };

/** The indicator beside the table it was opened from. */
export const IndicatorDrawer = ({ indicatorId, seen, onUnit, onClose }: Props) => {
  const { t } = useTranslation('analysis');
  const input = { indicatorId, ...seenInput(seen) };
  const { data, error, refetch } = useRead('analysis.series', input, { keep: true });
  const box = useRef<HTMLElement>(null);
  useEffect(() => {
    if (indicatorId) box.current?.scrollTo({ top: 0 });
  }, [indicatorId]);
  useKeys([{ key: 'Escape', label: t('frame:close'), act: onClose }]);
  const stale = data !== undefined && data.indicator.id !== indicatorId;
  return (
    <aside className="indicator-drawer" ref={box} aria-label={t('page.label')} aria-busy={stale}>
      <header className="indicator-drawer-head no-print">
        <Link to={`/indicators/${indicatorId}`} search={seenSearch(seen) as never}>
          {t('page.whole')}
        </Link>
        <button
          type="button"
          className="plain-button indicator-drawer-close"
          aria-label={t('frame:close')}
          onClick={onClose}
        >
          ✕
        </button>
      </header>
      {error && (!data || stale) && <ErrorNote error={error} onRetry={() => void refetch()} />}
      {!data && !error && <ThingSkeleton />}
      {data && !(error && stale) && (
        <div className={stale ? 'indicator-stale' : undefined}>
          <IndicatorView key={data.indicator.id} series={data} seen={seen} form="drawer" onUnit={onUnit} />
        </div>
      )}
    </aside>
  );
};
