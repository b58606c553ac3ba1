import { type Job, job } from '../../platform/jobs/job';
import { openDueWindows } from './store/open-windows';

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

export const reportingJobs: readonly Job[] = [openWindows];
