import { type CellRange, contains } from './cell-range';
import type { At } from './entry-types';
import { isFigure } from './move-active';
import type { SheetView } from './sheet-view';

/** What a drag of the corner of `from` covers: longer one way, the one that the pointer went further; or `from` itself. */
export const dragged = (from: CellRange, to: At): CellRange => {
  if (contains(from, to)) return from;
  const far = (at: number, low: number, high: number) => Math.max(low - at, at - high, 0);
  const down = far(to.row, from.top, from.bottom);
  const along = far(to.column, from.left, from.right);
  return down >= along
    ? { ...from, top: Math.min(from.top, to.row), bottom: Math.max(from.bottom, to.row) }
    : { ...from, left: Math.min(from.left, to.column), right: Math.max(from.right, to.column) };
};

/** The part of `over` that is not `from`, which it is longer than on one side; null where it is not longer. */
export const beyond = (from: CellRange, over: CellRange): CellRange | null => {
  if (over.bottom > from.bottom) return { ...over, top: from.bottom + 1 };
  if (over.top < from.top) return { ...over, bottom: from.top - 1 };
  if (over.right > from.right) return { ...over, left: from.right + 1 };
  if (over.left < from.left) return { ...over, right: from.left - 1 };
  return null;
};

const turn = (at: number, first: number, count: number): number => first + ((((at - first) % count) + count) % count);

/** Where a place beside `from` takes its text: `from` over and over, no series guessed; titles are passed over. Null: from nowhere. */
export const sourceIn = ({ rows }: SheetView, { top, bottom, left, right }: CellRange): ((at: At) => At | null) => {
  const lines = rows.flatMap((row, at) => (isFigure(row) ? [at] : []));
  const place = new Map(lines.map((at, index) => [at, index]));
  const inside = lines.filter(at => at >= top && at <= bottom);
  if (inside.length === 0) return () => null;
  const first = place.get(inside[0]!)!;
  return at => {
    const line = lines[turn(place.get(at.row) ?? first, first, inside.length)]!;
    return { row: line, column: turn(at.column, left, right - left + 1) };
  };
};
