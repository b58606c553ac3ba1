import { type Job, job } from '../../platform/jobs/job';
import { refreshAllLights } from './store/lights';

/** Lights turn by the calendar as well as by deeds: each body's are judged again when its day begins. */
const turnLights = job({
  name: 'tasks.turnLights',
  summary: '每天零点后按当天日期重新判定所有任务的灯',
  schedule: { dailyAt: '00:05' },
  run: ({ inEachTenant }) =>
    inEachTenant(async ({ db, tenantId, today, audit }) => {
      const changed = await refreshAllLights(db, tenantId, today);
      // A light follows from what is written down elsewhere: the day's turn is one entry, not one for each task.
      if (changed.tasks + changed.units > 0) audit({ kind: 'light', id: today, after: changed });
    }),
});

export const taskJobs: readonly Job[] = [turnLights];
