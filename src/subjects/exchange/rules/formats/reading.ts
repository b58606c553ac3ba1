import type { Finding } from '../../../../kernel/finding';
import type { ImportRow } from '../../schema';

/**
 * Where the fields of rows stand: a line of text, a cell of a sheet, a path in JSON. The label of each row in order, and what stands
 * before and after it for each field: plain data, so that it can cross between processes.
 */
export type Places = {
  labels: (string | number)[];
  around: Partial<Record<keyof ImportRow, [before: string, after: string]>>;
};

/** Place of a field of a row (rows from 1). */
export const placeIn = ({ labels, around }: Places, row: number, column: keyof ImportRow): string => {
  const [before, after] = around[column] ?? ['', ''];
  return `${before}${labels[row - 1] ?? ''}${after}`;
};

/** What a reader of a format makes of a file: rows in order, and where each stands. Readers collect what is wrong, they never throw. */
export type Reading = {
  rows: ImportRow[];
  places: Places;
  faults: ReadingFault[];
  /** What was read otherwise than it stands, or could be overlooked. */
  notices?: Finding[];
};

export type ReadingFaultCode =
  | 'no-rows'
  | 'not-a-table'
  | 'no-column'
  | 'broken-csv'
  | 'broken-json'
  | 'unknown-json'
  | 'too-many-rows'
  | 'observation-outside'
  | 'wrong-cell';

export type ReadingFault = { code: ReadingFaultCode; at: string; values: Record<string, string> };

/** More in one file is read by nobody; the figures of a province for a year come in several. */
export const MOST_ROWS_OF_FILE = 1_000_000;

export const nothing = (code: ReadingFaultCode, at: string, values: Record<string, string> = {}): Reading => ({
  rows: [],
  places: { labels: [], around: {} },
  faults: [{ code, at, values }],
});
