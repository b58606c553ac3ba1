import { addDecimals, compareDecimals, plainDecimal, proportionOf } from '../../../kernel/decimal';
import {
  type Frequency,
  frequencies,
  partsOf,
  periodOf,
  periodOn,
  shiftPeriod,
  shiftYear,
} from '../../../kernel/period';
import type { Decimal } from '../../../platform/database/tables';
import { codesOf } from '../../indicators/rules/expression/codes-of';
import { evaluate } from '../../indicators/rules/expression/evaluate';
import type { Expression, Numeric, Shift } from '../../indicators/rules/expression/expression';
import { RATIO_DIGITS } from '../../indicators/rules/shown-digits';
import type { FigureAggregation, FigureKind, IndicatorAggregation, IndicatorExpression } from '../../indicators/schema';
import { amountUnreported } from './asked-of';

/** What a value is worked out from: the figure as it is collected. `frequency` is that of the form that asks it. */
export type FigureFacts = { kind: FigureKind; aggregation: FigureAggregation; frequency: Frequency };

/** The sum of some units: of how many, the least and the greatest of them (null where those are not kept). */
export type Sum = { n: number; total: Decimal; low: Decimal | null; high: Decimal | null };

/** The sum of a figure for a period of its own frequency; category null: over all its categories. Null where nobody reported. */
export type SumOf = (code: string, category: string | null, period: string) => Sum | null;

export type MeasuredIndicator = {
  aggregation: IndicatorAggregation;
  expression: IndicatorExpression;
  unit: string;
  direction: 'up' | 'down';
};

export const isFiner = (one: Frequency, other: Frequency): boolean =>
  frequencies.indexOf(one) <= frequencies.indexOf(other);

// How far back the last count of a rarely collected stock is still taken: the census of the year before last is no answer.
const LOOKS_BACK = 1;

// Asked for once per unit and indicator.
const lookedAt = new WeakMap<FigureFacts, Map<string, readonly string[]>>();

/** The periods of its own frequency in which a figure is looked at for a period: what to load. */
export const periodsFor = (figure: FigureFacts, period: string): readonly string[] => {
  const known = lookedAt.get(figure) ?? new Map<string, readonly string[]>();
  const found = known.get(period);
  if (found) return found;
  const periods = findPeriods(figure.kind, figure.frequency, period);
  lookedAt.set(figure, known.set(period, periods));
  return periods;
};

const findPeriods = (kind: FigureKind, frequency: Frequency, period: string): readonly string[] => {
  const { frequency: wanted, standsFor } = periodOf(period)!;
  if (isFiner(frequency, wanted)) return partsOf(period, frequency);
  if (kind === 'flow') return [];
  const { code } = periodOn(frequency, standsFor);
  return Array.from({ length: LOOKS_BACK + 1 }, (_, back) => shiftPeriod(code, back - LOOKS_BACK));
};

const quotientOf = (numerator: Numeric, denominator: Numeric): Numeric => ({
  op: '/',
  left: numerator,
  right: denominator,
});

const number = (value: string): Numeric => ({ op: 'number', value });
const noFigure = () => null;

// What a bare ratio is multiplied by for its unit.
const scales: Record<string, string> = { '%': '100', '‰': '1000' };

/** Numerator over denominator in the indicator's unit, as one expression. */
export const ratioExpression = (numerator: Numeric, denominator: Numeric, unit: string): Numeric => {
  const quotient = quotientOf(numerator, denominator);
  const scale = scales[unit];
  return scale ? { op: '*', left: quotient, right: number(scale) } : quotient;
};

const HERE: Shift = { periods: 0, years: 0 };

const quotientIn = (unit: string, above: Decimal, below: Decimal | null): Decimal | null =>
  below === null || compareDecimals(below, '0') === 0
    ? null
    : plainDecimal(proportionOf(scales[unit] ?? '1', above, below, RATIO_DIGITS));

const amountOf = ({ n, total, low, high }: Sum, aggregation: FigureAggregation): Decimal | null => {
  if (aggregation === 'mean') {
    const mean = evaluate(quotientOf(number(total), number(String(n))), noFigure);
    return typeof mean === 'string' ? mean : null;
  }
  if (aggregation === 'max') return high;
  return aggregation === 'min' ? low : total;
};

