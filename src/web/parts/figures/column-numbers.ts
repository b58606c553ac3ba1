import { plainDecimal, scaleOf, shareOf } from '../../../kernel/decimal';
import { formatQuantity } from '../format-quantity';

export type ColumnNumbers = {
  /** The unit of all the values, once for the column: 亿元. */
  unit: string | null;
  /** The value in that unit, without it; “—” where it is missing. */
  text: (value: string | null) => string;
  /** The value in that unit as a position; never for writing. */
  at: (value: string) => number;
};

const words = [
  ['亿', 8],
  ['万', 4],
] as const;

/**
 * One unit for all values that are shown under one another: the 亿 or 万 that `formatQuantity` gives to the largest, if it suits every
 * value without rounding one away (two decimals at most), else the unit as it is.
 */
export const columnNumbers = (
  values: readonly (string | null)[],
  unit: string | null,
  scaled: boolean,
): ColumnNumbers => {
  const known = values.filter(value => value !== null);
  const fits = ([word, power]: (typeof words)[number]): boolean =>
    known.some(value => formatQuantity(value, unit).unit === word + unit) &&
    known.every(value => scaleOf(lower(value, power)) <= 2);
  const found = scaled && unit ? words.find(fits) : undefined;
  const written = found ? found[0] + unit : unit;
  const shift = (value: string) => (found ? lower(value, found[1]) : value);
  return {
    unit: written,
    text: value => (value === null ? '—' : formatQuantity(shift(value), written, false).number),
    at: value => Number(shift(value)),
  };
};

const lower = (value: string, power: number): string =>
  plainDecimal(shareOf(value, 1, 10 ** power, scaleOf(value) + power));
