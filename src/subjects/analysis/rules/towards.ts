import type { Frequency } from '../../../kernel/period';
import type { Comparator, FigureKind, IndicatorAggregation } from '../../indicators/schema';

/** What decides whether a period's value says how far a target is. */
export type Measuring = { aggregation: IndicatorAggregation; frequency: Frequency; kinds: readonly FigureKind[] };

/**
 * Does the value of a period say by itself how far a target of the year is? Not where the target is an increment (新增) of something that
 * stands, nor where what flows adds up over the year: there what has come together since January does.
 */
export const speaksForTarget = (comparator: Comparator, { aggregation, frequency, kinds }: Measuring): boolean => {
  if (comparator === 'add' && kinds.every(kind => kind === 'stock')) return false;
  return aggregation !== 'sum' || frequency === 'year' || !kinds.includes('flow');
};
