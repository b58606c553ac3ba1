import { type Role, roles } from '../../../src/subjects/org/schema';

/** What is expected of a row: six letters for each role (one, where it is always about oneself), and one for whoever is not signed in. */
export type Row = { name: string; cells: Record<Role, string>; stranger: string };

/** Reads a table: the name of the row, then a cell for each role in the order of product.md, then the stranger's. */
export const tableOf = (text: string): Row[] =>
  text
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '' && !line.startsWith('|'))
    .map(line => {
      const parts = line.split(/\s{2,}/);
      const [name, ...cells] = parts as [string, ...string[]];
      if (cells.length !== roles.length + 1) throw new Error(`${name} has ${cells.length} cells`);
      const byRole = Object.fromEntries(roles.map((role, index) => [role, cells[index]!])) as Row['cells'];
      return { name, cells: byRole, stranger: cells.at(-1)! };
    });

/** A row as a line, for a readable difference. */
export const lineOf = ({ name, cells, stranger }: Row): string =>
  [name.padEnd(30), ...roles.map(role => cells[role].padEnd(8)), stranger].join('  ');
