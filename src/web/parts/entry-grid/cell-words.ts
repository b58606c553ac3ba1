import type { TFunction } from 'i18next';
import { faultOf } from '../../../kernel/parse-entry';
import { formatQuantity } from '../format-quantity';
import type { EntryCell, EntryColumn, EntryMark, EntryRow } from './entry-types';
import { isFigure } from './move-active';
import { isOpen } from './sheet-view';

/** Shape of a mark: it says the same in print and to colour-blind eyes. */
export const MARK_SHAPES: Record<EntryMark['kind'] | 'explained', string> = {
  'must-fix': '■',
  'must-explain': '▲',
  explained: '✓',
  conflict: '⇄',
  changed: 'Δ',
  comment: '✎',
};

export type ShownMark = { kind: keyof typeof MARK_SHAPES; word: string };

/** A cell's text as it is read: digits in groups of three; what is no number as it was typed. */
export const shownText = (text: string): string =>
  /^-?\d+(\.\d+)?$/.test(text) ? formatQuantity(text, null, false).number : text;

/** The sentence of the grid's own finding: what stands there is no number of this figure. */
export const faultSentence = (t: TFunction, row: EntryRow, cell: EntryCell | undefined): string | null => {
  if (!isFigure(row) || !cell || !isOpen(cell)) return null;
  const fault = faultOf(cell.text, row);
  const key = fault === 'other-unit' && !row.unit ? 'no-unit' : fault;
  return key && t(`grid:fault.${key}`, { text: cell.text, unit: row.unit ?? '', count: row.decimals ?? 0 });
};

/** The marks of a cell with their words, the gravest first. */
export const shownMarks = (t: TFunction, cell: EntryCell, hasFault: boolean): ShownMark[] => {
  const found = new Set<ShownMark['kind']>(hasFault ? ['must-fix'] : []);
  for (const mark of cell.marks ?? [])
    found.add(mark.kind === 'must-explain' && mark.explanation ? 'explained' : mark.kind);
  if (found.has('must-explain')) found.delete('explained');
  return (Object.keys(MARK_SHAPES) as ShownMark['kind'][])
    .filter(kind => found.has(kind))
    .map(kind => ({ kind, word: t(`grid:mark.${kind}`) }));
};

/** `在园幼儿数，男（人）`: names a cell out of its place. */
export const cellName = (t: TFunction, row: EntryRow, column: EntryColumn): string => {
  const unit = isFigure(row) ? row.unit : null;
  return t(unit ? 'grid:cell.nameUnit' : 'grid:cell.name', {
    row: (isFigure(row) && row.fullName) || row.name,
    column: column.fullName ?? column.name,
    unit,
  });
};
