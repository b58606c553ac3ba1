import { type Job, job } from '../../../src/platform/jobs/job';

/** Due once in thirty years; taken for dead after three seconds. */
export const longJob = (run: Job['run']): Job =>
  job({
    name: 'test.long',
    summary: 'takes its time',
    schedule: { everySeconds: 1_000_000_000 },
    minutes: 0.05,
    retrySeconds: 1,
    run,
  });
