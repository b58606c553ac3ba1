import { compareDecimals, proportionOf, subtractDecimals } from '../../../kernel/decimal';

/** How far a value moved against the one before, in percent with one digit and its sign; null where there is nothing to hold it against. */
export const changePercent = (before: string | null, after: string | null): string | null => {
  if (before === null || after === null || compareDecimals(before, '0') === 0) return null;
  const share = proportionOf(subtractDecimals(after, before), '100', before.replace('-', ''), 1);
  return compareDecimals(share, '0') > 0 ? `+${share}` : share.replace('-', '−');
};
