import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import type { Plan } from '../../../compiler/ledger';
import { type RefusalCode, refuse } from '../../../kernel/refusal';
import { programFolder } from '../../../platform/files/program-folder';
import type { Job, Outcome } from './worker';

const LONGEST_MS = 30_000;
const MOST_WAITING = 20;
// So much may the process grow while documents are read. What is unpacked lies outside of a thread's own heap, which alone has a
// limit: 800 bytes of a PDF can unpack to gigabytes.
const MOST_GROWTH = 2 ** 30;
const LOOK_EVERY_MS = 100;

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

const reading = new Set<AbortController>();
let watch: NodeJS.Timeout | null = null;

/** Gives up all documents that are being read once the process has grown too large over them. */
const watchGrowth = (): void => {
  const before = process.memoryUsage.rss();
  watch ??= setInterval(() => {
    if (process.memoryUsage.rss() - before > MOST_GROWTH) for (const each of reading) each.abort();
  }, LOOK_EVERY_MS);
};

const watched = async (waiting: Piscina<Job, Outcome>, job: Job): Promise<Outcome> => {
  const givenUp = new AbortController();
  const signal = AbortSignal.any([givenUp.signal, AbortSignal.timeout(LONGEST_MS)]);
  reading.add(givenUp);
  watchGrowth();
  try {
    return await waiting.run(job, { signal });
  } catch (error) {
    // Given up, or out of memory.
    if (signal.aborted || 'code' in (error as Error)) return refuse('unreadable-document', { name: job.name });
    throw error;
  } finally {
    reading.delete(givenUp);
    if (reading.size === 0 && watch) {
      clearInterval(watch);
      watch = null;
    }
  }
};

/**
 * Reads and compiles a document beside the server, as JSON of format `plan/1`: a large or hostile one keeps nobody else waiting, and
 * is given up after 30 s or a gigabyte. Refuses what `readDocument` refuses, `unreadable-document` for what takes too long or too much,
 * and `unavailable` where too many wait.
 */
export const compileToJson = async (job: Job): Promise<string> => {
  pool ??= startPool();
  if (pool.queueSize >= MOST_WAITING) refuse('unavailable');
  const outcome = await watched(pool, job);
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
