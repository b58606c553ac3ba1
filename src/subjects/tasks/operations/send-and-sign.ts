import { refuse } from '../../../kernel/refusal';
import { write } from '../../../platform/operation';
import { actsFor, maySupervise, mayWork } from '../policy';
import { canMove } from '../rules/status';
import { sendInput, signInput } from '../schema';
import { refreshLights } from '../store/lights';
import { lockTasks, refuseState, unitsInTasks } from '../store/tasks';

export const sendTasks = write({
  name: 'tasks.send',
  summary: '下发任务：从此各单位看得到，须签收',
  input: sendInput,
  may: maySupervise,
  run: async (context, { taskIds }) => {
    const { db, actor, now, today, audit, later } = context;
    const tasks = (await lockTasks(context, taskIds)).filter(({ status }) => canMove(status, 'send'));
    const withoutLead = tasks.filter(({ leadUnitId }) => leadUnitId === null);
    const ready = tasks.filter(({ leadUnitId }) => leadUnitId !== null);
    if (ready.length === 0 && withoutLead.length > 0) refuseState(actor, 'no-lead');
    for (const task of ready) {
      await db
        .updateTable('tasks')
        .set({ status: 'sent', sentAt: now, updatedAt: now, version: task.version + 1 })
        .where('tenantId', '=', actor.tenantId)
        .where('id', '=', task.id)
        .execute();
      await audit({ kind: 'task', id: task.id, before: { status: task.status }, after: { status: 'sent' } });
    }
    const sent = ready.map(({ id }) => id);
    later(`lights/${sent.join()}`, () => refreshLights(db, actor.tenantId, sent, today));
    return { sent: ready.length, withoutLead: withoutLead.map(({ id }) => id) };
  },
});

export const signTasks = write({
  name: 'tasks.sign',
  summary: '签收任务（按单位，可批量）',
  input: signInput,
  may: mayWork,
  run: async (context, input) => {
    const { db, actor, now, today, audit, later } = context;
    const { tenantId } = actor;
    const taskIds = [...new Set(input.tasks.map(({ taskId }) => taskId))];
    const tasks = new Map((await lockTasks(context, taskIds)).map(task => [task.id, task]));
    const units = await unitsInTasks(db, tenantId, taskIds);
    let signed = 0;
    for (const { taskId, unitId } of input.tasks) {
      const task = tasks.get(taskId)!;
      const unit = units.find(one => one.taskId === taskId && one.orgUnitId === unitId) ?? refuse('not-found');
      if (!actsFor(actor.posts, unit.path)) refuse('not-permitted');
      if (!canMove(task.status, 'sign')) refuseState(actor, task.status === 'done' ? 'already-done' : 'not-sent');
      // Signing twice says nothing new.
      if (unit.signedAt !== null) continue;
      await db
        .updateTable('taskUnits')
        .set({ signedAt: now, signedBy: actor.userId })
        .where('tenantId', '=', tenantId)
        .where('taskId', '=', taskId)
        .where('orgUnitId', '=', unitId)
        .execute();
      const lead = unitId === task.leadUnitId;
      await db
        .updateTable('tasks')
        .set(lead ? { status: 'active', signedAt: now, updatedAt: now } : { updatedAt: now })
        .where('tenantId', '=', tenantId)
        .where('id', '=', taskId)
        .execute();
      await audit({
        kind: 'task',
        id: taskId,
        after: { signed: unit.shortName, unitId, ...(lead ? { status: 'active' } : {}) },
      });
      signed += 1;
    }
    later(`lights/${taskIds.join()}`, () => refreshLights(db, tenantId, taskIds, today));
    return { signed };
  },
});
