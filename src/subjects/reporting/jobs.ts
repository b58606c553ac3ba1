import { type Job, job } from '../../platform/jobs/job';
import { measureToday } from './follow-acceptance';
import { newestPeriods } from './reads/newest-periods';
import { openDueWindows } from './store/open-windows';
import { checkRollups, type RollupFault } from './store/recompute';

/** Windows open when their day has come; units that came later are asked as well. */
const openWindows = job({
  name: 'reporting.openWindows',
  summary: '每天零点后按报表设置开启填报期，并把新设的单位列入',
  schedule: { dailyAt: '00:10' },
  run: ({ inEachTenant }) =>
    inEachTenant(async ({ db, tenantId, today, now, audit }) => {
      for (const { formId, period, isNew, expected } of await openDueWindows(db, tenantId, today, now))
        audit({
          kind: 'form-window',
          id: `${formId}/${period}`,
          under: { kind: 'form', id: formId },
          after: isNew ? { period, opened: true, expected } : { period, added: expected },
        });
    }),
});

/** A period that is over, or past its days, is judged by as much as is in; and lights turn with it. */
const measureTargets = job({
  name: 'reporting.measureTargets',
  summary: '每天零点后按当天日期重新核算各目标值的最新一期（到期、锁定的填报期从此可判），并重判其任务的灯',
  schedule: { dailyAt: '00:15' },
  run: ({ inEachTenant }) =>
    inEachTenant(async ({ db, tenantId, today, now, audit }) => {
      const tasks = await measureToday({ db, tenantId, today, now });
      if (tasks > 0) audit({ kind: 'target', id: today, after: { measured: today, tasks } });
    }),
});

// The periods that people still work on, and the one before.
const CHECKED_PERIODS = 4;

/** The stored sums of the newest periods are proved by night. One that is wrong fails the run, and so reaches whoever is woken. */
const checkSums = job({
  name: 'reporting.checkSums',
  summary: '每天凌晨核对最近几期的库存汇总，与各单位填报重新计算的结果不一致即报错',
  schedule: { dailyAt: '04:10' },
  run: ({ inEachTenant }) =>
    inEachTenant(async ({ db, tenantId }) => {
      for (const period of await newestPeriods(db, tenantId, CHECKED_PERIODS)) {
        const faults = await checkRollups(db, tenantId, [period]);
        if (faults.length === 0) continue;
        const [{ what, stored, reckoned }] = faults as [RollupFault];
        throw new Error(
          `${faults.length} stored sums of ${period} are wrong: ${what} is ${stored}, should be ${reckoned}`,
        );
      }
    }),
});

export const reportingJobs: readonly Job[] = [openWindows, measureTargets, checkSums];
