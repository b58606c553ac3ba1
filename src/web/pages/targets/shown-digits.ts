import { digitsFor } from '../../../subjects/indicators/rules/shown-digits';
import type { TargetPage } from '../../../subjects/indicators/targets/schema';
import { shownValue } from '../indicators/shown-value';

type Reading = TargetPage['reading'];

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
