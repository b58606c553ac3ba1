import { useTranslation } from 'react-i18next';
import type { Series } from '../../../subjects/analysis/schema';
import { SmallMultiples } from '../../parts/figures/small-multiples';
import { periodName } from '../../parts/period-name';
import { shownValue } from './shown-value';
import { lightOf } from './status-light';
import { comparable } from './trend-data';
import { seriesUnits } from './units-shown';

type Props = {
  series: Series;
  title: string;
  hideTitle?: boolean;
  asOf?: string;
  xlsx?: string;
  onOpen: (unitId: string) => void;
};

/** Each unit over the same periods, on one scale, its part of the target as a line. */
export const SeriesMultiples = ({ series, onOpen, ...frame }: Props) => {
  const { t } = useTranslation('analysis');
  const { indicator } = series;
  const units = seriesUnits(t, series);
  const whole = comparable(series);
  return (
    <SmallMultiples
      {...frame}
      unit={indicator.unit}
      periods={whole.map(({ period }) => ({ code: period, label: periodName(t, period) }))}
      units={units.map(unit => ({
        id: unit.id,
        name: unit.name,
        values: unit.values.slice(-whole.length).map(value => shownValue(value, indicator)),
        target: unit.part,
        light: lightOf(unit.status),
        isIn: unit.reported.reported === unit.reported.expected,
      }))}
      onOpen={onOpen}
    />
  );
};
