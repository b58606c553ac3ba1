import type { Region } from '../draft';

/** A cell of a table: rows and columns count from 1; a merged one takes several. An empty cell is left out. */
export type Cell = Region & { row: number; column: number; rows: number; columns: number };

/** The rows of a table from top to bottom, each with its cells from left to right. */
export type Grid = Cell[][];

export const cellAt = (
  { start, end }: Region,
  row: number,
  column: number,
  { rows = 1, columns = 1 }: { rows?: number; columns?: number } = {},
): Cell => ({ start, end, row, column, rows, columns });
