import { addDecimals, compareDecimals } from '../../../kernel/decimal';
import type { Decimal } from '../../../platform/database/tables';
import type { Sum, SumOf } from './indicator-value';

/** A sum with what it is of. */
export type NamedSum = Sum & { code: string; category: string; period: string };

const extreme = (a: Decimal | null, b: Decimal | null, sign: 1 | -1): Decimal | null =>
  a === null || b === null ? (a ?? b) : sign * compareDecimals(a, b) >= 0 ? a : b;

// Over categories of the same units the count is that of the units; over groups counts add up.
const together = (a: Sum, b: Sum, sameUnits: boolean): Sum => ({
  n: sameUnits ? Math.max(a.n, b.n) : a.n + b.n,
  total: addDecimals(a.total, b.total),
  low: extreme(a.low, b.low, -1),
  high: extreme(a.high, b.high, 1),
});

/** Adds sums of groups up, to be asked by figure, category and period. */
export const sumOfAll = (sums: readonly NamedSum[]): SumOf => {
  const byCategory = new Map<string, Map<string, Sum>>();
  for (const { code, category, period, ...sum } of sums) {
    const figure = byCategory.get(`${code} ${period}`) ?? new Map<string, Sum>();
    const found = figure.get(category);
    figure.set(category, found ? together(found, sum, false) : sum);
    byCategory.set(`${code} ${period}`, figure);
  }
  return (code, category, period) => {
    const figure = byCategory.get(`${code} ${period}`);
    if (!figure) return null;
    if (category !== null) return figure.get(category) ?? null;
    return [...figure.values()].reduce<Sum | null>((whole, sum) => (whole ? together(whole, sum, true) : sum), null);
  };
};
