import { type Draft, trimRegion } from '../draft';
import { labelWord } from '../responsibilities/label-words';
import type { Cell } from './find-tables';
import type { Line } from './lines';

/** The tables of a text as rows of cells: by the marks of the file, else by a run of header words on lines of their own. */
export const readGrid = (draft: Draft): Cell[][][] => {
  const marked = markedTables(draft);
  return marked.length > 0 ? marked : lineTables(draft);
};

const markedTables = (draft: Draft): Cell[][][] => {
  const tables = new Map<number, Map<number, Cell[]>>();
  const toPlain = plainPositions(draft);
  for (const { start, end, place } of draft.source.marks) {
    if (place.kind !== 'cell') continue;
    const rows = tables.get(place.table) ?? new Map<number, Cell[]>();
    tables.set(place.table, rows);
    const cells = rows.get(place.row) ?? [];
    rows.set(place.row, cells);
    const region = trimRegion(draft.text, { start: toPlain(start), end: toPlain(end) });
    cells.push({ ...region, row: place.row, column: place.column, columns: place.columns });
  }
  return [...tables.values()].map(rows => [...rows.values()]);
};

/** Positions of the source in the plain text; asked for in rising order. */
const plainPositions = ({ plain }: Draft): ((at: number) => number) => {
  const { offsets } = plain;
  if (!offsets) return at => at;
  let plainAt = 0;
  return at => {
    while (plainAt < offsets.length - 1 && offsets[plainAt]! < at) plainAt += 1;
    return plainAt;
  };
};

const HEADER_WORD =
  /^(?:序号|编号|序|类别|分类|工作任务|重点任务|重点工作|目标任务|任务|任务名称|任务内容|工作内容|主要内容|具体内容|具体任务|项目名称|项目|事项|工作事项|工作要求|具体要求|工作措施|工作目标|年度目标|目标要求|备注|进展情况|完成情况)$/;
const LONGEST_HEADER = 14;
const MOST_COLUMNS = 12;

/** A copy with a cell per line: header words one under the other, then rows that begin with their numbers. */
const lineTables = (draft: Draft): Cell[][][] => {
  const { lines, text } = draft;
  const found: Cell[][][] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const width = headerWidth(text, lines, at);
    if (width === 0) continue;
    const rows = [toCells(lines.slice(at, at + width), 1)];
    let next = at + width;
    for (;;) {
      const length = rowLength(text, lines, next, width, rows.length);
      if (length === 0) break;
      rows.push(toCells(lines.slice(next, next + length), rows.length + 1));
      next += length;
    }
    if (rows.length > 1) {
      found.push(rows);
      at = next - 1;
    }
  }
  return found;
};

const isHeaderWord = (said: string): boolean => HEADER_WORD.test(said) || labelWord(said) !== null;

const headerWidth = (text: string, lines: Line[], at: number): number => {
  const first = lines[at]!;
  if (first.end - first.start > LONGEST_HEADER || !/^(?:序号|编号|序)$/.test(text.slice(first.start, first.end)))
    return 0;
  let width = 0;
  while (width < MOST_COLUMNS && at + width < lines.length) {
    const line = lines[at + width]!;
    const said = text.slice(line.start, line.end).replaceAll(' ', '');
    if (said.length > LONGEST_HEADER || !isHeaderWord(said)) break;
    width += 1;
  }
  return width >= 3 ? width : 0;
};

/** A row goes from its number to the next one; a cell of several lines makes it longer than the header, up to a limit. */
const rowLength = (text: string, lines: Line[], at: number, width: number, row: number): number => {
  const numberOf = (index: number): number => {
    const line = lines[index];
    return line && line.end - line.start <= 4 && /^[0-9]{1,4}$/.test(text.slice(line.start, line.end))
      ? Number(text.slice(line.start, line.end))
      : -1;
  };
  const number = numberOf(at);
  if (number < 0) return 0;
  for (let length = 2; length <= width * 3 && at + length < lines.length; length += 1) {
    if (numberOf(at + length) === number + 1) return length === width ? length : length > width ? 0 : length;
  }
  return row > 0 && at + width <= lines.length ? width : 0;
};

const toCells = (lines: Line[], row: number): Cell[] =>
  lines.map(({ start, end }, index) => ({ start, end, row, column: index + 1, columns: 1 }));
