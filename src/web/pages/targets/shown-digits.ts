import { plainDecimal, scaleOf } from '../../../kernel/decimal';
import type { TargetPage } from '../../../subjects/indicators/targets/schema';
import { shownValue } from '../indicators/shown-value';

type Reading = TargetPage['reading'];

type Said = Pick<TargetPage['terms'], 'value' | 'low' | 'high' | 'baseline'>;

/** Digits of a target's values: its indicator's, or as many as its own terms have. The server keeps all digits of a ratio. */
export const digitsFor = (decimals: number, unit: string | null, { value, low, high, baseline }: Said): number => {
  const said = [value, low, high, baseline].flatMap(one => (one === null ? [] : [one]));
  return Math.max(decimals, unit === '%' ? 1 : 0, ...said.map(one => scaleOf(plainDecimal(one))));
};

const digitsOf = ({ indicator, unit, terms }: TargetPage): number => digitsFor(indicator.decimals, unit, terms);

/** A reading in the digits of its target. */
export const shownReading = <R extends Reading>(target: TargetPage, reading: R): R => {
  const digits = { decimals: digitsOf(target) };
  const { planned, actual, plannedThen, gap } = reading;
  return {
    ...reading,
    planned: shownValue(planned, digits),
    actual: shownValue(actual, digits),
    plannedThen: shownValue(plannedThen, digits),
    gap: shownValue(gap, digits),
  };
};

/** The same of a whole page. */
export const shownTarget = (target: TargetPage): TargetPage => {
  const digits = { decimals: digitsOf(target) };
  return {
    ...target,
    latest: shownValue(target.latest, digits),
    reading: shownReading(target, target.reading),
    values: target.values.map(one => ({ ...one, value: shownValue(one.value, digits)! })),
  };
};
