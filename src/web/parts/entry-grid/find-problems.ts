import { faultOf } from '../../../kernel/parse-entry';
import type { At, EntryCell } from './entry-types';
import { isFigure } from './move-active';
import { isOpen, type SheetView } from './sheet-view';

/** What a cell needs before the form can go: the gravest of its marks. */
export type Need = 'must-fix' | 'must-explain' | 'conflict' | null;

/** `fault` is the grid's own finding: what stands in the cell is no number. */
export const needOf = (cell: EntryCell | undefined, hasFault: boolean): Need => {
  if (!cell) return null;
  const has = (kind: string) => cell.marks?.some(mark => mark.kind === kind) ?? false;
  if (hasFault || has('must-fix')) return 'must-fix';
  if (has('conflict')) return 'conflict';
  const open = cell.marks?.some(mark => mark.kind === 'must-explain' && !mark.explanation);
  return open ? 'must-explain' : null;
};

export type Problems = Record<Exclude<Need, null>, At[]>;

/** All places that need something, in reading order. */
export const findProblems = ({ rows, columns, cells }: SheetView): Problems => {
  const found: Problems = { 'must-fix': [], 'must-explain': [], conflict: [] };
  rows.forEach((row, at) => {
    const record = isFigure(row) ? cells[row.key] : undefined;
    if (!record || !isFigure(row)) return;
    columns.forEach(({ key }, column) => {
      const cell = record[key];
      if (!cell || (cell.text === '' && !cell.marks)) return;
      const need = needOf(cell, isOpen(cell) && faultOf(cell.text, row) !== null);
      if (need) found[need].push({ row: at, column });
    });
  });
  return found;
};

/** The next of some places after one, in reading order, beginning again at the end. */
export const nextAfter = (places: At[], at: At | null): At | undefined =>
  places.find(place => at !== null && (place.row > at.row || (place.row === at.row && place.column > at.column))) ??
  places[0];
