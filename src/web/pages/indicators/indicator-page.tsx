import { useTranslation } from 'react-i18next';
import { periodOf, shiftPeriod } from '../../../kernel/period';
import { useAddress, usePathId } from '../../address';
import { useRead } from '../../api';
import { useMe } from '../../me';
import { BackLink } from '../../parts/back-link';
import { ErrorNote } from '../../parts/error-note';
import { PageHead } from '../../parts/page-head';
import { periodName } from '../../parts/period-name';
import { ThingSkeleton } from '../../parts/skeletons';
import { useKeys } from '../../parts/use-keys';
import { IndicatorView } from './indicator-view';
import { seenIn, seenInput, seenSearch } from './seen-address';
import { SeenBar } from './seen-bar';

/** 指标页: one indicator over time and over the units, down to who reported what. */
export const IndicatorPage = () => {
  const { t } = useTranslation('analysis');
  const indicatorId = usePathId('indicatorId');
  const [address, setAddress] = useAddress();
  const seen = seenIn(address);
  const { data, error, refetch } = useRead('analysis.series', { indicatorId, ...seenInput(seen) }, { keep: true });
  const stale = data !== undefined && data.indicator.id !== indicatorId;
  const shown = data && !(stale && error) ? data : undefined;
  return (
    <div className="page indicator-page">
      <BackLink to="/indicators" search={seenSearch({ ...seen, unitId: undefined })}>
        {t('page.back')}
      </BackLink>
      {error && !shown && <PageHead title={t('page.label')} />}
      {shown && (
        <SeenBar seen={seen} lenses={shown.lenses} onChange={setAddress}>
          <PeriodWalk period={shown.whole.at(-1)?.period ?? null} onChange={on => setAddress({ on })} />
        </SeenBar>
      )}
      {/* A link of a colleague may ask for what this person does not see: here it can be changed. */}
      {error && !shown && <SeenBar seen={seen} lenses={['accepted']} onChange={setAddress} />}
      {error && <ErrorNote error={error} onRetry={() => void refetch()} />}
      {!data && !error && <ThingSkeleton />}
      {shown && (
        <div className={stale ? 'indicator-stale' : undefined} aria-busy={stale}>
          <IndicatorView series={shown} seen={seen} form="page" onUnit={unit => setAddress({ unit })} />
        </div>
      )}
    </div>
  );
};

type WalkProps = { period: string | null; onChange: (on: string | null) => void };

/** ← 2026年8月 →: the period before and after; the arrow keys do the same. */
const PeriodWalk = ({ period, onChange }: WalkProps) => {
  const { t } = useTranslation('analysis');
  const me = useMe();
  const endOf = (by: number) => (period ? (periodOf(shiftPeriod(period, by))?.end ?? null) : null);
  const [before, after] = [endOf(-1), endOf(1)];
  const last = after === null || after > me.today;
  useKeys([
    { key: 'ArrowLeft', label: t('period.earlier'), act: () => before && onChange(before) },
    { key: 'ArrowRight', label: t('period.later'), act: () => !last && onChange(after) },
  ]);
  if (!period) return null;
  return (
    <span className="period-walk">
      <button type="button" aria-label={t('period.earlier')} onClick={() => onChange(before)}>
        ←
      </button>
      <span className="number" aria-live="polite">
        {periodName(t, period)}
      </span>
      <button type="button" aria-label={t('period.later')} disabled={last} onClick={() => onChange(after)}>
        →
      </button>
    </span>
  );
};
