import type { At, EntryRow } from './entry-types';

/** What one can stand on: every figure in every column; titles are passed over. */
export type Plane = { rows: readonly EntryRow[]; columns: number };
export type Direction = 'up' | 'down' | 'left' | 'right';

export const isFigure = (row: EntryRow | undefined): row is Exclude<EntryRow, { kind: 'section' }> =>
  row !== undefined && row.kind !== 'section';

/** The nearest row that can be stood on, from `row` on in a direction; null where there is none. */
const nearest = (rows: readonly EntryRow[], row: number, by: 1 | -1): number | null => {
  for (let at = row; at >= 0 && at < rows.length; at += by) if (isFigure(rows[at])) return at;
  return null;
};

/** Where the keyboard stands at first; null where nothing is asked. */
export const firstPlace = ({ rows, columns }: Plane): At | null => {
  const row = nearest(rows, 0, 1);
  return row === null || columns === 0 ? null : { row, column: 0 };
};

/** The same place, or the nearest there is when rows or columns went away. */
export const within = (plane: Plane, at: At): At | null => {
  const from = Math.min(at.row, plane.rows.length - 1);
  const row = nearest(plane.rows, from, 1) ?? nearest(plane.rows, from, -1);
  return row === null || plane.columns === 0 ? null : { row, column: Math.min(at.column, plane.columns - 1) };
};

/** `count` steps in a direction, as far as there are places. */
export const step = (plane: Plane, at: At, direction: Direction, count = 1): At => {
  if (direction === 'left') return { ...at, column: Math.max(0, at.column - count) };
  if (direction === 'right') return { ...at, column: Math.min(plane.columns - 1, at.column + count) };
  const by = direction === 'down' ? 1 : -1;
  const wanted = Math.min(Math.max(at.row + by * count, 0), plane.rows.length - 1);
  const row = nearest(plane.rows, wanted, by) ?? nearest(plane.rows, wanted, by === 1 ? -1 : 1);
  return { ...at, row: row ?? at.row };
};

/** The last place in a direction (Ctrl and an arrow). */
export const toEdge = (plane: Plane, at: At, direction: Direction): At =>
  step(plane, at, direction, Math.max(plane.rows.length, plane.columns));

/** The next place in reading order where `open` holds (Tab); null at the end, where Tab leaves the grid. */
export const nextInOrder = (plane: Plane, at: At, by: 1 | -1, open: (at: At) => boolean): At | null => {
  const { rows, columns } = plane;
  for (let place = at.row * columns + at.column + by; place >= 0 && place < rows.length * columns; place += by) {
    const next = { row: Math.floor(place / columns), column: place % columns };
    if (isFigure(rows[next.row]) && open(next)) return next;
  }
  return null;
};
