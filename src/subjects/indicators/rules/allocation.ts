import {
  addDecimals,
  compareDecimals,
  fromUnits,
  plainDecimal,
  proportionOf,
  scaleOf,
  subtractDecimals,
  toUnits,
} from '../../../kernel/decimal';
import type { Finding } from '../../../kernel/finding';
import type { Decimal } from '../../../platform/database/tables';
import type { AllocationMethod, AllocationRule, IndicatorAggregation } from '../schema';
import type { Direction } from './targets';

/** One unit's part of a whole, as far as the arithmetic needs it. */
export type Part = {
  /** 分解值; null: none yet. */
  value: Decimal | null;
  /** What the unit is measured by: the base figure, or the denominator of a ratio. */
  weight: Decimal | null;
  /** Its value of last year. */
  last: Decimal | null;
  /** Set by hand: a new reckoning leaves it. */
  fixed: boolean;
};

export type Splitting = {
  whole: Decimal;
  method: AllocationMethod;
  rule: AllocationRule;
  /** Digits of a part; the whole's own where it has more. */
  decimals: number;
  direction: Direction;
};

/** Whether the parts give the whole. `short`: how many units have no value, or (each) do not reach the whole. */
export type Balance = {
  /** Their sum; their mean by weight; or (each) that of the worst unit. Null where no part has a value. */
  given: Decimal | null;
  whole: Decimal;
  /** given − whole */
  gap: Decimal | null;
  state: 'balanced' | 'over' | 'under' | 'short-units';
  short: number;
};

/** 分解规则 of an indicator. One that a plan named says nothing of how it adds: its percentages do not add up. */
export const ruleOf = (aggregation: IndicatorAggregation, unit: string | null): AllocationRule => {
  if (aggregation === 'sum') return unit === '%' ? 'weighted' : 'sum';
  return aggregation === 'ratio' || aggregation === 'mean' ? 'weighted' : 'each';
};

const warning = (code: string, at = 'parts'): Finding => ({ code, level: 'warning', message: code, at });
const sum = (values: readonly Decimal[]): Decimal => values.reduce(addDecimals, '0');
const product = (a: Decimal, b: Decimal): Decimal => proportionOf(a, b, '1', scaleOf(a) + scaleOf(b));
const atLeastZero = (value: Decimal | null): Decimal =>
  value !== null && compareDecimals(value, '0') > 0 ? value : '0';
const isZero = (value: Decimal): boolean => compareDecimals(value, '0') === 0;

const digitsOf = ({ whole, decimals }: Pick<Splitting, 'whole' | 'decimals'>, more: readonly Decimal[] = []): number =>
  Math.max(decimals, ...[whole, ...more].map(value => scaleOf(plainDecimal(value))));

/**
 * Shares of a total by weight that add up to it exactly: each is rounded down, and what is left goes one unit of the last digit
 * each to the largest remainders, of equal ones to the first. Weights are not negative and not all zero.
 */
export const apportion = (total: Decimal, weights: readonly Decimal[], scale: number): Decimal[] => {
  const fine = Math.max(0, ...weights.map(weight => scaleOf(plainDecimal(weight))));
  const parts = weights.map(weight => toUnits(weight, fine));
  const all = parts.reduce((one, other) => one + other, 0n);
  const signed = toUnits(total, scale);
  const [sign, units] = signed < 0n ? [-1n, -signed] : [1n, signed];
  const shares = parts.map((part, index) => ({ index, floor: (units * part) / all, rest: (units * part) % all }));
  const left = Number(units - shares.reduce((given, { floor }) => given + floor, 0n));
  const lucky = new Set(
    shares
      .toSorted((a, b) => (a.rest === b.rest ? a.index - b.index : a.rest > b.rest ? -1 : 1))
      .slice(0, left)
      .map(({ index }) => index),
  );
  return shares.map(({ index, floor }) =>
    plainDecimal(fromUnits(sign * (floor + (lucky.has(index) ? 1n : 0n)), scale)),
  );
};

type Values = { values: (Decimal | null)[]; findings: Finding[] };

const splitSum = (parts: readonly Part[], splitting: Splitting): Values => {
  const { whole, method } = splitting;
  const fixed = parts.filter(part => part.fixed).map(part => part.value ?? '0');
  const rest = subtractDecimals(whole, sum(fixed));
  const free = parts.filter(part => !part.fixed);
  if (free.length === 0)
    return { values: parts.map(({ value }) => value), findings: isZero(rest) ? [] : [warning('all-fixed')] };
  const overdrawn = compareDecimals(rest, '0') * (compareDecimals(whole, '0') < 0 ? -1 : 1) < 0;
  const wanted = free.map(({ weight, last }) =>
    method === 'equal' ? '1' : atLeastZero(method === 'last-year' ? last : weight),
  );
  const unknown = wanted.every(isZero);
  const weights = unknown ? free.map(() => '1') : wanted;
  const shares = apportion(overdrawn ? '0' : rest, weights, digitsOf(splitting, fixed));
  const empty = !overdrawn && !isZero(rest) && shares.some((share, index) => isZero(share) && !isZero(weights[index]!));
  let next = 0;
  return {
    values: parts.map(part => (part.fixed ? part.value : shares[next++]!)),
    findings: [
      ...(unknown ? [warning('no-weights')] : []),
      ...(overdrawn ? [warning('fixed-exceed')] : []),
      ...(empty ? [{ ...warning('too-few-to-go-round'), level: 'info' as const }] : []),
    ],
  };
};

