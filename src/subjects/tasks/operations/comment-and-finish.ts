import { refuse } from '../../../kernel/refusal';
import { write } from '../../../platform/operation';
import { mayComment, mayInstruct, maySupervise } from '../policy';
import { canMove, statusOnceSent } from '../rules/status';
import { commentInput, finishInput, type Light } from '../schema';
import { refreshLights } from '../store/lights';
import { editableOf, expectVersion, lockTask, refuseState, touchTasks } from '../store/tasks';

export const comment = write({
  name: 'tasks.comment',
  summary: '留言；局领导可写批示',
  input: commentInput,
  may: (actor, { kind }) => (kind === 'instruction' ? mayInstruct(actor) : mayComment(actor)),
  run: async (context, { taskId, body, kind }) => {
    const { db, actor, now, audit } = context;
    const { tenantId, userId } = actor;
    await lockTask(context, taskId);
    const { id } = await db
      .insertInto('taskComments')
      .values({ tenantId, taskId, kind, body, userId, createdAt: now })
      .returning('id')
      .executeTakeFirstOrThrow();
    await audit({ kind: 'comment', id, under: { kind: 'task', id: taskId }, after: { kind, body } });
    await touchTasks(db, tenantId, [taskId], now);
    return { commentId: id };
  },
});

export const finishTask = write({
  name: 'tasks.finish',
  summary: '办结（销号），或撤销办结',
  input: finishInput,
  may: maySupervise,
  run: async (context, { taskId, version, done }): Promise<{ version: number; light: Light }> => {
    const { db, actor, now, today, audit } = context;
    const task = await lockTask(context, taskId);
    await expectVersion(context, 'task', task, version, editableOf(task));
    if (!canMove(task.status, done ? 'finish' : 'reopen'))
      refuseState(actor, done ? (task.status === 'done' ? 'already-done' : 'not-sent') : 'not-done');
    const status = done ? 'done' : statusOnceSent(task.signedAt !== null);
    await db
      .updateTable('tasks')
      .set({ status, doneAt: done ? now : null, updatedAt: now, version: task.version + 1 })
      .where('tenantId', '=', actor.tenantId)
      .where('id', '=', taskId)
      .execute();
    await audit({ kind: 'task', id: taskId, before: { status: task.status }, after: { status } });
    await refreshLights(db, actor.tenantId, [taskId], today);
    const row = await db
      .selectFrom('tasks')
      .select('light')
      .where('tenantId', '=', actor.tenantId)
      .where('id', '=', taskId)
      .executeTakeFirst();
    return { version: task.version + 1, light: row?.light ?? refuse('not-found') };
  },
});
