import type { Observing } from '../platform/http/observe';
import { type RunningJobs, startJobs } from '../platform/jobs/run-jobs';
import { webhookJobs } from '../subjects/exchange/jobs';
import { jobs } from '../subjects/registry';
import { backupJobs } from './backup-job';
import type { OpenHouse } from './open-house';
import type { Settings } from './settings';

/** The jobs of a server, with a line and a figure for each that fails. */
export const beginJobs = (
  settings: Settings,
  { house, ownerUrl, pool }: Pick<OpenHouse, 'house' | 'ownerUrl' | 'pool'>,
  { log, metrics }: Pick<Observing, 'log' | 'metrics'>,
): RunningJobs =>
  startJobs({
    house,
    pool,
    ownerUrl,
    jobs: [
      ...jobs,
      ...webhookJobs(settings.webhookNetworks),
      ...backupJobs(settings, ownerUrl, line => log.info(line)),
    ],
    onOutcome: ({ job, outcome, ms, error }) => {
      if (outcome === 'done') return log.info({ job, ms }, 'job done');
      metrics.failure(`job ${job}`);
      log.error({ job, ms, err: error }, 'job failed');
    },
    onTrouble: error => log.warn({ err: error }, 'jobs wait'),
  });
