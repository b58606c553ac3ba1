import type { Cell } from './cells';
import type { Column } from './columns';

const MOST_GROUPS = 0.7;

/**
 * The columns that divide the rows into sections: those of categories, and columns of tasks whose cells take several rows while
 * another column tells what is to be done in each. A category of its own for nearly every row divides nothing.
 */
export const groupColumns = (text: string, body: Cell[][], columns: Map<number, Column>): Set<number> => {
  const found = new Set<number>();
  const kinds = [...columns].sort(([a], [b]) => a - b);
  const tasks = kinds.filter(([, { kind }]) => kind === 'task').map(([column]) => column);
  const number = kinds.find(([, { kind }]) => kind === 'number')?.[0] ?? null;
  const rows = body.filter(row => row.length > 1);
  const inColumn = (row: Cell[], column: number): Cell | undefined => row.find(cell => cell.column === column);
  for (const [column, { kind }] of kinds) {
    const cells = rows.flatMap(row => inColumn(row, column) ?? []);
    if (kind === 'category') {
      const changes = cells.filter((cell, index) => index === 0 || said(text, cells[index - 1]!) !== said(text, cell));
      if (rows.length < 5 || changes.length <= rows.length * MOST_GROUPS) found.add(column);
      continue;
    }
    if (kind !== 'task' || column === tasks.at(-1)) continue;
    const later = tasks.filter(other => other > column);
    const divides = (row: Cell[]): boolean => later.some(other => inColumn(row, other) !== undefined);
    const without = rows.filter(
      row => !inColumn(row, column) && divides(row) && (number === null || inColumn(row, number)),
    );
    const stated = without.filter(row => row.some(cell => columns.get(cell.column)?.kind === 'stated'));
    if (stated.length * 3 >= rows.length && stated.length > 1) found.add(column);
  }
  return found;
};

const said = (text: string, { start, end }: Cell): string => text.slice(start, end).replace(/\s+/g, '');
