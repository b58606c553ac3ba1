import { decimalOf, plainDecimal, scaleOf, shareOf } from '../../../kernel/decimal';
import { formatQuantity } from '../format-quantity';

export type ColumnNumbers = {
  /** The unit of all the values, once for the column: 亿元. */
  unit: string | null;
  /** The value in that unit, without it; “—” where it is missing. */
  text: (value: string | null) => string;
  /** The same under others: with as many decimals as the longest of the column, so that the points stand under one another. */
  cell: (value: string | null) => string;
  /** The value in that unit as a position; never for writing. */
  at: (value: string) => number;
  /** Writes a round position of a scale; all ticks of one step with the same decimals. */
  tick: (position: number, step: number) => string;
};

const words = [
  ['亿', 8],
  ['万', 4],
] as const;

/**
 * One unit for all values that are shown under one another, and for `others` that are drawn with them: the 亿 or 万 that `formatQuantity` gives to the largest, if it suits every
 * value without rounding one away (two decimals at most), else the unit as it is.
 */
export const columnNumbers = (
  values: readonly (string | null)[],
  unit: string | null,
  scaled: boolean,
  others: readonly (string | null)[] = [],
): ColumnNumbers => {
  const known = [...values, ...others].filter(value => value !== null);
  const fits = ([word, power]: (typeof words)[number]): boolean =>
    known.some(value => formatQuantity(value, unit).unit === word + unit) &&
    known.every(value => scaleOf(lower(value, power)) <= 2);
  const found = scaled && unit ? words.find(fits) : undefined;
  const written = found ? found[0] + unit : unit;
  const shift = (value: string) => (found ? lower(value, found[1]) : value);
  const write = (value: string) => formatQuantity(value, written, false).number;
  const text = (value: string | null) => (value === null ? '—' : write(shift(value)));
  const decimals = Math.max(0, ...values.map(value => (value === null ? 0 : scaleOf(plainDecimal(shift(value))))));
  return {
    unit: written,
    text,
    cell: value => (value === null ? '—' : padded(text(value), decimals)),
    at: value => Number(shift(value)),
    tick: (position, step) => padded(write(tickText(position)), scaleOf(tickText(step))),
  };
};

/** A position without what floating point adds. */
const tickText = (position: number): string => decimalOf(Number(position.toPrecision(12)));

const padded = (text: string, decimals: number): string => {
  const [whole, fraction = ''] = text.split('.');
  return decimals === 0 ? text : `${whole}.${fraction.padEnd(decimals, '0')}`;
};

const lower = (value: string, power: number): string =>
  plainDecimal(shareOf(value, 1, 10 ** power, scaleOf(value) + power));
