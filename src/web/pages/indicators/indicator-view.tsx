import { useTranslation } from 'react-i18next';
import type { Series } from '../../../subjects/analysis/schema';
import { downloadUrl } from '../../api';
import { useMe } from '../../me';
import { dateInSentence } from '../../parts/format-date';
import { IndicatorBreakdown } from './indicator-breakdown';
import { IndicatorDefinition } from './indicator-definition';
import { IndicatorHead } from './indicator-head';
import { IndicatorMissing } from './indicator-missing';
import { IndicatorOrigin } from './indicator-origin';
import { IndicatorTrend } from './indicator-trend';
import { type Seen, seenInput } from './seen-address';
import { UnitCrumb } from './unit-crumb';
import { UnitRanks } from './unit-ranks';
import { UnitsBelow } from './units-below';
import './indicator-view.css';

type Props = { series: Series; seen: Seen; form: 'page' | 'drawer'; onUnit: (unitId: string | null) => void };

/** Everything of one indicator, in the order in which it is asked: how it stands, how it went, where, who is missing, what it means. */
export const IndicatorView = ({ series, seen, form, onUnit }: Props) => {
  const { i18n, t } = useTranslation('analysis');
  const me = useMe();
  const { indicator, unit } = series;
  const last = series.whole.at(-1);
  if (!last) return null;
  const input = { indicatorId: indicator.id, ...seenInput(seen) };
  const xlsx = downloadUrl('analysis.exportSeries', input);
  const asOf = t('short.asOf', {
    date: dateInSentence(seen.asOf ?? last.endsOn, me.today, i18n.language),
    lens: t(`lens.${series.lens}`),
  });
  // Where a unit sums nothing but its own, a rank of one says nothing.
  const several = series.units.length > 1 || series.units.some(({ id }) => id !== unit.id);
  return (
    <article className={`indicator-view in-${form}`}>
      <UnitCrumb unit={unit} isWhole={series.isWhole} onChange={() => onUnit(null)} />
      <IndicatorHead series={series} form={form} />
      <IndicatorTrend series={series} xlsx={xlsx} asOf={asOf} />
      {several && <UnitRanks series={series} xlsx={xlsx} asOf={asOf} onUnit={onUnit} />}
      <IndicatorBreakdown series={series} period={last.period} seen={seen} onUnit={onUnit} />
      {series.isGroup && series.inside && (
        <UnitsBelow series={series} period={last.period} seen={seen} onUnit={onUnit} />
      )}
      {/* Of a unit that reports for itself alone, its value says it. */}
      {unit.kind !== 'school' && <IndicatorMissing series={series} seen={seen} onUnit={onUnit} />}
      <IndicatorDefinition series={series} />
      <IndicatorOrigin series={series} />
    </article>
  );
};
