import { createHash } from 'node:crypto';
import type pg from 'pg';
import PgBoss from 'pg-boss';
import type { House } from '../run-operation';
import { lastDue } from './due';
import { inEachTenant } from './in-each-tenant';
import type { Job } from './job';
import { prepareQueues } from './prepare-queues';

/** How a run ended. `failed` will be tried again. */
export type JobOutcome = { job: string; outcome: 'done' | 'failed'; ms: number; error?: unknown };

export type JobsOptions = {
  house: House;
  /** The server's own pool; every statement here is short. */
  pool: pg.Pool;
  ownerUrl: string;
  jobs: readonly Job[];
  /** Hears of every run, and (job null) of trouble with the queues themselves. */
  onOutcome: (outcome: JobOutcome) => void;
  onTrouble: (error: unknown) => void;
  /** So often the queues are looked at: a job begins that much late at most. */
  lookSeconds?: number;
  /** So often runs are looked for whose server has died. */
  tidySeconds?: number;
};

export type RunningJobs = {
  /** Runs end at their next good place; what has not ended after `seconds` is given back and another server takes it up. */
  stop: (seconds: number) => Promise<void>;
};

type Run = PgBoss.Job<{ due: string }>;

// The row of a finished run says that it was done: kept longer than the longest time between two.
const REMEMBER_SECONDS = 8 * 86_400;

/** One run, by job and time: however many servers ask for it, the database has it once. */
export const runId = (name: string, due: number): string => {
  const hex = createHash('sha256').update(`${name}/${due}`).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
};

/**
 * Begins to run the jobs, in turns with all other servers on this database. Returns at once: the queues are made in the
 * background, and where the database is away everything waits for it.
 */
export function startJobs(options: JobsOptions): RunningJobs {
  const { house, pool, ownerUrl, jobs, onOutcome, onTrouble, lookSeconds = 30, tidySeconds = 60 } = options;
  const stopping = new AbortController();
  const boss = new PgBoss({
    db: { executeSql: (text, values) => pool.query(text, values) },
    migrate: false,
    schedule: false,
    maintenanceIntervalSeconds: tidySeconds,
    archiveCompletedAfterSeconds: REMEMBER_SECONDS,
    archiveFailedAfterSeconds: REMEMBER_SECONDS,
  });
  boss.on('error', onTrouble);
  const asked = new Map<string, number>();
  const active = new Map<string, Promise<void>>();
  const held = new Map<string, string>();
  let ready: Promise<void> | null = null;

  const prepare = async () => {
    await prepareQueues(ownerUrl, jobs);
    await boss.start();
  };

  const runOnce = async (job: Job, { id, data: { due } }: Run): Promise<void> => {
    const begun = performance.now();
    const signal = AbortSignal.any([stopping.signal, AbortSignal.timeout(job.minutes * 60_000)]);
    const tell = (outcome: JobOutcome['outcome'], error?: unknown) =>
      onOutcome({
        job: job.name,
        outcome,
        ms: Math.round(performance.now() - begun),
        ...(error !== undefined && { error }),
      });
    held.set(job.name, id);
    try {
      await job.run({ house, due, signal, inEachTenant: work => inEachTenant(house, job.name, signal, work) });
      await boss.complete(job.name, id);
      tell('done');
    } catch (error) {
      tell('failed', error);
      // No more than its kind: an error can quote what people wrote.
      await boss.fail(job.name, id, { error: (error as Error).name });
    } finally {
      held.delete(job.name);
    }
  };

  /** Asks for the run that is due, if nobody has, and does what waits in this job's queue. */
  const turn = async (job: Job): Promise<void> => {
    const due = lastDue(job.schedule, Date.now());
    if (asked.get(job.name) !== due) {
      await boss.send(job.name, { due: new Date(due).toISOString() }, { id: runId(job.name, due) });
      asked.set(job.name, due);
    }
    while (!stopping.signal.aborted) {
      const [next] = await boss.fetch<Run['data']>(job.name);
      if (!next) return;
      await runOnce(job, next);
    }
  };

  const look = async (): Promise<void> => {
    ready ??= prepare();
    try {
      await ready;
    } catch (error) {
      // The database is away, or was when we began: the next look tries again.
      ready = null;
      onTrouble(error);
      return;
    }
    for (const job of jobs) {
      if (stopping.signal.aborted || active.has(job.name)) continue;
      const running = turn(job)
        .catch(onTrouble)
        .finally(() => active.delete(job.name));
      active.set(job.name, running);
    }
  };

  let looking: Promise<void> = look();
  const timer = setInterval(() => {
    looking = looking.then(look);
  }, lookSeconds * 1000);
  timer.unref();

  return {
    stop: async seconds => {
      clearInterval(timer);
      stopping.abort(new Error('the server stops'));
      await looking;
      const ended = Promise.all(active.values());
      await Promise.race([ended, new Promise(resolve => setTimeout(resolve, seconds * 1000).unref())]);
      for (const [name, id] of held) await boss.fail(name, id, { error: 'stopped' }).catch(onTrouble);
      await boss.stop({ graceful: false, close: false });
    },
  };
}
