import { decodeText } from '../../../compiler/readers/decode-text';
import { Refusal } from '../../../kernel/refusal';
import { serveParent } from '../../../platform/apart/serve-parent';
import { openFileStore } from '../../../platform/files/file-store';
import { readValueSheet } from '../papers';
import { readText } from '../rules/formats/read-file';
import { nothing, type Reading } from '../rules/formats/reading';
import { MOST_FAULTS } from '../rules/resolve-rows';
import type { ImportRow } from '../schema';

/** A file of the store, and how its contents are to be taken. */
export type ReadJob = { folder: string; sha256: string; name: string; isWorkbook: boolean; language: string };
/** A row as it crosses: its fields in this order, then the label of its place. Pieces are JSON of several. */
export const CROSSING = [
  'unit',
  'period',
  'figure',
  'category',
  'value',
  'note',
] as const satisfies (keyof ImportRow)[];
export type CrossingRow = [...string[], string | number];
/** All but the rows, which have gone before. */
export type ReadAnswer = Pick<Reading, 'faults' | 'notices'> & {
  faultCount: number;
  around: Reading['places']['around'];
};

// Small enough that the server takes a piece apart within a few milliseconds.
const ROWS_OF_PIECE = 1_000;

const read = async ({ folder, sha256, name, isWorkbook, language }: ReadJob): Promise<Reading> => {
  const bytes = await openFileStore(folder).get(sha256);
  if (isWorkbook)
    return readValueSheet(bytes, language).catch(error => {
      if (error instanceof Refusal) throw new Refusal(error.code, { name, ...error.detail });
      throw error;
    });
  const decoded = decodeText(bytes);
  return decoded ? readText(decoded.text) : nothing('no-rows', name);
};

serveParent(
  async (job: ReadJob, piece): Promise<ReadAnswer> => {
    const { rows, places, faults, notices } = await read(job);
    if (faults.length === 0)
      for (let from = 0; from < rows.length; from += ROWS_OF_PIECE) {
        const some = rows.slice(from, from + ROWS_OF_PIECE);
        piece(
          JSON.stringify(
            some.map((row, index) => [...CROSSING.map(field => row[field] ?? ''), places.labels[from + index] ?? '']),
          ),
        );
      }
    return {
      faults: faults.slice(0, MOST_FAULTS),
      faultCount: faults.length,
      around: places.around,
      ...(notices && { notices }),
    };
  },
  ({ name }) => new Refusal('unreadable-document', { name }),
);
