import { useTranslation } from 'react-i18next';
import type { MissingUnit, Reported, Series } from '../../../subjects/analysis/schema';
import { useRead } from '../../api';
import { ErrorNote } from '../../parts/error-note';
import { periodName } from '../../parts/period-name';
import { LinesSkeleton } from '../../parts/skeletons';
import type { Seen } from './seen-address';
import './indicator-missing.css';

type Props = { series: Series; seen: Seen; onUnit: (unitId: string) => void };
/** `period` null: the one that is waited for. */
type Of = Props & { period: string | null };
type Group = { id: string; name: string; units: MissingUnit[] };

const byGroup = (units: readonly MissingUnit[]): Group[] => {
  const groups = new Map<string, Group>();
  for (const unit of units) {
    const group = groups.get(unit.groupId) ?? { id: unit.groupId, name: unit.groupName, units: [] };
    group.units.push(unit);
    groups.set(unit.groupId, group);
  }
  return [...groups.values()];
};

/**
 * 缺报单位: who is missing in the period that is waited for (those the office calls), then in the value that is shown; county by county; only
 * how many for those who do not see into them.
 */
export const IndicatorMissing = (props: Props) => {
  const { t } = useTranslation('analysis');
  const { whole, awaiting, awaited, isFirm } = props.series;
  const last = whole.at(-1)!;
  if (!awaiting || !awaited || awaited.expected === 0)
    return (
      <section className="indicator-section" aria-label={t('section.missing')}>
        <h2>
          {t('section.missing')} <Missing of={last.reported} />
        </h2>
        <Names {...props} period={last.period} of={last.reported} />
      </section>
    );
  return (
    <section className="indicator-section" aria-label={t('section.missing')}>
      <h2>{t('section.missing')}</h2>
      <h3>
        {t('missing.awaited', { period: periodName(t, awaiting.period) })} <Missing of={awaited} />
      </h3>
      <Names {...props} period={null} of={awaited} />
      {isFirm && (
        <>
          <h3>
            {t('missing.shown', { period: periodName(t, last.period) })} <Missing of={last.reported} />
          </h3>
          <Names {...props} period={last.period} of={last.reported} />
        </>
      )}
    </section>
  );
};

const countOf = ({ expected, reported }: Reported): number => expected - reported;

const Missing = ({ of }: { of: Reported }) => {
  const count = countOf(of);
  return <span className="quiet number">{count > 0 ? count : ''}</span>;
};

const Names = ({ of, ...props }: Of & { of: Reported }) => {
  const { t } = useTranslation('analysis');
  const { series, period } = props;
  if (countOf(of) <= 0) return <p className="quiet">{t('missing.none', { lens: t(`lens.${series.lens}`) })}</p>;
  return series.inside ? <ByName {...props} /> : <ByCount series={series} period={period} />;
};

const ByName = ({ series, seen: { on, asOf }, period, onUnit }: Of) => {
  const { t } = useTranslation('analysis');
  const of = period === null ? (on ? { on } : {}) : { period };
  const input = { indicatorId: series.indicator.id, ...of, lens: series.lens, ...(asOf ? { asOf } : {}) };
  const { data, error, refetch } = useRead(
    'analysis.missing',
    series.isWhole ? input : { ...input, unitId: series.unit.id },
    { keep: true },
  );
  if (error && !data) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (!data) return <LinesSkeleton lines={4} />;
  const groups = byGroup(data.units);
  return (
    <>
      <ul className="missing-groups">
        {groups.map(({ id, name, units }) => (
          <li key={id}>
            <details open={groups.length === 1}>
              <summary>
                {name} <span className="quiet number">{units.length}</span>
              </summary>
              <ul className="missing-names">
                {units.map(unit => (
                  <li key={`${unit.unitId} ${unit.formId}`}>
                    {unit.name}
                    <span className="quiet">{t('missing.stage', { stage: t(`stage.${unit.stage as 0}`) })}</span>
                  </li>
                ))}
              </ul>
              {id !== series.unit.id && (
                <button type="button" className="link-button no-print" onClick={() => onUnit(id)}>
                  {t('missing.open', { unit: name })}
                </button>
              )}
            </details>
          </li>
        ))}
      </ul>
      {data.more > 0 && <p className="quiet">{t('missing.many')}</p>}
    </>
  );
};

const ByCount = ({ series, period }: Pick<Of, 'series' | 'period'>) => {
  const { t } = useTranslation('analysis');
  const gaps = series.units.flatMap(({ id, name, reported, awaited }) => {
    const count = countOf((period === null ? awaited : reported) ?? reported);
    return count > 0 ? [{ id, name, count }] : [];
  });
  return (
    <>
      <ul className="missing-names">
        {gaps.map(({ id, name, count }) => (
          <li key={id}>{t('missing.counts', { unit: name, count })}</li>
        ))}
      </ul>
      <p className="quiet">{t('missing.hidden')}</p>
    </>
  );
};
