import { say } from '../../locales/say';
import type { DateText } from '../../platform/database/tables';
import type { SheetColumn, WorkbookModel } from '../../platform/papers/workbook-model';
import type { AuditRow } from './schema';

export type AuditPaper = {
  body: string;
  today: DateText;
  language: string;
  total: number;
  rows: readonly AuditRow[];
  head: { position: string; hash: string } | null;
};

// Longer than a cell of .xlsx takes is cut; the mark says so. The whole stands in the database.
const CELL = 32_000;

const jsonOf = (value: unknown): string => {
  const text = value === null ? '' : JSON.stringify(value);
  return text.length > CELL ? `${text.slice(0, CELL)}…` : text;
};

/** Time in China, to the second: `2026-03-31 09:05:07`. */
const timeInChina = (at: string): string =>
  new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');

/** The entries as a table, with the head of the chain that proves them. */
export const auditWorkbook = ({ body, today, language, total, rows, head }: AuditPaper): WorkbookModel => {
  const text = (key: string, values: Record<string, unknown> = {}) => say(language, `audit:${key}`, values);
  const column = (key: string, width: number, more: Partial<SheetColumn> = {}): SheetColumn => ({
    key,
    header: text(`column.${key}`),
    width,
    kind: 'text',
    ...more,
  });
  return {
    language,
    sheets: [
      {
        name: text('title'),
        title: text('paper.title', { body }),
        subtitle: text('paper.subtitle', { today, shown: rows.length, total }),
        columns: [
          column('position', 9),
          column('at', 20),
          column('by', 12),
          column('operation', 24),
          column('thing', 18),
          column('before', 40, { wrap: true }),
          column('after', 40, { wrap: true }),
          column('address', 16),
          column('via', 12),
          column('request', 12),
        ],
        rows: rows.map(row => ({
          position: row.position,
          at: timeInChina(row.at),
          by: row.by ?? text('nobody'),
          operation: row.operation,
          thing: [row.thing, `${row.kind} ${row.subjectId}`].filter(Boolean).join(' · '),
          before: jsonOf(row.before),
          after: jsonOf(row.after),
          address: row.address,
          via: row.via,
          request: row.requestId,
        })),
      },
    ],
    notes: {
      name: text('paper.notes'),
      lines: [head ? text('paper.head', head) : text('paper.noHead'), text('paper.how')],
    },
  };
};

export const auditWorkbookName = ({ body, today, language }: AuditPaper): string =>
  `${say(language, 'audit:paper.title', { body })} ${today}.xlsx`;
