import type { Region, Statement } from '../draft';
import { type Label, readLabel } from '../outline/labels';
import { addAll, largest, smallest } from '../plain/add-all';
import { asideStatement, cellStatement } from './cell-statement';
import type { Cell, Grid } from './cells';
import type { Column } from './columns';
import { groupColumns } from './group-columns';
import { findHeader, repeatsHeader } from './header';
import { cellHeading } from './headings';
import { cellNumber } from './number-anchors';
import { groupLabel, rowLabel } from './row-labels';

/**
 * A task table: a label per row and per title of rows, and what its cells say of who and when. `shared` are statements of merged
 * cells, which hold for rows that they do not stand in.
 */
export type TableRows = Region & {
  labels: Label[];
  statements: Statement[];
  shared: Array<{ label: Label; statement: Statement }>;
};

const TOTAL = /^(?:合计|总计|小计|共计|总数|累计)/;
const NOTE = /^(?:注|备注|说明|填表说明|填报单位|填表人|审核人|联系人)[:1-9]/;
const LONGEST_GROUP = 80;

/** Reads the rows of a grid; null where it is no table of tasks. */
export const readTable = (text: string, grid: Grid): TableRows | null => {
  const header = findHeader(text, grid);
  if (!header) return null;
  const { columns } = header;
  const headerCells = grid.slice(header.first, header.first + header.rows).flat();
  const body = grid.slice(header.first + header.rows).map(row => row.filter(({ start, end }) => end > start));
  nameNumbers(text, body, columns);
  const grouping = groupColumns(text, body, columns);
  const numberColumn = [...columns].find(([, { kind }]) => kind === 'number')?.[0] ?? null;
  const tasks = [...columns].filter(([column, { kind }]) => kind === 'task' && !grouping.has(column)).map(([at]) => at);
  const table: TableRows = {
    start: smallest(headerCells.map(({ start }) => start)),
    end: largest(headerCells.map(({ end }) => end)),
    labels: [],
    statements: [],
    shared: [],
  };
  const kindOf = (cell: Cell) => columns.get(cell.column) ?? ({ kind: 'other' } as const);
  const current = new Map<number, string>();
  let carried: Cell[] = [];
  let item: Label | null = null;

  const openGroups = (row: Cell[]): void => {
    for (const cell of row) {
      if (!grouping.has(cell.column)) continue;
      const said = text.slice(cell.start, cell.end).replace(/\s+/g, '');
      if (current.get(cell.column) === said) {
        table.statements.push(asideStatement(cell));
        continue;
      }
      for (const column of grouping) if (column >= cell.column) current.delete(column);
      current.set(cell.column, said);
      const start = cell === row.find(({ column }) => grouping.has(column)) ? row[0]!.start : cell.start;
      table.labels.push(
        groupLabel(text, { start: Math.min(start, cell.start), end: cell.end }, cell, `column ${cell.column}`),
      );
    }
  };

  for (const row of body) {
    carried = carried.filter(cell => row.length > 0 && cell.row + cell.rows > row[0]!.row);
    const [first, last] = [row[0], row.at(-1)];
    if (!first || !last) continue;
    table.end = Math.max(table.end, ...row.map(({ end }) => end));
    const said = text.slice(first.start, Math.min(first.end, first.start + LONGEST_GROUP + 1));
    const whole = { start: first.start, end: last.end };
    if (repeatsHeader(text, row, header) || TOTAL.test(said) || (row.length === 1 && NOTE.test(said))) {
      table.statements.push(asideStatement(whole));
      continue;
    }
    if (isGroupRow(text, row, columns.size, carried, tasks)) {
      current.clear();
      item = null;
      table.labels.push(groupLabel(text, first, first, 'row'));
      for (const cell of row.slice(1)) table.statements.push(asideStatement(cell));
      continue;
    }
    openGroups(row);
    const own = row.filter(cell => !grouping.has(cell.column));
    const number = own.find(cell => cell.column === numberColumn) ?? null;
    const task = tasks.flatMap(column => own.find(cell => cell.column === column) ?? [])[0] ?? null;
    const isCarried = (column: number | null): boolean => carried.some(cell => cell.column === column);
    const goesOn =
      item !== null &&
      !number &&
      (isCarried(numberColumn) ||
        !task ||
        (tasks.length > 1 &&
          task.column !== tasks[0] &&
          (numberColumn !== null || !own.some(cell => kindOf(cell).kind === 'stated'))));
    if (!goesOn && own.length > 0) {
      const behindGroups = row.filter(cell => grouping.has(cell.column)).at(-1);
      const inner = own.find(cell => cell.start >= (behindGroups?.end ?? 0)) ?? own.at(-1)!;
      const named = task ?? inner;
      item = rowLabel(
        text,
        Math.max(behindGroups?.end ?? 0, Math.min(inner.start, number?.start ?? inner.start)),
        number,
        cellHeading(text, named),
      );
      table.labels.push(item);
      for (const cell of carried) {
        const column = kindOf(cell);
        if (column.kind === 'stated') table.shared.push({ label: item, statement: cellStatement(text, cell, column) });
      }
    }
    for (const cell of own) {
      const column = kindOf(cell);
      if (column.kind === 'stated') table.statements.push(cellStatement(text, cell, column));
      else if (column.kind === 'other' && cell !== task) table.statements.push(asideStatement(cell));
      else if (cell === number && item?.mark !== number) table.statements.push(asideStatement(cell));
    }
    addAll(
      carried,
      row.filter(({ rows }) => rows > 1),
    );
  }
  return table.labels.some(({ style }) => style === 'row') ? table : null;
};

/** Numbers may stand in a column without a word of its own: its cells are numbers, and nothing else. */
const nameNumbers = (text: string, body: Cell[][], columns: Map<number, Column>): void => {
  if ([...columns.values()].some(({ kind }) => kind === 'number')) return;
  const [found, others] = [new Map<number, number>(), new Set<number>()];
  for (const cell of body.flatMap(row => (row.length > 1 ? row : []))) {
    const number = cell.end - cell.start > 7 ? null : cellNumber(text.slice(cell.start, cell.end));
    if (number === null) others.add(cell.column);
    else found.set(cell.column, (found.get(cell.column) ?? 0) + 1);
  }
  const column = [...found].find(([at, count]) => count > 1 && !others.has(at))?.[0];
  if (column !== undefined && columns.get(column)?.kind !== 'stated') columns.set(column, { kind: 'number' });
};

/** A row that heads those below it: one cell over all columns, or one with a title and nothing beside it. */
const isGroupRow = (text: string, row: Cell[], width: number, carried: Cell[], tasks: number[]): boolean => {
  const first = row[0]!;
  if (first.end - first.start > LONGEST_GROUP) return false;
  const said = text.slice(first.start, first.end);
  if (row.length === 1 && first.columns > 1 && first.columns >= width - 1) return true;
  if (carried.length > 0 || width < 3) return false;
  const label = readLabel(said, 0, true);
  const numbered = label !== null && /^(?:一、|\(一\)|第)/.test(label.style) && label.end < said.length;
  if (row.length === 1)
    return (
      cellNumber(said) === null && (numbered || !/[。;]/.test(said)) && (numbered || first.column <= (tasks[0] ?? 1))
    );
  // 一 | 安全生产 |  |  |
  const second = row[1]!;
  const title = text.slice(second.start, second.end);
  return (
    row.length === 2 &&
    width > 3 &&
    /^\(?[一二三四五六七八九十]{1,3}\)?、?$/.test(said) &&
    second.column === first.column + 1 &&
    title.length <= 30 &&
    !/[。;,]/.test(title)
  );
};
