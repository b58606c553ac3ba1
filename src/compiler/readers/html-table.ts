import type { Block, GridCell } from './blocks';

/** A table that is being read. `open` holds the columns that cells of the rows above still take, with the last row that they do. */
export type HtmlTable = {
  cells: Array<GridCell & { blocks: Block[] }>;
  row: number;
  column: number;
  open: Map<number, number>;
  /** A table within one of its cells makes it the frame of a page. */
  frame: boolean;
};

// As browsers have it.
const MOST_COLUMNS = 1000;
const MOST_ROWS = 65_534;

export const newTable = (): HtmlTable => ({ cells: [], row: 0, column: 0, open: new Map(), frame: false });

export const openRow = (table: HtmlTable): void => {
  table.row += 1;
  table.column = 0;
};

/** Gives a cell its place: the next column that no cell from above takes. */
export const openCell = (table: HtmlTable, attributes: Record<string, string>): void => {
  if (table.row === 0) openRow(table);
  const columns = span(attributes.colspan, MOST_COLUMNS);
  const rows = span(attributes.rowspan, MOST_ROWS);
  do table.column += 1;
  while ((table.open.get(table.column) ?? 0) >= table.row && table.column < MOST_COLUMNS);
  table.cells.push({ row: table.row, column: table.column, rows, columns, lines: [], blocks: [] });
  if (rows > 1) for (let at = 0; at < columns; at += 1) table.open.set(table.column + at, table.row + rows - 1);
  table.column += columns - 1;
};

const span = (stated: string | undefined, most: number): number =>
  Math.max(1, Math.min(most, Number.parseInt(stated ?? '1', 10) || 1));

/** Cells may claim more rows than there are. */
export const closeTable = (table: HtmlTable): void => {
  for (const cell of table.cells) {
    cell.rows = Math.min(cell.rows, table.row - cell.row + 1);
    cell.lines = cell.blocks.map(({ text }) => text);
  }
};
