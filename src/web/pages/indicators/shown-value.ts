import { inDigits } from '../../../subjects/indicators/rules/shown-digits';

/** A value as the indicator shows it: rounded to its decimals; the server keeps all digits of a ratio. */
export const shownValue = (value: string | null, { decimals }: { decimals: number }): string | null =>
  value === null ? null : inDigits(value, decimals);
