import { addDecimals, compareDecimals, plainDecimal, proportionOf, scaleOf } from '../../../kernel/decimal';
import type { Decimal } from '../../../platform/database/tables';
import type { AllocationRule } from '../schema';
import type { Direction } from './targets';

export type Share = { value: Decimal | null; weight: Decimal | null; last: Decimal | null };

// A mean of two has places that neither had; so many more are enough to keep the balance of the whole.
const MORE_PLACES = 2;

const product = (a: Decimal, b: Decimal): Decimal => proportionOf(a, b, '1', scaleOf(a) + scaleOf(b));

const sumOf = (one: Decimal | null, other: Decimal | null): Decimal | null =>
  one === null ? other : other === null ? one : plainDecimal(addDecimals(one, other));

type Weighed = { value: Decimal; weight: Decimal | null };

const meanOf = (one: Weighed, other: Weighed): Decimal => {
  const weighed =
    one.weight !== null && other.weight !== null && compareDecimals(sumOf(one.weight, other.weight)!, '0') > 0;
  const [a, b] = weighed ? [one.weight!, other.weight!] : ['1', '1'];
  const scale = Math.max(scaleOf(plainDecimal(one.value)), scaleOf(plainDecimal(other.value))) + MORE_PLACES;
  const total = addDecimals(product(one.value, a), product(other.value, b));
  return plainDecimal(proportionOf(total, '1', addDecimals(a, b), scale));
};

const stricter = (one: Decimal, other: Decimal, direction: Direction): Decimal =>
  compareDecimals(one, other) * (direction === 'up' ? 1 : -1) >= 0 ? one : other;

/** Where the way of both begins: as their values come together; unknown where one of them is. What each has to reach, the heir goes on from its own. */
const mergedLast = (rule: AllocationRule, one: Share, other: Share): Decimal | null => {
  if (rule === 'each') return one.last;
  if (one.last === null || other.last === null) return null;
  const [a, b] = [
    { value: one.last, weight: one.weight },
    { value: other.last, weight: other.weight },
  ];
  return rule === 'sum' ? sumOf(a.value, b.value) : meanOf(a, b);
};

/**
 * The part of a unit that takes over another one's: sums are added; means are weighed, so that the whole keeps its mean; of what each
 * has to reach, the stricter holds.
 */
export const mergedShare = (rule: AllocationRule, direction: Direction, one: Share, other: Share): Share => {
  const rest = { weight: sumOf(one.weight, other.weight), last: mergedLast(rule, one, other) };
  if (one.value === null || other.value === null) return { value: one.value ?? other.value, ...rest };
  if (rule === 'sum') return { value: sumOf(one.value, other.value), ...rest };
  const [a, b] = [
    { value: one.value, weight: one.weight },
    { value: other.value, weight: other.weight },
  ];
  return { value: rule === 'each' ? stricter(a.value, b.value, direction) : meanOf(a, b), ...rest };
};
