import { refuse } from '../../../kernel/refusal';
import { write } from '../../../platform/operation';
import { settleLatest, withdrawValues } from '../../indicators/record-values';
import { mayReview, mayReviewAnything, seesReport } from '../policy';
import { reviewReportInput } from '../schema';
import { refreshLights } from '../store/lights';
import { lockReportById, settleProgress } from '../store/reports';
import { expectVersion, lockTask, refuseState, touchTasks } from '../store/tasks';

export const reviewReport = write({
  name: 'tasks.reviewReport',
  summary: '审核进展反馈：通过，或说明理由退回',
  input: reviewReportInput,
  may: mayReviewAnything,
  run: async (context, { reportId, version, verdict, reason }) => {
    const { db, actor, now, today, audit, later } = context;
    const { tenantId } = actor;
    const found = await db
      .selectFrom('progressReports')
      .select('taskId')
      .where('tenantId', '=', tenantId)
      .where('id', '=', reportId)
      .executeTakeFirst();
    // Locked in the order of every write: the task first, then its report.
    const task = await lockTask(context, found?.taskId ?? refuse('not-found'));
    const report = await lockReportById(db, tenantId, reportId);
    const unit = await db
      .selectFrom('orgUnits')
      .select('path')
      .where('tenantId', '=', tenantId)
      .where('id', '=', report.orgUnitId)
      .executeTakeFirstOrThrow();
    const lead = await db
      .selectFrom('orgUnits')
      .select('path')
      .where('tenantId', '=', tenantId)
      .where('id', '=', task.leadUnitId)
      .executeTakeFirst();
    // A report that one does not read is not there; one that one reads and does not review is refused as such.
    if (!seesReport(actor, { status: report.status, path: unit.path, leadPath: lead?.path ?? null }))
      refuse('not-found');
    if (!mayReview(actor, unit.path)) refuse('not-permitted');
    await expectVersion(context, 'report', report, version, report);
    if (report.status !== 'submitted') refuseState(actor, 'not-in-review');
    if (verdict === 'returned' && reason === '') refuseState(actor, 'reason-needed');
    const next = report.version + 1;
    await db
      .updateTable('progressReports')
      .set({
        status: verdict,
        reviewedAt: now,
        reviewedBy: actor.userId,
        returnReason: verdict === 'returned' ? reason : null,
        updatedAt: now,
        version: next,
      })
      .where('tenantId', '=', tenantId)
      .where('id', '=', reportId)
      .execute();
    await db
      .updateTable('reportSubmissions')
      .set({ verdict, reason, reviewedAt: now, reviewedBy: actor.userId })
      .where('tenantId', '=', tenantId)
      .where('reportId', '=', reportId)
      .where('verdict', 'is', null)
      .where('round', '>', 0)
      .execute();
    if (verdict === 'returned') {
      await withdrawValues(db, tenantId, reportId);
      later(`latest/${task.id}`, () => settleLatest(db, tenantId, task.id));
    }
    await audit({
      kind: 'report',
      id: reportId,
      under: { kind: 'task', id: task.id },
      before: { status: report.status },
      after: { status: verdict, period: report.period, unitId: report.orgUnitId, ...(reason ? { reason } : {}) },
    });
    later(`progress/${task.id}`, () => settleProgress(db, tenantId, task.id));
    await touchTasks(db, tenantId, [task.id], now);
    later(`lights/${task.id}`, () => refreshLights(db, tenantId, [task.id], today));
    return { version: next };
  },
});
