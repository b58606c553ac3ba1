import { type Draft, type Region, type Statement, type StatementPart, trimRegion } from '../draft';
import { labelledParts } from '../responsibilities/find-statements';
import { labelWord } from '../responsibilities/label-words';
import { readProse } from '../responsibilities/prose';
import type { Label } from './labels';
import { readGrid } from './read-grid';

export type Cell = Region & { row: number; column: number; columns: number };

/** A task table: a label per row (and per row that heads a group), and what its columns say of who and when. */
export type TableRows = Region & { labels: Label[]; statements: Statement[] };

const NUMBER = /^(?:序号|编号|序|No\.?)$/;
const TASK = /任务|事项|项目|内容|目标|指标|要求|措施|名称|工作|要点/;
const HEADER_ROWS = 4;

type Column =
  | { kind: 'number' | 'task' | 'other' }
  | { kind: 'stated'; role: StatementPart['role']; inCharge: boolean };

const columnOf = (said: string): Column => {
  const word = said.replace(/\s+/g, '').replace(/[()（）].*$/, '');
  if (NUMBER.test(word)) return { kind: 'number' };
  const stated = labelWord(word);
  if (stated && stated.role !== 'other') return { kind: 'stated', role: stated.role, inCharge: stated.inCharge };
  return { kind: TASK.test(word) && word.length <= 12 ? 'task' : 'other' };
};

/** The header is the row that names a column of tasks and one of responsible bodies. */
const findHeader = (text: string, rows: Cell[][]): { at: number; columns: Map<number, Column> } | null => {
  for (const [at, cells] of rows.slice(0, HEADER_ROWS).entries()) {
    const columns = new Map(cells.map(cell => [cell.column, columnOf(text.slice(cell.start, cell.end))]));
    const kinds = [...columns.values()];
    if (kinds.some(({ kind }) => kind === 'task') && kinds.some(column => column.kind === 'stated'))
      return { at, columns };
  }
  return null;
};

/** Finds the task tables: those of the file, and those that a copy has turned into a cell per line. */
export const findTables = (draft: Draft): void => {
  for (const rows of readGrid(draft)) {
    const header = findHeader(draft.text, rows);
    if (!header) continue;
    const body = rows.slice(header.at + 1).map(cells => readRow(draft, cells, header.columns));
    const all = rows.flat();
    const labels = body.flatMap(({ label }) => (label ? [label] : []));
    if (labels.length === 0) continue;
    draft.tables.push({
      start: Math.min(...all.slice(0, 50).map(({ start }) => start)),
      end: all.at(-1)!.end,
      labels,
      statements: body.flatMap(({ statements }) => statements),
    });
  }
  // The lines of a table are cells: no labels, notices or statements are looked for in them.
  let table = 0;
  draft.lines = draft.lines.filter(line => {
    while (table < draft.tables.length && draft.tables[table]!.end <= line.start) table += 1;
    return !(table < draft.tables.length && draft.tables[table]!.start <= line.start);
  });
};

const readRow = (
  draft: Draft,
  cells: Cell[],
  columns: Map<number, Column>,
): { label: Label | null; statements: Statement[] } => {
  const { text } = draft;
  const filled = cells.filter(cell => cell.end > cell.start);
  const first = filled[0];
  if (!first) return { label: null, statements: [] };
  if (filled.length === 1 && (first.columns > 1 || columns.size > 2)) {
    return { label: rowLabel('group', first.start, first.start, first.start, null), statements: [] };
  }
  const kindOf = (cell: Cell): Column => columns.get(cell.column) ?? { kind: 'other' };
  const number = filled.find(cell => kindOf(cell).kind === 'number');
  const task = filled.find(cell => kindOf(cell).kind === 'task' && cell.start >= (number?.start ?? 0)) ?? first;
  const ordinal = number ? Number.parseInt(text.slice(number.start, number.end), 10) : Number.NaN;
  const numbered = number && number.start === first.start && Number.isFinite(ordinal);
  const label = rowLabel(
    'row',
    first.start,
    task.start,
    numbered ? number.end : first.start,
    numbered ? ordinal : null,
  );
  const statements = filled.flatMap(cell => {
    const column = kindOf(cell);
    return column.kind === 'stated' ? [cellStatement(text, cell, column)] : [];
  });
  return { label, statements };
};

const rowLabel = (
  style: 'row' | 'group',
  start: number,
  end: number,
  markEnd: number,
  ordinal: number | null,
): Label => ({
  style,
  ordinal,
  start,
  end,
  markEnd,
  first: true,
  depth: 0,
  restart: true,
});

/** A cell may hold labels or prose of its own: 市教育局牵头,市财政局配合. */
const cellStatement = (
  text: string,
  cell: Region,
  { role, inCharge }: { role: StatementPart['role']; inCharge: boolean },
): Statement => {
  const value = trimRegion(text, cell);
  const labelled = labelledParts(text, value);
  if (labelled.length > 0) return { ...value, parts: labelled };
  const prose = role === 'responsible' || role === 'lead' ? readProse(text, value) : [];
  return { ...value, parts: prose.length > 0 ? prose : [{ role, inCharge, value }] };
};
