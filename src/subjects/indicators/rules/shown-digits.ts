import { plainDecimal, scaleOf, shareOf } from '../../../kernel/decimal';
import type { Decimal } from '../../../platform/database/tables';

/** Digits after the point that a ratio is carried with: far beyond what any indicator shows or is judged by. */
export const RATIO_DIGITS = 9;

type Said = { value: Decimal | null; low: Decimal | null; high: Decimal | null; baseline: Decimal | null };

/** Digits of a target's values: its indicator's, or as many as its own terms have. What is kept has all digits of a ratio. */
export const digitsFor = (decimals: number, unit: string | null, { value, low, high, baseline }: Said): number => {
  const said = [value, low, high, baseline].flatMap(one => (one === null ? [] : [one]));
  return Math.max(decimals, unit === '%' ? 1 : 0, ...said.map(one => scaleOf(plainDecimal(one))));
};

/** A value rounded to so many digits, once: what was rounded before and is rounded again may come out as another number. */
export const inDigits = (value: Decimal, digits: number): Decimal =>
  scaleOf(value) <= digits ? value : plainDecimal(shareOf(value, 1, 1, digits));
