import type { Finding } from '../../../../kernel/finding';
import type { ImportRow } from '../../schema';

/** What a reader of a format makes of a file: rows in order, and where each stands. Readers collect what is wrong, they never throw. */
export type Reading = {
  rows: ImportRow[];
  /** Place of a field of a row (rows from 1): a line of text, a cell of a sheet, a path in JSON. */
  placeOf: (row: number, column: keyof ImportRow) => string;
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
  placeOf: () => at,
  faults: [{ code, at, values }],
});
