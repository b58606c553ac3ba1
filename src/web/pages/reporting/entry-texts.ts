import type { CellTexts, EntryPage } from '../../../subjects/reporting/entry-schema';
import { cellsOfFigure } from '../../../subjects/reporting/rules/cell-name';

/**
 * What was typed here and is not on the server yet. `base`: what stood there when it was typed. `tried`: what was sent from here and
 * perhaps arrived. `theirs`: somebody else wrote there meanwhile; the person has to choose.
 */
export type PendingCell = {
  v: string;
  n?: string;
  base: string;
  tried?: readonly string[];
  theirs?: { text: string; by: string };
};
export type Pending = Readonly<Record<string, PendingCell>>;

/** What the server has in a cell: what is typed, else what was handed in. */
export const storedText = ({ draft, values }: Pick<EntryPage, 'draft' | 'values'>, cell: string): string =>
  draft[cell]?.v ?? values[cell] ?? '';

/** What every cell shows now. */
export const shownTexts = ({ draft, values }: Pick<EntryPage, 'draft' | 'values'>, pending: Pending): CellTexts => {
  const texts: CellTexts = { ...values };
  for (const [cell, { v }] of Object.entries(draft)) texts[cell] = v;
  for (const [cell, { v }] of Object.entries(pending)) texts[cell] = v;
  return texts;
};

/** The cells that are asked, in the order of the form. */
export const askedCells = ({ figures }: Pick<EntryPage, 'figures'>): string[] =>
  figures.filter(({ mode }) => mode === 'ask').flatMap(cellsOfFigure);

/** Why a value is as it is, by cell: what is being typed, the draft, or what was handed in with a value that still stands. */
export const explanationsOf = (page: EntryPage, pending: Pending): Record<string, string> => {
  const found: Record<string, string> = {};
  for (const { cell, kind, body } of page.notes)
    if (kind === 'explanation' && !(cell in page.draft) && !(cell in pending)) found[cell] = body;
  for (const [cell, { n }] of Object.entries(page.draft)) if (n) found[cell] = n;
  for (const [cell, { n }] of Object.entries(pending))
    if (n !== undefined) {
      if (n === '') delete found[cell];
      else found[cell] = n;
    }
  return found;
};

/** Blank cells that had a value in the last period, with that value. */
export const carriedOver = (page: EntryPage, texts: CellTexts): { cell: string; text: string }[] =>
  askedCells(page).flatMap(cell => {
    const before = page.previous.values[cell];
    return before !== undefined && (texts[cell] ?? '').trim() === '' ? [{ cell, text: before }] : [];
  });
