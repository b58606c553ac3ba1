import type { At } from './entry-types';

/** A rectangle of places, ends included. */
export type CellRange = { top: number; bottom: number; left: number; right: number };

export const rangeOf = (a: At, b: At): CellRange => ({
  top: Math.min(a.row, b.row),
  bottom: Math.max(a.row, b.row),
  left: Math.min(a.column, b.column),
  right: Math.max(a.column, b.column),
});

/** Whether it is one cell. */
export const isSingle = (range: CellRange): boolean => range.top === range.bottom && range.left === range.right;

export const contains = ({ top, bottom, left, right }: CellRange, { row, column }: At): boolean =>
  row >= top && row <= bottom && column >= left && column <= right;

/** Every place of it, line by line. */
export const placesOf = function* (range: CellRange): Generator<At> {
  for (let row = range.top; row <= range.bottom; row += 1)
    for (let column = range.left; column <= range.right; column += 1) yield { row, column };
};