/** The weights of a mean; all alike where none is known. */
const meanWeights = (parts: readonly Part[]): Decimal[] => {
  const weights = parts.map(({ weight }) => atLeastZero(weight));
  return weights.every(isZero) ? weights.map(() => '1') : weights;
};

/** All free parts move by the same step from where they begin (last year's value, or the whole itself), so that the mean is the whole. */
const splitMean = (parts: readonly Part[], splitting: Splitting): Values => {
  const { whole, method } = splitting;
  if (parts.every(part => part.fixed)) return { values: parts.map(({ value }) => value), findings: [] };
  const weights = meanWeights(parts);
  const begins = parts.map(({ fixed, value, last }) => {
    if (fixed) return value ?? whole;
    return method === 'last-year' ? (last ?? whole) : whole;
  });
  const missing = sum(begins.map((begin, index) => product(subtractDecimals(whole, begin), weights[index]!)));
  const freeWeight = sum(weights.filter((_, index) => !parts[index]!.fixed));
  const scale = digitsOf(splitting);
  const idle = isZero(freeWeight);
  const values = parts.map((part, index) => {
    if (part.fixed) return part.value;
    const step = idle ? '0' : proportionOf(missing, '1', freeWeight, scale + 6);
    return plainDecimal(proportionOf(addDecimals(begins[index]!, step), '1', '1', scale));
  });
  const unknown = idle || parts.every(({ weight }) => isZero(atLeastZero(weight)));
  return { values, findings: unknown ? [warning('no-weights')] : [] };
};

const better = (a: Decimal, b: Decimal, direction: Direction): Decimal =>
  compareDecimals(a, b) * (direction === 'up' ? 1 : -1) >= 0 ? a : b;

/** Everybody gets the whole; by last year nobody falls back behind what was reached. */
const splitEach = (parts: readonly Part[], { whole, method, direction }: Splitting): Values => ({
  values: parts.map(({ fixed, value, last }) => {
    if (fixed) return value;
    return plainDecimal(method === 'last-year' && last !== null ? better(whole, last, direction) : whole);
  }),
  findings: [],
});

const splitters = { sum: splitSum, weighted: splitMean, each: splitEach };

/**
 * Splits a whole over its parts. What is fixed stays, the rest is worked out anew by the method; by hand nothing is. The result
 * is balanced, but where the findings say that it cannot be (`all-fixed`, `fixed-exceed`) or fixed parts of `each` fall short.
 */
export const split = <P extends Part>(
  parts: readonly P[],
  splitting: Splitting,
): { parts: P[]; findings: Finding[] } => {
  if (splitting.method === 'manual' || parts.length === 0) return { parts: [...parts], findings: [] };
  const { values, findings } = splitters[splitting.rule](parts, splitting);
  return { parts: parts.map((part, index) => ({ ...part, value: values[index]! })), findings };
};

type BalanceOf = Pick<Splitting, 'whole' | 'rule' | 'decimals' | 'direction'>;
type Given = { value: Decimal; weight: Decimal };

/** The mean of the parts, and whether it is the whole but for the rounding of the parts: within half a unit of their last digit. */
const meanOf = (given: readonly Given[], { whole, decimals }: BalanceOf): { mean: Decimal; agrees: boolean } => {
  const weight = sum(given.map(part => part.weight));
  const total = sum(given.map(part => product(part.value, part.weight)));
  const scale = digitsOf({ whole, decimals });
  const off = subtractDecimals(total, product(whole, weight));
  const doubled = product(off.replace('-', ''), `2${'0'.repeat(scale)}`);
  return { mean: proportionOf(total, '1', weight, scale + 2), agrees: compareDecimals(doubled, weight) <= 0 };
};

/** Do the parts give the whole? Also while they are being edited. */
export const balance = (parts: readonly Pick<Part, 'value' | 'weight'>[], of: BalanceOf): Balance => {
  const { whole, rule, direction } = of;
  const weights = meanWeights(parts.map(part => ({ ...part, last: null, fixed: false })));
  const given = parts.flatMap(({ value }, index) => (value === null ? [] : [{ value, weight: weights[index]! }]));
  const empty = parts.length - given.length;
  const say = (value: Decimal | null, agrees: boolean, short = empty): Balance => {
    const gap = value === null ? null : plainDecimal(subtractDecimals(value, whole));
    const off = gap === null || agrees ? 0 : compareDecimals(gap, '0');
    const uneven = off === 0 ? null : off > 0 ? 'over' : 'under';
    const state = uneven ?? (short > 0 || given.length === 0 ? 'short-units' : 'balanced');
    return { given: value === null ? null : plainDecimal(value), whole: plainDecimal(whole), gap, state, short };
  };
  if (given.length === 0) return say(null, true);
  if (rule === 'sum') return say(sum(given.map(({ value }) => value)), false);
  if (rule === 'each') {
    const worst = given.map(({ value }) => value).reduce((a, b) => (better(a, b, direction) === a ? b : a));
    const behind = given.filter(({ value }) => better(value, whole, direction) !== value).length;
    return say(worst, true, empty + behind);
  }
  if (isZero(sum(given.map(({ weight }) => weight)))) return say(null, true);
  const { mean, agrees } = meanOf(given, of);
  return say(mean, agrees);
};
