import type { Draft, Region } from '../draft';
import { readLabel } from '../outline/labels';
import type { Line } from '../outline/lines';
import { alignPieces, type Piece, type Placed, toPieces } from './align';
import { type Cell, cellAt, type Grid } from './cells';
import { type Column, columnOf, isBareRole, listTasks, maySpan } from './columns';
import { findAnchors } from './number-anchors';

const LONGEST_HEADER = 18;
const MOST_COLUMNS = 16;
const MOST_LINES = 20_000;
const LEAST_NUMBERS = 3;

type Header = { columns: Column[]; cells: Region[]; length: number };

/** A copy of a table with a cell to a line: header words one under the other, then the cells of each row. */
export const lineGrids = (draft: Draft): Grid[] => {
  const { text } = draft;
  const lines = withoutBars(text, draft.lines);
  const headers = new Map<number, Header>();
  for (let at = 0; at < lines.length; at += 1) {
    const header = readHeader(text, lines, at);
    if (!header) continue;
    headers.set(at, header);
    at += header.length - 1;
  }
  const grids: Grid[] = [];
  let until = 0;
  for (const [at, header] of headers) {
    if (at < until) continue;
    const { grid, next } = readRows(text, lines, at, header, headers);
    if (!grid) continue;
    grids.push(grid);
    until = next;
  }
  return grids;
};

/** Bars may stand behind each cell, and between the cells or rows on lines of their own. */
const withoutBars = (text: string, lines: Line[]): Line[] => {
  const isBar = (at: number): boolean => text[at] === '|' || text[at] === ' ';
  const bare: Line[] = [];
  for (const line of lines) {
    let { start, end } = line;
    while (start < end && isBar(start)) start += 1;
    while (end > start && isBar(end - 1)) end -= 1;
    if (start < end) bare.push({ ...line, start, end });
  }
  return bare;
};

const isShort = (line: Line | undefined): line is Line => line !== undefined && line.end - line.start <= LONGEST_HEADER;

/** The header words that stand one under the other from line `at` on; a word may be broken over two lines. */
const readHeader = (text: string, lines: Line[], at: number): Header | null => {
  const found: Word[] = [];
  let next = at;
  while (found.length < MOST_COLUMNS) {
    const line = lines[next];
    if (!isShort(line)) break;
    const word = text.slice(line.start, line.end);
    const follower = lines[next + 1];
    const column = columnOf(word);
    const joined =
      isShort(follower) && line.end - line.start <= 4 && !/^[0-9]/.test(word)
        ? columnOf(word + text.slice(follower.start, follower.end))
        : null;
    // 责任 is a word, and with 单位 on the next line the beginning of one.
    const begins = isBareRole(word) && joined && follower && !columnOf(text.slice(follower.start, follower.end));
    if (column && !begins) {
      found.push({ column, cell: line, spans: maySpan(word) });
      next += 1;
    } else if (joined && follower && !isWholeWord(text.slice(follower.start, follower.end))) {
      found.push({ column: joined, cell: { start: line.start, end: follower.end }, spans: false });
      next += 2;
    } else if (
      found.length >= 2 &&
      isBareWord(word) &&
      isShort(follower) &&
      columnOf(text.slice(follower.start, follower.end))
    ) {
      // A word that is none of the known ones, between two that are.
      found.push({ column: { kind: 'other' }, cell: line, spans: false });
      next += 1;
    } else break;
  }
  // 云川县2026年民生实事项目清单 or 附件: above 序号 belongs to no column.
  if (found.slice(1).some(({ column }) => column.kind === 'number') && NO_COLUMN.test(said(text, found[0]!.cell)))
    return null;
  const kept = withoutSpanning(found);
  if (kept.length < 3 || !listTasks(kept.map(({ column }) => column))) return null;
  return { columns: kept.map(({ column }) => column), cells: kept.map(({ cell }) => cell), length: next - at };
};

/** No rest of a word that a line broke: 序号, 完成时限. */
const isWholeWord = (word: string): boolean => {
  const column = columnOf(word);
  return column !== null && (column.kind === 'number' || word.length >= 4);
};

const NO_COLUMN = /20[0-9]{2}年|:$|^附件|.{11}/;

const said = (text: string, { start, end }: Region): string => text.slice(start, end);

type Word = { column: Column; cell: Region; spans: boolean };

/**
 * A word over several others says nothing by itself. Those under it follow it, or stand behind all words of the upper row; then their
 * columns are where the spanning word stands.
 */
const withoutSpanning = (words: Word[]): Word[] => {
  const at = words.findIndex(({ spans }) => spans);
  if (at < 0) return words;
  const under = (word: Word | undefined): boolean => word?.column.kind === 'stated' && word.column.role !== 'deadline';
  const rest = words.slice(at + 1);
  if (under(rest[0]) && under(rest[1])) return [...words.slice(0, at), ...rest];
  const upper = rest.findLastIndex(word => !under(word)) + 1;
  if (rest.length - upper < 2) return words;
  return [...words.slice(0, at), ...rest.slice(upper), ...rest.slice(0, upper)];
};

const isBareWord = (word: string): boolean => word.length <= 8 && /^[一-龥() ]+$/.test(word);

