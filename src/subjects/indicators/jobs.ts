import { type Job, job } from '../../platform/jobs/job';
import { keepMissingLastYears } from './allocation/keep-last-year';

/** Splits sent out under an earlier version get what a split keeps since when it is sent out. */
const keepLastYears = job({
  name: 'indicators.keepLastYears',
  summary: '旧版本下发的目标分解，补记各单位去年值',
  schedule: { dailyAt: '00:05' },
  run: ({ inEachTenant }) =>
    inEachTenant(async ({ db, tenantId, today, audit }) => {
      const splits = await keepMissingLastYears(db, tenantId);
      if (splits > 0) audit({ kind: 'allocation', id: today, after: { keepsLast: splits } });
    }),
});

export const indicatorJobs: readonly Job[] = [keepLastYears];