/** What was reported of a figure over a period; null where nothing was. */
const reportedOver = (figure: FigureFacts, sums: readonly (Sum | null)[]): Decimal | null => {
  // One period, as most figures are asked for: nothing to choose from or to add.
  if (sums.length === 1) return sums[0] && sums[0].n > 0 ? amountOf(sums[0], figure.aggregation) : null;
  const values = sums
    .filter(sum => sum !== null && sum.n > 0)
    .map(sum => amountOf(sum!, figure.aggregation))
    .filter(value => value !== null);
  if (values.length === 0) return null;
  return figure.kind === 'flow' ? values.reduce(addDecimals) : values.at(-1)!;
};

const sumsOver = (
  figure: FigureFacts,
  code: string,
  category: string | null,
  period: string,
  sumOf: SumOf,
): (Sum | null)[] => periodsFor(figure, period).map(part => sumOf(code, category, part));

/**
 * A figure over a period: a flow (流量) is the sum of what was reported in it; a stock (存量) or a cumulative figure (累计) the last
 * that was reported in it, or before it where it is counted more rarely. Null where nothing was; 0 where the sums know that nobody
 * among the units at hand is asked for it (`knowingWhoIsAsked`).
 */
export const figureOver = (
  figure: FigureFacts,
  code: string,
  category: string | null,
  period: string,
  sumOf: SumOf,
): Decimal | null => {
  const sums = sumsOver(figure, code, category, period, sumOf);
  return reportedOver(figure, sums) ?? amountUnreported(sums);
};

export const shifted = (period: string, { periods, years }: Shift): string => {
  const moved = periods === 0 ? period : shiftPeriod(period, periods);
  return years === 0 ? moved : shiftYear(moved, years);
};

/** Every figure and period that an indicator needs for a period. */
export const neededFor = (
  { expression }: MeasuredIndicator,
  figures: ReadonlyMap<string, FigureFacts>,
  period: string,
): { code: string; period: string }[] =>
  [expression.numerator, expression.denominator]
    .filter((part): part is Expression => part !== null)
    .flatMap(codesOf)
    .flatMap(({ code, shift }) => {
      const figure = figures.get(code);
      return figure ? periodsFor(figure, shifted(period, shift)).map(part => ({ code, period: part })) : [];
    });

/**
 * The value of an indicator for a period from sums over some units: a ratio is the sum of numerators over the sum of denominators,
 * never a mean of percentages. For `each` this is the value of one unit; `worstOf` then takes the worst. Null where something
 * it needs is not reported, and where nothing at all is.
 */
export const indicatorValue = (
  { expression, unit }: MeasuredIndicator,
  figures: ReadonlyMap<string, FigureFacts>,
  period: string,
  sumOf: SumOf,
): Decimal | null => {
  let isReported = false;
  const lookup = (code: string, category: string | null, shift: Shift): Decimal | null => {
    const figure = figures.get(code);
    if (!figure) return null;
    const sums = sumsOver(figure, code, category, shifted(period, shift), sumOf);
    const value = reportedOver(figure, sums);
    if (value !== null) isReported = true;
    return value ?? amountUnreported(sums);
  };
  // Most indicators are one figure over another: these need no evaluation.
  const valueOfSide = (side: Expression): Decimal | null => {
    if (side.op === 'figure') return lookup(side.code, side.category, HERE);
    const value = evaluate(side, lookup);
    return typeof value === 'string' ? value : null;
  };
  const { numerator, denominator } = expression;
  const above = valueOfSide(numerator);
  const value = denominator === null || above === null ? above : quotientIn(unit, above, valueOfSide(denominator));
  return isReported ? value : null;
};

/** 逐一达标: the worst of some units; null where none has reported. */
export const worstOf = (values: readonly (Decimal | null)[], direction: 'up' | 'down'): Decimal | null =>
  values.reduce((worst, value) => {
    if (worst === null || value === null) return worst ?? value;
    const order = compareDecimals(value, worst);
    return (direction === 'up' ? order < 0 : order > 0) ? value : worst;
  }, null);
