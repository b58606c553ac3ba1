import { largest, smallest } from '../plain/add-all';
import type { Rule } from './pdf-rules';

export type Box = { left: number; top: number; right: number; bottom: number };

/** A cell between lines, from row and column 1 on; `width` is what its text takes where no line says so. */
export type RuledCell = Box & { row: number; column: number; rows: number; columns: number; width?: number };

/** A table as its lines divide it; `columnsAt` are the x of the lines between columns. */
export type Grid = Box & { cells: RuledCell[]; columnsAt: number[] };

const NEAR = 3;
const MOST_CELLS = 20_000;

/** The tables that the lines of a page make: lines that touch belong together. */
export const findGrids = (rules: Rule[]): Grid[] => {
  const across = joinRules(rules.filter(rule => rule.across));
  const down = joinRules(rules.filter(rule => !rule.across));
  return groupTouching(across, down)
    .map(group => toGrid(group.across, group.down))
    .filter(grid => grid !== null)
    .sort((a, b) => a.top - b.top);
};

/** Pieces of one line as one. */
const joinRules = (rules: Rule[]): Rule[] => {
  const places = cluster(rules.map(({ at }) => at));
  const near = (at: number): number => places.findLast(place => place <= at + 0.01) ?? at;
  const sorted = rules.map(rule => ({ ...rule, at: near(rule.at) })).sort((a, b) => a.at - b.at || a.from - b.from);
  const joined: Rule[] = [];
  for (const rule of sorted) {
    const last = joined.at(-1);
    if (last && last.at === rule.at && rule.from <= last.to + NEAR) last.to = Math.max(last.to, rule.to);
    else joined.push({ ...rule });
  }
  return joined;
};

/** Values with no more than NEAR between them and the first of their group are one. */
const cluster = (values: number[]): number[] => {
  const found: number[] = [];
  for (const value of values.toSorted((a, b) => a - b))
    if (found.length === 0 || value > found.at(-1)! + NEAR) found.push(value);
  return found;
};

const within = (at: number, { from, to }: Rule): boolean => from - NEAR <= at && at <= to + NEAR;

const groupTouching = (across: Rule[], down: Rule[]): Array<{ across: Rule[]; down: Rule[] }> => {
  const left = new Set(down);
  const groups: Array<{ across: Rule[]; down: Rule[] }> = [];
  const waiting = new Set(across);
  for (const first of across) {
    if (!waiting.delete(first)) continue;
    const group = { across: [first], down: [] as Rule[] };
    const queue: Rule[] = [first];
    for (let rule = queue.pop(); rule; rule = queue.pop()) {
      const own = rule;
      const others = own.across ? left : waiting;
      for (const other of others) {
        if (!within(other.at, own) || !within(own.at, other)) continue;
        others.delete(other);
        queue.push(other);
        (other.across ? group.across : group.down).push(other);
      }
    }
    groups.push(group);
  }
  return groups;
};

const toGrid = (across: Rule[], down: Rule[]): Grid | null => {
  const rowsAt = cluster(across.map(({ at }) => at));
  // A table may be open at its sides.
  const columnsAt = cluster([
    ...down.map(({ at }) => at),
    smallest(across.map(({ from }) => from)),
    largest(across.map(({ to }) => to)),
  ]);
  const [rows, columns] = [rowsAt.length - 1, columnsAt.length - 1];
  if (down.length === 0 || rows < 1 || columns < 2 || rows * columns > MOST_CELLS) return null;
  const covers = (rules: Rule[], at: number, where: number): boolean =>
    rules.some(rule => Math.abs(rule.at - at) <= NEAR && rule.from <= where && where <= rule.to);
  const middle = (places: number[], index: number): number => (places[index]! + places[index + 1]!) / 2;
  const taken = new Set<number>();
  const cells: RuledCell[] = [];
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      if (taken.has(row * columns + column)) continue;
      let [wide, high] = [1, 1];
      while (column + wide < columns && !covers(down, columnsAt[column + wide]!, middle(rowsAt, row))) wide += 1;
      while (row + high < rows && !covers(across, rowsAt[row + high]!, middle(columnsAt, column))) high += 1;
      for (let r = row; r < row + high; r += 1)
        for (let c = column; c < column + wide; c += 1) taken.add(r * columns + c);
      cells.push({
        row: row + 1,
        column: column + 1,
        rows: high,
        columns: wide,
        left: columnsAt[column]!,
        right: columnsAt[column + wide]!,
        top: rowsAt[row]!,
        bottom: rowsAt[row + high]!,
      });
    }
  }
  const box = { left: columnsAt[0]!, right: columnsAt.at(-1)!, top: rowsAt[0]!, bottom: rowsAt.at(-1)! };
  return { ...box, cells, columnsAt };
};
