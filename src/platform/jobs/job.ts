import type { Db } from '../database/connect';
import type { DateText, Id, Timestamp } from '../database/tables';
import type { Change } from '../operation';
import type { House } from '../run-operation';

/** When a job is due: every so many seconds (counted from 1970, so that all servers count alike), or daily at a time in China. */
export type Schedule = { everySeconds: number } | { dailyAt: `${number}:${number}` };

/** One body, as a job sees it: inside its transaction, at its date. */
export type JobInTenant = {
  db: Db;
  tenantId: Id;
  /** Time of the act; in a demonstration on the demonstration's day. */
  now: Timestamp;
  /** The clock on the wall. */
  realNow: Timestamp;
  today: DateText;
  /** What people will see changed; written down in the job's name at the end of the transaction. */
  audit: (change: Change) => void;
};

export type JobContext = {
  house: House;
  /** The time for which this run was due: no other run has it. */
  due: Timestamp;
  /** Raised when the server stops or the job's time is over: leave off at the next good place. */
  signal: AbortSignal;
  /**
   * Does `work` in every body, each in a transaction of its own. What goes wrong in one does not keep the others waiting; it
   * fails the job at the end, which is then tried again.
   */
  inEachTenant: (work: (tenant: JobInTenant) => Promise<void>) => Promise<void>;
};

/** Work that nobody asks for by hand. Declared in a subject's jobs.ts, listed in the registry. */
export type Job = {
  /** `subject.verb`; stands in the audit and the log. */
  name: string;
  /** One sentence for the administrator's guide. */
  summary: string;
  schedule: Schedule;
  /** Longer than this it is taken for dead, and another server may begin it anew. */
  minutes: number;
  /** The wait before a failed run is tried again; doubled each time, five times at most. */
  retrySeconds: number;
  /** May be run again at any time, by any server, after a half run. */
  run: (context: JobContext) => Promise<void>;
};

/** Declares a job. Runs once for each time it is due, on one of all servers; a run missed while none was up is made up for. */
export const job = (declared: Omit<Job, 'minutes' | 'retrySeconds'> & Partial<Job>): Job => ({
  minutes: 10,
  retrySeconds: 30,
  ...declared,
});
