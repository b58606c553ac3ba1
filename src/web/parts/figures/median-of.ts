import { addDecimals, compareDecimals, plainDecimal, scaleOf, shareOf } from '../../../kernel/decimal';

/** The middle of the values that are there, exactly; half way between two. Null where there is none: missing is not zero. */
export const medianOf = (values: readonly (string | null)[]): string | null => {
  const known = values.filter(value => value !== null).toSorted(compareDecimals);
  if (known.length === 0) return null;
  const middle = (known.length - 1) / 2;
  const sum = addDecimals(known[Math.floor(middle)]!, known[Math.ceil(middle)]!);
  return plainDecimal(shareOf(sum, 1, 2, scaleOf(sum) + 1));
};
