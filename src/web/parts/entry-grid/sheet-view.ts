import { type Entry, parseEntry } from '../../../kernel/parse-entry';
import { type CellRange, placesOf } from './cell-range';
import type { At, EntryCell, EntryCells, EntryChange, EntryColumn, EntryRow } from './entry-types';
import { isFigure, type Plane } from './move-active';

/** What is asked and what stands there, and where it can be written. */
export type SheetView = {
  rows: readonly EntryRow[];
  columns: readonly EntryColumn[];
  cells: EntryCells;
  readOnly: boolean;
};

export const planeOf = ({ rows, columns }: SheetView): Plane => ({ rows, columns: columns.length });

export const cellAt = ({ rows, columns, cells }: SheetView, at: At): EntryCell | undefined => {
  const row = rows[at.row];
  const column = columns[at.column];
  return row && column && isFigure(row) ? cells[row.key]?.[column.key] : undefined;
};

/** The place of a row and a column by their keys; null where there is none. */
export const placeNamed = ({ rows, columns }: SheetView, row: string, column: string): At | null => {
  const at = { row: rows.findIndex(one => one.key === row), column: columns.findIndex(one => one.key === column) };
  return at.row < 0 || at.column < 0 ? null : at;
};

export const textAt = (view: SheetView, at: At): string => cellAt(view, at)?.text ?? '';

export const isOpen = (cell: EntryCell | undefined): boolean =>
  cell !== undefined && (cell.kind ?? 'input') === 'input';

/** Whether something can be typed there. */
export const isOpenAt = (view: SheetView, at: At): boolean => !view.readOnly && isOpen(cellAt(view, at));

/** The change that writes an entry at a place, or null where the cell says that already. */
export const writeAt = (view: SheetView, at: At, entry: Entry): EntryChange | null => {
  const [row, column] = [view.rows[at.row], view.columns[at.column]];
  if (!isFigure(row) || !column || entry.text === textAt(view, at)) return null;
  const change = { row: row.key, column: column.key, text: entry.text };
  return entry.kind === 'wrong' ? { ...change, fault: entry.fault } : change;
};

/** The same of what was typed. */
export const changeAt = (view: SheetView, at: At, typed: string): EntryChange | null => {
  const row = view.rows[at.row];
  return isFigure(row) ? writeAt(view, at, parseEntry(typed, row)) : null;
};

/** The same text in every open cell of a range; `shut` counts those that cannot be written. */
export const fillRange = (view: SheetView, range: CellRange, typedAt: (at: At) => string) => {
  const changes: EntryChange[] = [];
  let shut = 0;
  for (const at of placesOf(range)) {
    if (!isFigure(view.rows[at.row])) continue;
    if (!isOpenAt(view, at)) shut += 1;
    else {
      const change = changeAt(view, at, typedAt(at));
      if (change) changes.push(change);
    }
  }
  return { changes, shut };
};

/** What a range holds, line by line, for the clipboard; a title is an empty line, so that it falls in its place again. */
export const blockOf = (view: SheetView, { top, bottom, left, right }: CellRange): string[][] =>
  Array.from({ length: bottom - top + 1 }, (_, down) =>
    Array.from({ length: right - left + 1 }, (_, along) => textAt(view, { row: top + down, column: left + along })),
  );
