import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import type { Plan } from '../../../compiler/ledger';
import { type RefusalCode, refuse } from '../../../kernel/refusal';
import { programFolder } from '../../../platform/files/program-folder';
import type { Job, Outcome } from './worker';

const LONGEST_MS = 30_000;
const MOST_WAITING = 20;

// Started with the first document, ended a minute after the last: an idle server keeps its memory small.
let pool: Piscina<Job, Outcome> | null = null;

const startPool = (): Piscina<Job, Outcome> =>
  new Piscina<Job, Outcome>({
    ...workerOf(import.meta.url),
    minThreads: 0,
    maxThreads: 2,
    maxQueue: MOST_WAITING,
    idleTimeout: 60_000,
    resourceLimits: { maxOldGenerationSizeMb: 1024 },
  });

/** From source in the tests, from the build otherwise. */
const workerOf = (here: string): { filename: string } =>
  here.endsWith('.ts')
    ? { filename: fileURLToPath(new URL('./worker-from-source.mjs', here)) }
    : { filename: programFolder('dist', 'server', 'compile-worker.js') };

/**
 * Reads and compiles a document beside the server, as JSON of format `plan/1`: a large or hostile one keeps nobody else waiting, and
 * is given up after 30 s. Refuses what `readDocument` refuses, `unreadable-document` for what takes too long, and `unavailable` where
 * too many wait.
 */
export const compileToJson = async (job: Job): Promise<string> => {
  pool ??= startPool();
  if (pool.queueSize >= MOST_WAITING) refuse('unavailable');
  const signal = AbortSignal.timeout(LONGEST_MS);
  const outcome = await pool.run(job, { signal }).catch((error: Error) => {
    // Given up, or out of memory.
    if (signal.aborted || 'code' in error) return refuse('unreadable-document', { name: job.name });
    throw error;
  });
  if ('plan' in outcome) return outcome.plan;
  return refuse(outcome.refusal.code as RefusalCode, outcome.refusal.detail);
};

export const compileApart = async (job: Job): Promise<Plan> => JSON.parse(await compileToJson(job)) as Plan;

/** Ends the threads; the next document starts new ones. */
export const stopCompiling = async (): Promise<void> => {
  const ending = pool;
  pool = null;
  await ending?.destroy();
};
