import { refuse } from '../../../kernel/refusal';
import type { Id } from '../../../platform/database/tables';
import { type Context, write } from '../../../platform/operation';
import { recordValues, settleLatest } from '../../indicators/record-values';
import { actsFor, mayWork } from '../policy';
import { isReportable, periodOfCode } from '../rules/period';
import { canMove, isWritable } from '../rules/status';
import { type SubmissionBody, saveReportInput, submitReportInput } from '../schema';
import { refreshLights } from '../store/lights';
import {
  attachFiles,
  keepDraftValues,
  keepRound,
  lockReport,
  type Report,
  type ReportContent,
  settleProgress,
  writeReport,
} from '../store/reports';
import { expectVersion, lockTask, refuseState, type Task, touchTasks, unitsInTasks } from '../store/tasks';

type Where = { taskId: Id; unitId: Id; period: string; version?: number | undefined };

/** The task and the report, if this person may write it now. */
const openReport = async (context: Context, where: Where): Promise<{ task: Task; report: Report | null }> => {
  const { db, actor, today } = context;
  const task = await lockTask(context, where.taskId);
  const units = await unitsInTasks(db, actor.tenantId, [task.id]);
  const unit = units.find(({ orgUnitId }) => orgUnitId === where.unitId) ?? refuse('not-found');
  if (!actsFor(actor.posts, unit.path)) refuse('not-permitted');
  if (!canMove(task.status, 'report')) refuseState(actor, task.status === 'done' ? 'already-done' : 'not-sent');
  if (unit.signedAt === null) refuseState(actor, 'not-signed');
  const duty = { rhythm: task.rhythm, startOn: task.startOn, dueOn: task.dueOn, since: task.startOn };
  if (!isReportable(duty, where.period, today)) refuseState(actor, 'not-its-period');
  const report = await lockReport(db, { ...where, tenantId: actor.tenantId });
  if (report) {
    // Told first that another has written here; only then that it is under review.
    await expectVersion(context, 'report', report, where.version, report);
    if (!isWritable(report.status))
      refuseState(actor, report.status === 'accepted' ? 'report-accepted' : 'report-in-review');
  }
  return { task, report };
};

const keyOf = (context: Context, { taskId, unitId, period }: Where) => ({
  tenantId: context.actor.tenantId,
  taskId,
  unitId,
  period,
});

export const saveReport = write({
  name: 'tasks.saveReport',
  summary: '保存进展反馈草稿',
  input: saveReportInput,
  may: mayWork,
  run: async (context, { taskId, unitId, period, version, ...content }) => {
    const { db, actor, now, audit } = context;
    const where = { taskId, unitId, period, version };
    const { report } = await openReport(context, where);
    const saved = await writeReport(db, keyOf(context, where), report, content, now);
    await attachFiles(db, actor, { ...saved, taskId, unitId }, content.fileIds);
    await keepDraftValues(db, actor.tenantId, saved.id, content, actor.userId, now);
    // A draft is its author's paper: that it was begun is history, every key stroke is not.
    if (!report) {
      const after = { period, unitId, status: 'draft' };
      await audit({ kind: 'report', id: saved.id, under: { kind: 'task', id: taskId }, after });
    }
    return { reportId: saved.id, version: saved.version };
  },
});

/** What a report says of the whole stands under the root, what it says of a part under its unit. */
const unitOfValues = async ({ db, actor }: Context, task: Task, unitId: Id): Promise<Id> => {
  if (unitId !== task.leadUnitId) return unitId;
  const root = await db
    .selectFrom('orgUnits')
    .select('id')
    .where('tenantId', '=', actor.tenantId)
    .where('parentId', 'is', null)
    .orderBy('id')
    .executeTakeFirstOrThrow();
  return root.id;
};

export const submitReport = write({
  name: 'tasks.submitReport',
  summary: '报送进展反馈，附佐证材料',
  input: submitReportInput,
  may: mayWork,
  run: async (context, { taskId, unitId, period, version, ...content }) => {
    const { db, actor, now, today, audit, later } = context;
    const { tenantId, userId } = actor;
    const where = { taskId, unitId, period, version };
    const { task, report } = await openReport(context, where);
    const saved = await writeReport(db, keyOf(context, where), report, content satisfies ReportContent, now);
    const files = await attachFiles(db, actor, { ...saved, taskId, unitId }, content.fileIds);
    const { percent, summary, problem, nextStep, values } = content;
    const body: SubmissionBody = { percent, summary, problem, nextStep, values, files };
    const round = await keepRound(db, tenantId, saved.id, body, userId, now);
    await db
      .updateTable('progressReports')
      .set({ status: 'submitted', submittedAt: now, submittedBy: userId, reviewedAt: null, reviewedBy: null })
      .where('tenantId', '=', tenantId)
      .where('id', '=', saved.id)
      .execute();
    const { end } = periodOfCode(period)!;
    await recordValues(db, {
      tenantId,
      reportId: saved.id,
      taskId,
      orgUnitId: await unitOfValues(context, task, unitId),
      on: [end, today].sort()[0]!,
      values,
      by: userId,
      at: now,
    });
    const before = report && report.status === 'returned' ? { status: 'returned', percent: report.percent } : undefined;
    const after = { period, unitId, status: 'submitted', round, ...body };
    await audit({ kind: 'report', id: saved.id, under: { kind: 'task', id: taskId }, before, after });
    later(`latest/${taskId}`, () => settleLatest(db, tenantId, taskId));
    later(`progress/${taskId}`, () => settleProgress(db, tenantId, taskId));
    await touchTasks(db, tenantId, [taskId], now);
    later(`lights/${taskId}`, () => refreshLights(db, tenantId, [taskId], today));
    return { reportId: saved.id, version: saved.version, round };
  },
});
