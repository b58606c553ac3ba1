import type { Draft, Region } from '../draft';
import type { Line } from '../outline/lines';
import { alignPieces, toPieces } from './align';
import { type Cell, cellAt, type Grid } from './cells';
import { type Column, columnOf, listTasks } from './columns';
import { cellNumber } from './number-anchors';
import { type Splitter, splitLine, splitters } from './split-line';

const MOST_EMPTY_LINES = 6;

/** Tables whose rows are lines: with tabs, bars, or blanks between the cells. */
export const rowGrids = (draft: Draft): Grid[] => {
  const { lines } = draft;
  const grids: Grid[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const header = readHeader(draft, lines[at]!);
    if (!header) continue;
    const { grid, next } = readRows(draft, at, header);
    if (grid.length < 2) continue;
    grids.push(grid);
    at = next - 1;
  }
  return grids;
};

type Header = { splitter: Splitter; cells: Region[]; columns: Column[] };

const readHeader = (draft: Draft, line: Line): Header | null => {
  if (line.end - line.start > 300) return null;
  for (const splitter of splitters) {
    const all = splitLine(draft, line, splitter);
    // A bar at the end of the line closes the last cell, and opens none.
    const cells = splitter === '|' ? withoutEmptyEnd(all) : all;
    const filled = cells.filter(({ start, end }) => end > start);
    if (filled.length < 3) continue;
    const columns = cells.map(({ start, end }): Column | null => columnOf(draft.text.slice(start, end)));
    const known = columns.filter(column => column !== null).length;
    if (known >= 3 && known * 3 >= filled.length * 2 && listTasks(columns)) {
      return { splitter, cells, columns: columns.map(column => column ?? { kind: 'other' }) };
    }
  }
  return null;
};

const withoutEmptyEnd = (cells: Region[]): Region[] => {
  const last = cells.at(-1);
  return last && last.start >= last.end ? cells.slice(0, -1) : cells;
};

/** The rows under a header: lines that are cut in the same way, a title of rows, a line that goes on with a cell. */
const readRows = (draft: Draft, at: number, { splitter, cells, columns }: Header): { grid: Grid; next: number } => {
  const { lines, text } = draft;
  const grid: Grid = [toRow(cells, 1)];
  let strangers = 0;
  let next = at + 1;
  let used = next;
  for (; next < lines.length && strangers < MOST_EMPTY_LINES; next += 1) {
    const line = lines[next]!;
    if (splitter === '|' && /^[|:\- ]+$/.test(text.slice(line.start, Math.min(line.end, line.start + 400)))) {
      used = next + 1;
      continue;
    }
    const wrapped = splitter === '\t' ? joinLines(draft, next, columns) : null;
    const cut = wrapped?.parts ?? splitLine(draft, line, splitter);
    const parts = splitter === '|' && cut.length === columns.length + 1 ? withoutEmptyEnd(cut) : cut;
    const row = readRow(text, parts, columns, grid.length + 1, splitter);
    if (!row) {
      // A line without the cut may go on with the cell before, or head the next rows; or the table has ended.
      strangers += 1;
      continue;
    }
    const between = lines.slice(used, next);
    for (const stranger of between) addStranger(text, grid, stranger, columns.length);
    grid.push(row.map(cell => ({ ...cell, row: grid.length + 1 })));
    strangers = 0;
    if (wrapped) next += wrapped.lines - 1;
    used = next + 1;
  }
  return { grid, next: used };
};

const MOST_JOINED = 8;

/** A cell of several lines breaks its row: the lines that make it whole again, where they give each column just one cell. */
const joinLines = (draft: Draft, at: number, columns: Column[]): { parts: Region[]; lines: number } | null => {
  const { lines, text } = draft;
  let parts: Region[] = [];
  for (let count = 0; count < MOST_JOINED && at + count < lines.length; count += 1) {
    const more = splitLine(draft, lines[at + count]!, '\t');
    const [first, ...rest] = more;
    if (count > 0 && more.length > 1 && isNumber(text, first!)) return null;
    const last = parts.pop();
    parts = last ? [...parts, { start: last.start, end: first!.end }, ...rest] : more;
    if (parts.length === columns.length && count > 0)
      return { parts: parts.map(part => unquote(text, part)), lines: count + 1 };
    if (parts.length >= columns.length || (count === 0 && (parts.length < 2 || !isNumber(text, parts[0]!))))
      return null;
  }
  return null;
};

