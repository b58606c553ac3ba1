import type { Mark, Place } from '../source';

/** A paragraph or a cell, with its text; lines within are divided by \n. */
export type Block = { text: string; place: Place };

/** A cell of a grid, from row and column 1 on; a merged one takes several rows or columns. */
export type GridCell = { row: number; column: number; rows: number; columns: number; lines: string[] };

/** The text of a document, a line or more per block, and the mark of each. */
export const joinBlocks = (blocks: Block[]): { text: string; marks: Mark[] } => {
  const marks: Mark[] = [];
  const texts: string[] = [];
  let at = 0;
  for (const { text, place } of blocks) {
    if (text !== '') marks.push({ start: at, end: at + text.length, place });
    texts.push(text);
    at += text.length + 1;
  }
  return { text: texts.join('\n'), marks };
};

// Longer than what anybody writes into a cell of a list of tasks; a page laid out by a table has such cells.
const LONGEST_CELL = 3000;

/** A frame around text, or columns of a page: no table that lists anything. */
export const isLayout = (cells: GridCell[]): boolean =>
  !cells.some(({ column }) => column > 1) ||
  cells.some(({ lines }) => lines.reduce((length, line) => length + line.length, 0) > LONGEST_CELL);

/** The cells of a table that say something, as blocks; `within` is the sheet or page that the table stands on. */
export const cellBlocks = (table: number, cells: GridCell[], within: { page?: number; sheet?: string } = {}): Block[] =>
  cells
    .map(
      ({ lines, row, column, rows, columns }): Block => ({
        text: lines.join('\n'),
        place: { kind: 'cell', table, row, column, rows, columns, ...within },
      }),
    )
    .filter(({ text }) => text.trim() !== '');
