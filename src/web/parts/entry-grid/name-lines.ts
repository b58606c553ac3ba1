import type { At } from './entry-types';
import type { Block } from './parse-clipboard';
import type { SheetView } from './sheet-view';

/** Where each cell of a block belongs by the names in it. */
export type NamedBlock = {
  /** Lines whose name was found. */
  lines: number;
  cells: { at: At; text: string }[];
  /** Cells with a number that no name leads anywhere. */
  unnamed: number;
};

// Names stand at the left: a number, a code or a section may come before them.
const NAMES_WITHIN = 4;
const DIGIT = /\d/;

/** A name without what spreadsheets put around it: spaces, 其中：, a numbering, the unit in brackets. */
const bare = (text: string): string =>
  text
    .normalize('NFKC')
    .replaceAll(/[\s·]/g, '')
    .replace(/^(\d+[.、]|[一二三四五六七八九十]+、|\(\d+\))/, '')
    .replace(/^其中:?/, '')
    .replace(/\([^()]*\)$/, '')
    .toLowerCase();

type Names = ReadonlyMap<string, number[]>;

const namesOf = (things: readonly { kind?: string; name: string; fullName?: string | undefined }[]): Names => {
  const names = new Map<string, number[]>();
  for (const [at, { kind, name, fullName }] of things.entries())
    if (kind !== 'section')
      for (const word of new Set([bare(name), ...(fullName ? [bare(fullName)] : [])]))
        names.set(word, [...(names.get(word) ?? []), at]);
  return names;
};

/** The row a line names, alone or with the category beside it: the next one of that name below the last, or the only one. */
const rowOf = (names: Names, line: readonly string[], column: number, last: number): number | null => {
  const [name, beside] = [bare(line[column] ?? ''), bare(line[column + 1] ?? '')];
  if (name === '') return null;
  for (const word of beside === '' || DIGIT.test(beside) ? [name] : [name + beside, name]) {
    const found = names.get(word);
    if (!found) continue;
    const row = found.find(at => at > last) ?? (found.length === 1 ? found[0] : undefined);
    if (row !== undefined) return row;
  }
  return null;
};

const rowsOf = (names: Names, block: Block, column: number): (number | null)[] => {
  let last = -1;
  return block.map(line => {
    const row = rowOf(names, line, column, last);
    if (row !== null) last = row;
    return row;
  });
};

const countOf = (rows: readonly (number | null)[]): number => rows.filter(row => row !== null).length;

/** Columns of the block by those of the grid: by the names in a line above, or all that hold numbers in their order. */
const columnsOf = (view: SheetView, block: Block, rows: readonly (number | null)[], from: number, left: number) => {
  const names = namesOf(view.columns);
  const width = Math.max(...block.map(line => line.length));
  const first = rows.findIndex(row => row !== null);
  const found = new Map<number, number>();
  for (const line of block.slice(0, first))
    for (let column = from; column < width; column += 1) {
      const named = names.get(bare(line[column] ?? ''))?.[0];
      if (named !== undefined) found.set(column, named);
    }
  if (found.size > 0) return found;
  const numbers = Array.from({ length: width - from }, (_, along) => from + along).filter(column =>
    block.some((line, at) => rows[at] !== null && DIGIT.test(line[column] ?? '')),
  );
  const begin = numbers.length === view.columns.length ? 0 : left;
  if (numbers.length === 0 || begin + numbers.length > view.columns.length) return null;
  return new Map(numbers.map((column, along) => [column, begin + along]));
};

/**
 * A block that brings the names of the figures along, in whatever order, possibly with a line of headings: each number goes where its
 * name says. Null where it has no such names, or says not clearly which column is meant: then it falls as it lies.
 */
export const nameLines = (view: SheetView, block: Block, left: number): NamedBlock | null => {
  const names = namesOf(view.rows);
  let [column, rows]: [number, (number | null)[]] = [0, []];
  for (let at = 0; at < NAMES_WITHIN; at += 1) {
    const found = rowsOf(names, block, at);
    if (countOf(found) > countOf(rows)) [column, rows] = [at, found];
  }
  const lines = countOf(rows);
  const written = block.filter(line => line.some(text => text.trim() !== '')).length;
  if (lines === 0 || lines * 2 < written) return null;
  const columns = columnsOf(view, block, rows, column + 1, left);
  if (!columns) return null;
  const named: NamedBlock = { lines, cells: [], unnamed: 0 };
  for (const [at, line] of block.entries())
    for (let along = column + 1; along < line.length; along += 1) {
      const [row, target, text] = [rows[at] ?? null, columns.get(along), line[along] ?? ''];
      if (row !== null && target !== undefined) named.cells.push({ at: { row, column: target }, text });
      else if (DIGIT.test(text) && at >= rows.findIndex(found => found !== null)) named.unnamed += 1;
    }
  return named;
};
