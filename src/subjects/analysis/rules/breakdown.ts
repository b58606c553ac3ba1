import { codesOf } from '../../indicators/rules/expression/codes-of';
import type { IndicatorExpression } from '../../indicators/schema';
import type { SumOf } from '../../reporting/rules/indicator-value';

/**
 * By which dimension (分组维度) an indicator can be taken apart: that of all its figures, where the formula takes each of them over all
 * its categories. Null where one is not counted so: girls over all children of every school say nothing of a stage.
 */
export const dimensionOf = (
  { numerator, denominator }: IndicatorExpression,
  dimensions: ReadonlyMap<string, string | null>,
): string | null => {
  const uses = [...codesOf(numerator), ...(denominator ? codesOf(denominator) : [])];
  const [first] = uses;
  const dimension = (first && dimensions.get(first.code)) ?? null;
  const alike = uses.every(({ code, category }) => category === null && (dimensions.get(code) ?? null) === dimension);
  return alike ? dimension : null;
};

/** The sums of one category alone, as if nothing else had been counted. */
export const ofCategory =
  (sumOf: SumOf, category: string): SumOf =>
  (code, _all, period) =>
    sumOf(code, category, period);
