import type { Cell, Grid } from './cells';
import { type Column, columnOf, isBareRole, listTasks } from './columns';

export type Header = { first: number; rows: number; columns: Map<number, Column>; words: Map<number, string> };

const ROWS_SEARCHED = 8;

/** The row that names the columns, or two of them one above the other; null where the table does not list tasks. */
export const findHeader = (text: string, grid: Grid): Header | null => {
  for (let first = 0; first < Math.min(ROWS_SEARCHED, grid.length); first += 1) {
    const two = levels(text, grid, first, 2);
    if (two && listTasks([...two.columns.values()])) return two;
    const one = levels(text, grid, first, 1);
    if (one && listTasks([...one.columns.values()])) return one;
  }
  return null;
};

const wordOf = (text: string, { start, end }: Cell): string => text.slice(start, end).replace(/\s+/g, '');

const levels = (text: string, grid: Grid, first: number, rows: number): Header | null => {
  const upper = grid[first]!.filter(({ start, end }) => end > start);
  const lower = rows === 2 ? (grid[first + 1] ?? []).filter(({ start, end }) => end > start) : [];
  if (upper.length < 2 || (rows === 2 && lower.length === 0)) return null;
  const columns = new Map<number, Column>();
  const words = new Map<number, string>();
  for (const cell of upper) {
    const word = wordOf(text, cell);
    for (let at = 0; at < cell.columns; at += 1) {
      columns.set(cell.column + at, columnOf(word) ?? { kind: 'other' });
      words.set(cell.column + at, word);
    }
  }
  for (const cell of lower) {
    const over = upper.find(({ column, columns: wide }) => column <= cell.column && cell.column < column + wide);
    // A second row of words stands under cells that are wide, or under nothing.
    if (over && over.columns === 1) return null;
    const word = wordOf(text, cell);
    const above = over ? columnOf(wordOf(text, over)) : null;
    const column = isBareRole(word) || above?.kind !== 'stated' ? columnOf(word) : (columnOf(word) ?? above);
    if (!column && !over) return null;
    if (!column && lower.length === 1) return null;
    for (let at = 0; at < cell.columns; at += 1) {
      columns.set(cell.column + at, column ?? { kind: 'other' });
      words.set(cell.column + at, word);
    }
  }
  const known = upper.filter(cell => columnOf(wordOf(text, cell)) !== null).length;
  if (known * 2 < upper.length) return null;
  return { first, rows, columns, words };
};

/** Is this row the header once more, on another page? */
export const repeatsHeader = (text: string, row: Cell[], { words }: Header): boolean =>
  row.length >= 2 &&
  row.every(cell => columnOf(wordOf(text, cell)) !== null && [...words.values()].includes(wordOf(text, cell)));
