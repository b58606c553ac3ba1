import { allNodes, type Draft } from '../draft';
import { addAll } from '../plain/add-all';
import type { Grid } from './cells';
import { lineGrids } from './line-grids';
import { markedGrids } from './marked-grids';
import { readTable } from './read-table';
import { rowGrids } from './row-grids';

/**
 * Finds the task tables: those of the file; those whose rows are lines, with tabs, bars or blanks between the cells; and those that a
 * copy has turned into a cell per line.
 */
export const findTables = (draft: Draft): void => {
  const marked = markedGrids(draft);
  const grids = marked.length > 0 ? marked : rowGrids(draft);
  if (grids.length === 0 || marked.length === 0) addAll(grids, lineGrids(draft));
  divideCells(draft, grids);
  for (const grid of grids) {
    const table = readTable(draft.text, grid);
    if (table) draft.tables.push(table);
  }
  draft.tables.sort((a, b) => a.start - b.start);
  draft.tables = draft.tables.filter(({ start }, index) => index === 0 || start >= draft.tables[index - 1]!.end);
  // The lines of a table are cells: no labels, notices or statements are looked for in them.
  let table = 0;
  draft.lines = draft.lines.filter(line => {
    while (table < draft.tables.length && draft.tables[table]!.end <= line.start) table += 1;
    return !(table < draft.tables.length && draft.tables[table]!.start <= line.start);
  });
};

/** What stands between two cells of a line reads as the end of a line: no sentence goes on from one cell to the next. */
const divideCells = (draft: Draft, grids: Grid[]): void => {
  const { text } = draft;
  const ends: number[] = [];
  for (const row of grids.flat()) {
    for (const [index, { start }] of row.entries()) {
      if (index > 0 && start > 0 && /[ |]/.test(text[start - 1]!)) ends.push(start - 1);
    }
  }
  if (ends.length === 0) return;
  ends.sort((a, b) => a - b);
  const parts: string[] = [];
  let from = 0;
  for (const at of ends) {
    if (at < from) continue;
    parts.push(text.slice(from, at), '\n');
    from = at + 1;
  }
  draft.text = parts.join('') + text.slice(from);
  draft.plain = { ...draft.plain, text: draft.text };
};

/** Gives rows what is said in merged cells that begin in a row above. */
export const shareStatements = (draft: Draft): void => {
  const shared = draft.tables.flatMap(table => table.shared);
  if (shared.length === 0) return;
  const nodes = new Map(allNodes(draft).map(node => [node.label, node]));
  for (const { label, statement } of shared) nodes.get(label)?.statements.unshift(statement);
};
