import { fileURLToPath } from 'node:url';
import { Refusal } from '../../../kernel/refusal';
import { workApart } from '../../../platform/apart/work-apart';
import type { Reading } from '../rules/formats/reading';
import type { ImportRow } from '../schema';
import type { CrossingRow, ReadAnswer, ReadJob } from './worker';

// A million rows with what a parser needs beside them; the system ends it after 120 s of work, however long that takes on a busy machine.
const reading = workApart<ReadJob, ReadAnswer>({
  program: { source: fileURLToPath(new URL('./worker.ts', import.meta.url)), built: 'import-worker.js' },
  heapMb: 1_024,
  memoryMb: 1_536,
  longestMs: 300_000,
  mostAtOnce: 1,
});

/**
 * Reads a file of values beside the server, up to a million rows. Refuses what the readers refuse, `unreadable-document` for what takes too
 * long (two minutes of work) or too much (1.5 GB), and `unavailable` where too many wait.
 */
export async function readApart(job: ReadJob): Promise<Reading & { faultCount: number }> {
  const rows: ImportRow[] = [];
  const labels: (string | number)[] = [];
  const take = (piece: string): void => {
    for (const [unit, period, figure, category, value, note, label] of JSON.parse(piece) as CrossingRow[]) {
      rows.push({ unit, period, figure, category, value, ...(note && { note }) } as ImportRow);
      labels.push(label!);
    }
  };
  const { around, ...rest } = await reading.ask(job, new Refusal('unreadable-document', { name: job.name }), take);
  return { ...rest, rows, places: { labels, around } };
}