const unquote = (text: string, { start, end }: Region): Region =>
  end - start > 2 && text[start] === '"' && text[end - 1] === '"' ? { start: start + 1, end: end - 1 } : { start, end };

const toRow = (cells: Region[], row: number): Cell[] => cells.map((cell, index) => cellAt(cell, row, index + 1));

const readRow = (text: string, parts: Region[], columns: Column[], row: number, splitter: Splitter): Cell[] | null => {
  const filled = parts.filter(({ start, end }) => end > start);
  if (filled.length === 0) return null;
  if (splitter !== ' ' && splitter !== '  ') {
    if (parts.length === columns.length) {
      const moved = splitter === '|' ? placesMoved(text, parts, filled, columns) : 0;
      return filled.map(part => cellAt(part, row, parts.indexOf(part) + 1 + moved));
    }
    if (filled.length === 1) return parts.length > 1 ? [cellAt(filled[0]!, row, 1, { columns: columns.length })] : null;
    // Cells that are left out at the end only.
    if (
      parts.length < columns.length &&
      isNumber(text, parts[0]!) &&
      columns[0]!.kind === 'number' &&
      suitsInOrder(text, parts, columns)
    )
      return toRow(parts, row).filter(({ start, end }) => end > start);
  } else if (filled.length < 2 || (filled.length < 3 && columns.length > 3)) return null;
  const anchors = new Set(filled.flatMap((cell, index) => (isNumber(text, cell) && index < 2 ? [index] : [])));
  const placed = alignPieces(
    text,
    toPieces(text, filled, anchors, () => false),
    columns,
    true,
  );
  const cells: Cell[] = [];
  for (const { start, end, column } of placed) {
    const last = cells.at(-1);
    if (last && last.column === column + 1) last.end = end;
    else cells.push(cellAt({ start, end }, row, column + 1));
  }
  return cells;
};

const isNumber = (text: string, { start, end }: Region): boolean => cellNumber(text.slice(start, end)) !== null;

/**
 * A copy may leave out the cells that are merged with those above, and fill up its row at the end: then all cells stand so many
 * columns too far to the left.
 */
const placesMoved = (text: string, parts: Region[], filled: Region[], columns: Column[]): number => {
  const empty = parts.length - 1 - parts.lastIndexOf(filled.at(-1)!);
  if (empty === 0 || filled.length < 2 || parts[0]!.end <= parts[0]!.start) return 0;
  const anchors = new Set(isNumber(text, parts[0]!) ? [0] : []);
  const placed = alignPieces(
    text,
    toPieces(text, filled, anchors, () => false),
    columns,
    true,
  );
  const by = placed[0]?.column ?? 0;
  const whole = placed.every(({ column, start }) => parts[column - by]?.start === start);
  return whole && by > 0 && by <= empty ? by : 0;
};

/** Do the cells, one after the other, hold what their columns are for? */
const suitsInOrder = (text: string, parts: Region[], columns: Column[]): boolean => {
  const filled = parts.filter(({ start, end }) => end > start);
  const pieces = toPieces(text, filled, new Set(isNumber(text, parts[0]!) ? [0] : []), () => false);
  const placed = alignPieces(text, pieces, columns, true);
  return placed.every(({ column, start }) => parts[column]?.start === start);
};

/** A line between two rows: the title of the rows below, or more of the last cell. */
const addStranger = (text: string, grid: Grid, line: Line, width: number): void => {
  const said = text.slice(line.start, line.end);
  const last = grid.length > 1 ? grid.at(-1)?.at(-1) : undefined;
  const title = !/[。;,]/.test(said) && line.end - line.start <= 60;
  if (last && !title && last.columns === 1) last.end = line.end;
  else grid.push([cellAt(line, grid.length + 1, 1, { columns: width })]);
};
