import { type Job, job } from '../../platform/jobs/job';
import { clearExpired } from './store/clear-expired';

/** Over is over when it is asked for; this only keeps the tables small. Nobody's data changes, so nothing is written down. */
const clearSessions = job({
  name: 'identity.clearExpired',
  summary: '每小时清除已过期的登录、链接和错误次数',
  schedule: { everySeconds: 3600 },
  run: ({ inEachTenant }) =>
    inEachTenant(async ({ db, tenantId, realNow }) => {
      await clearExpired(db, tenantId, realNow);
    }),
});

export const identityJobs: readonly Job[] = [clearSessions];
