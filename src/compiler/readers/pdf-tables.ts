import { addAll } from '../plain/add-all';
import type { GridCell } from './blocks';
import type { Grid, RuledCell } from './pdf-grid';
import { splitRun, toLines } from './pdf-lines';
import type { Run } from './pdf-page';
import { cellLines } from './pdf-paragraphs';

/** A table over one or more pages. `repeated` are heads that a later page says again. */
export type PdfTable = { page: number; cells: GridCell[]; rows: number; columnsAt: number[]; repeated: string[] };

/** The text of each cell of a grid. */
export const fillGrid = (grid: Grid, runs: Run[], page: number): PdfTable => {
  const byCell = new Map<RuledCell, Run[]>();
  const rowsOf = new Map<number, RuledCell[]>();
  for (const cell of grid.cells)
    for (let row = cell.row; row < cell.row + cell.rows; row += 1) {
      const cells = rowsOf.get(row) ?? [];
      rowsOf.set(row, cells);
      cells.push(cell);
    }
  const rows = [...rowsOf.values()];
  for (const run of runs.flatMap(whole => splitAt(whole, grid.columnsAt, rows))) {
    const cell = cellAt(rows, (run.x0 + run.x1) / 2, run.y - run.size * 0.3);
    if (!cell) continue;
    const within = byCell.get(cell) ?? [];
    byCell.set(cell, within);
    within.push(run);
  }
  const cells = grid.cells.map(
    (cell): GridCell => ({
      row: cell.row,
      column: cell.column,
      rows: cell.rows,
      columns: cell.columns,
      lines: cellLines(toLines(byCell.get(cell) ?? [], page), cell.width ?? cell.right - cell.left),
    }),
  );
  return { page, cells, rows: rowsOf.size, columnsAt: grid.columnsAt, repeated: [] };
};

const cellAt = (rows: RuledCell[][], x: number, y: number): RuledCell | undefined => {
  for (const cells of rows) {
    const cell = cells.find(({ left, right, top, bottom }) => left <= x && x <= right && top <= y && y <= bottom);
    if (cell) return cell;
  }
  return undefined;
};

/** A run that goes over a line between two cells belongs to both. */
const splitAt = (run: Run, columnsAt: number[], rows: RuledCell[][]): Run[] => {
  const parts: Run[] = [];
  let rest = run;
  for (const x of columnsAt) {
    if (rest.x0 >= x - 2 || rest.x1 <= x + 2) continue;
    const y = rest.y - rest.size * 0.3;
    if (cellAt(rows, x - 3, y) === cellAt(rows, x + 3, y)) continue;
    const divided = splitRun(rest, x);
    if (!divided) continue;
    parts.push(divided[0]);
    rest = divided[1];
  }
  return [...parts, rest];
};

const rowText = (table: PdfTable, row: number): string =>
  table.cells
    .filter(cell => cell.row === row)
    .map(({ lines }) => lines.join(''))
    .join('|');

const sameColumns = (a: PdfTable, b: PdfTable): boolean =>
  a.columnsAt.length === b.columnsAt.length && a.columnsAt.every((x, at) => Math.abs(x - b.columnsAt[at]!) < 4);

/** Adds what stands on the next page to a table, where it is the same one: same columns; answers whether it was. */
export const continueTable = (table: PdfTable, next: PdfTable): boolean => {
  if (!sameColumns(table, next)) return false;
  let first = 1;
  if (rowText(next, 1) === rowText(table, 1)) {
    addAll(
      table.repeated,
      next.cells.filter(({ row }) => row === 1).map(({ lines }) => lines.join('')),
    );
    first = 2;
  }
  // A row that the end of the page has cut goes on without its number.
  const head = next.cells.filter(({ row }) => row === first);
  const cut = head.length > 1 && head[0]!.column === 1 && head[0]!.lines.length === 0 && next.rows >= first;
  if (cut) {
    for (const cell of head) {
      const above = table.cells.findLast(({ column, row }) => column === cell.column && row <= table.rows);
      if (above && cell.lines.length > 0) above.lines = [[...above.lines, ...cell.lines].join('')];
    }
    first += 1;
  }
  const shift = table.rows - first + 1;
  for (const cell of next.cells) if (cell.row >= first) table.cells.push({ ...cell, row: cell.row + shift });
  table.rows += next.rows - first + 1;
  return true;
};