const sameWords = (text: string, a: Header, b: Header): boolean =>
  a.cells.length === b.cells.length &&
  a.cells.every(({ start, end }, index) => {
    const other = b.cells[index]!;
    return text.slice(start, end) === text.slice(other.start, other.end);
  });

/** Heads a group: a title with a number of its own, which is no sentence. */
const isGroupTitle = (said: string): boolean => {
  if (/[。;!?]/.test(said.slice(0, -1)) || /,.*,/.test(said)) return false;
  const label = readLabel(said, 0, true);
  return label !== null && /^(?:一、|\(一\)|第)/.test(label.style) && label.end < said.length;
};

const readRows = (
  text: string,
  lines: Line[],
  at: number,
  header: Header,
  headers: Map<number, Header>,
): { grid: Grid | null; next: number } => {
  const body: Line[] = [];
  const repeated = new Map<number, Header>();
  let next = at + header.length;
  while (next < lines.length && body.length < MOST_LINES) {
    const other = headers.get(next);
    if (other && !sameWords(text, header, other)) break;
    if (other) {
      repeated.set(body.length, other);
      next += other.length;
    } else {
      body.push(lines[next]!);
      next += 1;
    }
  }
  const numbered = header.columns.some(({ kind }) => kind === 'number');
  const found = findAnchors(text, body, isGroupTitle);
  // A word may stand over the numbers and what they count; the column of numbers has none of its own then.
  const extra =
    numbered || found.size < LEAST_NUMBERS ? -1 : header.columns.findLastIndex(({ kind }) => kind === 'task');
  const columns = extra < 0 ? header.columns : header.columns.toSpliced(extra, 0, { kind: 'number' });
  const anchors = numbered || extra >= 0 ? found : new Set<number>();
  const titles = numberedTitles(text, body, anchors);
  const isGroup = (said: string, index: number): boolean => titles.has(index) || isGroupTitle(said);
  const pieces = toPieces(text, body, anchors, isGroup);
  const placed = placeWhole(text, pieces, columns) ?? alignPieces(text, pieces, columns);
  const headerRow = ({ cells }: Header, row: number): Cell[] =>
    cells.map((cell, index) => cellAt(cell, row, index + (extra >= 0 && index >= extra ? 2 : 1)));
  const grid: Grid = [headerRow(header, 1)];
  const again = new Map([...repeated].map(([index, other]) => [index, (row: number) => headerRow(other, row)]));
  appendRows(text, grid, placed, columns.length, again);
  if (grid.length < 2) return { grid: null, next: at + header.length };
  const used = placed.length;
  const headersUsed = [...repeated].filter(([index]) => index < used).reduce((sum, [, { length }]) => sum + length, 0);
  return { grid, next: at + header.length + used + headersUsed };
};

/** Where from each number to the next there is just one line for every column, none is empty and none is broken. */
const placeWhole = (text: string, pieces: Piece[], columns: Column[]): Placed[] | null => {
  const width = columns.length;
  const starts = pieces.flatMap(({ anchor }, index) => (anchor ? [index] : []));
  if (columns[0]?.kind !== 'number' || starts.length < 2 || pieces.length < starts.length * width) return null;
  if (!starts.every((start, row) => start === row * width)) return null;
  const whole = pieces.slice(0, starts.length * width);
  if (whole.some(({ broken, end }) => broken || /[、,(/]/.test(text[end - 1]!))) return null;
  return whole.map(({ start, end }, index) => ({ start, end, column: index % width, opens: index % width === 0 }));
};

const BARE = /^[一二三四五六七八九十]{1,3}[、.]?$/;

/** A title of rows on two lines, 一 and below it 稳增长, right before the number of a row. */
const numberedTitles = (text: string, body: Line[], anchors: ReadonlySet<number>): Set<number> => {
  const found = new Set<number>();
  for (const [index, { start, end }] of body.entries()) {
    if (anchors.has(index) || !anchors.has(index + 2) || anchors.has(index + 1)) continue;
    if (end - start > 4 || !BARE.test(text.slice(start, end))) continue;
    found.add(index).add(index + 1);
  }
  return found;
};

/** Placed lines as rows of cells; the lines of one cell are a single stretch. Headers repeated in between are rows too. */
const appendRows = (
  text: string,
  grid: Grid,
  placed: Placed[],
  width: number,
  repeated: Map<number, (row: number) => Cell[]>,
): void => {
  let row: Cell[] = [];
  for (const [index, { start, end, column, opens }] of placed.entries()) {
    const header = index > 0 ? repeated.get(index) : undefined;
    if (header && opens) grid.push(header(grid.length + 1));
    const number = row[0];
    if (opens && column < 0 && number && row.length === 1 && BARE.test(text.slice(number.start, number.end))) {
      number.end = end;
      continue;
    }
    if (opens) {
      row = [];
      grid.push(row);
    }
    const last = row.at(-1);
    if (column < 0) row.push(cellAt({ start, end }, grid.length, 1, { columns: width }));
    else if (last && last.column === column + 1) last.end = end;
    else row.push(cellAt({ start, end }, grid.length, column + 1));
  }
};
