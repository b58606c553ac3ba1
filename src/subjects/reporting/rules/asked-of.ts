import type { Sum, SumOf } from './indicator-value';

/** Of whom a figure is asked in a period of its own frequency: of some of the units at hand, only of others, or of nobody at all. */
export type Asked = 'here' | 'elsewhere' | 'nowhere';
export type AskedOf = (code: string, period: string) => Asked;

/** The sum of a figure that is asked, though of none of the units at hand: there is nothing of it here. */
export const NOBODY: Sum = { n: 0, total: '0', low: null, high: null };
/** The sum of a figure that somebody here is asked for, and nobody has reported. */
export const AWAITED: Sum = { n: 0, total: '0', low: null, high: null };

/**
 * Sums that tell a figure which nobody here is asked for from one that is missing: a county without kindergartens has no children in
 * them, and its formula over kindergartens and schools a value all the same.
 */
export const knowingWhoIsAsked =
  (sumOf: SumOf, askedOf: AskedOf): SumOf =>
  (code, category, period) => {
    const sum = sumOf(code, category, period);
    if (sum !== null && sum.n > 0) return sum;
    const asked = askedOf(code, period);
    if (asked === 'nowhere') return sum;
    return asked === 'here' ? AWAITED : NOBODY;
  };

/** What a figure comes to over some periods in none of which anything was reported: nothing, where nobody here was asked; else null. */
export const amountUnreported = (sums: readonly (Sum | null)[]): '0' | null =>
  sums.includes(NOBODY) && !sums.includes(AWAITED) ? '0' : null;
