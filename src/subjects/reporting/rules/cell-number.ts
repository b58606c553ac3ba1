import { compareDecimals, plainDecimal, scaleOf } from '../../../kernel/decimal';

const PLAIN = /^-?\d+(\.\d+)?$/;
// Most cells by far: nothing about them can be written shorter.
const SHORTEST = /^(0|-?[1-9]\d*)$/;
const MOST_DIGITS = 20;

/** What a text says: a decimal without zeros at its ends; null where it is blank or no number. */
export const numberIn = (text: string | undefined | null): string | null => {
  const trimmed = text?.trim() ?? '';
  if (SHORTEST.test(trimmed)) return trimmed;
  if (!PLAIN.test(trimmed)) return null;
  const value = plainDecimal(trimmed.replace(/^(-?)0+(?=\d)/, '$1'));
  return value === '-0' ? '0' : value;
};

/** More digits than any figure of an office has: a slip, and nothing to calculate with. */
export const isTooLarge = (value: string): boolean =>
  value.replace('-', '').split('.')[0]!.length > MOST_DIGITS || scaleOf(value) > MOST_DIGITS;

/** Do two texts say the same? 12.50 is 12.5; what is no number is compared as it stands. */
export const saysSame = (a: string, b: string): boolean => {
  if (a.trim() === b.trim()) return true;
  const [x, y] = [numberIn(a), numberIn(b)];
  return x !== null && y !== null && compareDecimals(x, y) === 0;
};
