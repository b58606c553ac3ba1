import { fileURLToPath } from 'node:url';
import type { Plan } from '../../../compiler/ledger';
import { Refusal } from '../../../kernel/refusal';
import { workApart } from '../../../platform/apart/work-apart';
import type { Job } from './worker';

/** A plan as JSON: a string crosses between processes faster than an object. */
const compiling = workApart<Job, string>({
  program: { source: fileURLToPath(new URL('./worker.ts', import.meta.url)), built: 'compile-worker.js' },
  heapMb: 384,
  memoryMb: 640,
  longestMs: 30_000,
  mostAtOnce: 2,
});

/**
 * Reads and compiles a document beside the server, as JSON of format `plan/1`. Refuses what `readDocument` refuses,
 * `unreadable-document` for what takes too long (30 s) or too much (640 MB), and `unavailable` where too many wait.
 */
export const compileToJson = (job: Job): Promise<string> =>
  compiling.ask(job, new Refusal('unreadable-document', { name: job.name }));

export const compileApart = async (job: Job): Promise<Plan> => JSON.parse(await compileToJson(job)) as Plan;
