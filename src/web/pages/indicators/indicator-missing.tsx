import { useTranslation } from 'react-i18next';
import type { MissingUnit, Series } from '../../../subjects/analysis/schema';
import { useRead } from '../../api';
import { ErrorNote } from '../../parts/error-note';
import { LinesSkeleton } from '../../parts/skeletons';
import './indicator-missing.css';

type Props = { series: Series; period: string; asOf: string | undefined; onUnit: (unitId: string) => void };
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

/** 缺报单位: who is missing in the last value, county by county; only how many for those who do not see into them. */
export const IndicatorMissing = ({ series, period, asOf, onUnit }: Props) => {
  const { t } = useTranslation('analysis');
  const last = series.whole.at(-1)!;
  const count = last.reported.expected - last.reported.reported;
  return (
    <section className="indicator-section" aria-label={t('section.missing')}>
      <h2>
        {t('section.missing')} <span className="quiet number">{count > 0 ? count : ''}</span>
      </h2>
      {count <= 0 ? (
        <p className="quiet">{t('missing.none', { lens: t(`lens.${series.lens}`) })}</p>
      ) : series.inside ? (
        <ByName series={series} period={period} asOf={asOf} onUnit={onUnit} />
      ) : (
        <ByCount series={series} />
      )}
    </section>
  );
};

const ByName = ({ series, period, asOf, onUnit }: Props) => {
  const { t } = useTranslation('analysis');
  const input = { indicatorId: series.indicator.id, period, lens: series.lens, ...(asOf ? { asOf } : {}) };
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

const ByCount = ({ series }: { series: Series }) => {
  const { t } = useTranslation('analysis');
  const gaps = series.units.filter(({ reported }) => reported.reported < reported.expected);
  return (
    <>
      <ul className="missing-names">
        {gaps.map(({ id, name, reported }) => (
          <li key={id}>{t('missing.counts', { unit: name, count: reported.expected - reported.reported })}</li>
        ))}
      </ul>
      <p className="quiet">{t('missing.hidden')}</p>
    </>
  );
};
