import { compile } from '../compile';
import type { Plan } from '../ledger';
import { cellBlocks, type GridCell, joinBlocks } from '../readers/blocks';
import { compileText } from './rows';

/** Sections and items of a plan with what its columns say: number, heading, bodies by role, persons, days. */
export const itemRows = ({ nodes }: Plan): string[] =>
  nodes
    .filter(({ kind }) => kind === 'item' || kind === 'section' || kind === 'subsection')
    .map(({ kind, number, heading, responsibilities, people, deadlines }) =>
      [
        [kind === 'item' ? (number ?? '-') : `§ ${number ?? ''}`.trim(), heading].join(' '),
        ...(['lead', 'assist', 'responsible'] as const).flatMap(role => {
          const names = responsibilities.filter(stated => stated.role === role).map(({ name }) => name);
          return names.length > 0 ? [`${role} ${names.join(' ')}`] : [];
        }),
        ...(people.length > 0 ? [people.map(({ name }) => name).join(' ')] : []),
        ...deadlines.map(({ end, text }) => end ?? text),
      ].join(' | '),
    );

export const tableRows = (text: string): string[] => itemRows(compileText(`2026年任务表\n${text}`));

/** A table as a file marks it: rows of cells; `rows` and `columns` where a cell is merged, null where a merged one goes on. */
export type Marked = string | null | { text: string; rows?: number; columns?: number };

export const compileMarked = (table: Marked[][]): Plan => {
  const cells = table.flatMap((row, at): GridCell[] =>
    row.flatMap((cell, column) => {
      if (cell === null) return [];
      const { text, rows = 1, columns = 1 } = typeof cell === 'string' ? { text: cell } : cell;
      return [{ row: at + 1, column: column + 1, rows, columns, lines: text.split('\n') }];
    }),
  );
  const { text, marks } = joinBlocks([
    { text: '2026年任务表', place: { kind: 'paragraph', paragraph: 1 } },
    ...cellBlocks(1, cells),
  ]);
  return compile({ name: '示例.docx', mediaType: 'application/x-docx', text, marks, unread: [] });
};
