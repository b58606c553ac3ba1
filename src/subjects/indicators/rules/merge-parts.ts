import { addDecimals, compareDecimals, plainDecimal, proportionOf, scaleOf } from '../../../kernel/decimal';
import type { Decimal } from '../../../platform/database/tables';
import type { AllocationRule } from '../schema';
import type { Direction } from './targets';

export type Share = { value: Decimal | null; weight: Decimal | null };

// A mean of two has places that neither had; so many more are enough to keep the balance of the whole.
const MORE_PLACES = 2;

const product = (a: Decimal, b: Decimal): Decimal => proportionOf(a, b, '1', scaleOf(a) + scaleOf(b));

const sumOf = (one: Decimal | null, other: Decimal | null): Decimal | null =>
  one === null ? other : other === null ? one : plainDecimal(addDecimals(one, other));

const meanOf = (one: Share & { value: Decimal }, other: Share & { value: Decimal }): Decimal => {
  const weighed =
    one.weight !== null && other.weight !== null && compareDecimals(sumOf(one.weight, other.weight)!, '0') > 0;
  const [a, b] = weighed ? [one.weight!, other.weight!] : ['1', '1'];
  const scale = Math.max(scaleOf(plainDecimal(one.value)), scaleOf(plainDecimal(other.value))) + MORE_PLACES;
  const total = addDecimals(product(one.value, a), product(other.value, b));
  return plainDecimal(proportionOf(total, '1', addDecimals(a, b), scale));
};

const stricter = (one: Decimal, other: Decimal, direction: Direction): Decimal =>
  compareDecimals(one, other) * (direction === 'up' ? 1 : -1) >= 0 ? one : other;

/**
 * The part of a unit that takes over another one's: sums are added; means are weighed, so that the whole keeps its mean; of what each
 * has to reach, the stricter holds.
 */
export const mergedShare = (rule: AllocationRule, direction: Direction, one: Share, other: Share): Share => {
  const weight = sumOf(one.weight, other.weight);
  if (one.value === null || other.value === null) return { value: one.value ?? other.value, weight };
  if (rule === 'sum') return { value: sumOf(one.value, other.value), weight };
  const [a, b] = [one as Share & { value: Decimal }, other as Share & { value: Decimal }];
  return { value: rule === 'each' ? stricter(a.value, b.value, direction) : meanOf(a, b), weight };
};
