import { forgetAnswers } from '../../platform/answer-once';
import { inTenant } from '../../platform/database/tenant';
import { forgetCalls, NOBODY } from '../../platform/http/count-call';
import { type Job, job } from '../../platform/jobs/job';
import { clearExpired } from './store/clear-expired';

/** Over is over when it is asked for; this only keeps the tables small. Nobody's data changes, so nothing is written down. */
const clearSessions = job({
  name: 'identity.clearExpired',
  summary: '每小时清除已过期的登录、链接、错误次数、调用次数和留作重发的回答',
  schedule: { everySeconds: 3600 },
  run: async ({ house, due, inEachTenant }) => {
    await inTenant(house.db, NOBODY, db => forgetCalls(db, NOBODY, due));
    await inEachTenant(async ({ db, tenantId, realNow }) => {
      await clearExpired(db, tenantId, realNow);
      await forgetCalls(db, tenantId, due);
      await forgetAnswers(db, tenantId, realNow);
    });
  },
});

export const identityJobs: readonly Job[] = [clearSessions];
