import { plainDecimal, scaleOf, shareOf } from '../../../kernel/decimal';

/** A value as the indicator shows it: rounded to its decimals; the server keeps all digits of a ratio. */
export const shownValue = (value: string | null, { decimals }: { decimals: number }): string | null =>
  value === null || scaleOf(value) <= decimals ? value : plainDecimal(shareOf(value, 1, 1, decimals));
