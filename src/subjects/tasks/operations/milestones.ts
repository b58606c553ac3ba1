import type { Selectable } from 'kysely';
import { refuse } from '../../../kernel/refusal';
import type { Database, Id } from '../../../platform/database/tables';
import { type Context, write } from '../../../platform/operation';
import { mayKeepMilestones, maySupervise, mayWork } from '../policy';
import { finishMilestoneInput, milestoneInput, removeMilestoneInput } from '../schema';
import { refreshLights } from '../store/lights';
import { expectVersion, lockTask, refuseState, type Task, touchTasks, unitsInTasks } from '../store/tasks';

type Milestone = Selectable<Database['milestones']>;

const mayTry = (actor: Context['actor']): boolean => maySupervise(actor) || mayWork(actor);

/** The task, if the caller keeps its milestones and it is not done. */
const openTask = async (context: Context, taskId: Id): Promise<Task> => {
  const { db, actor } = context;
  const task = await lockTask(context, taskId);
  const lead = (await unitsInTasks(db, actor.tenantId, [taskId])).find(
    ({ orgUnitId }) => orgUnitId === task.leadUnitId,
  );
  if (!mayKeepMilestones(actor, lead?.path ?? null)) refuse('not-permitted');
  return task.status === 'done' ? refuseState(actor, 'already-done') : task;
};

const milestoneOf = async ({ db, actor }: Context, id: Id): Promise<Milestone> => {
  const row = await db
    .selectFrom('milestones')
    .selectAll()
    .where('tenantId', '=', actor.tenantId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return row ?? refuse('not-found');
};

const settled = async ({ db, actor, now, today, later }: Context, taskId: Id): Promise<void> => {
  await touchTasks(db, actor.tenantId, [taskId], now);
  later(`lights/${taskId}`, () => refreshLights(db, actor.tenantId, [taskId], today));
};

const under = (taskId: Id) => ({ kind: 'task', id: taskId });

export const saveMilestone = write({
  name: 'tasks.saveMilestone',
  summary: '新增或修改节点',
  input: milestoneInput,
  may: mayTry,
  run: async (context, { taskId, milestoneId, version, ...fields }) => {
    const { db, actor, audit } = context;
    const { tenantId } = actor;
    await openTask(context, taskId);
    if (!milestoneId) {
      const made = await db
        .insertInto('milestones')
        .values({ ...fields, tenantId, taskId })
        .returning(['id', 'version'])
        .executeTakeFirstOrThrow();
      await audit({ kind: 'milestone', id: made.id, under: under(taskId), after: fields });
      await settled(context, taskId);
      return { milestoneId: made.id, version: made.version };
    }
    const row = await milestoneOf(context, milestoneId);
    if (row.taskId !== taskId) refuse('not-found');
    await expectVersion(context, 'milestone', row, version, row);
    await db
      .updateTable('milestones')
      .set({ ...fields, version: row.version + 1 })
      .where('tenantId', '=', tenantId)
      .where('id', '=', milestoneId)
      .execute();
    const before = { title: row.title, dueOn: row.dueOn };
    await audit({ kind: 'milestone', id: milestoneId, under: under(taskId), before, after: fields });
    await settled(context, taskId);
    return { milestoneId, version: row.version + 1 };
  },
});

export const finishMilestone = write({
  name: 'tasks.finishMilestone',
  summary: '标记节点完成或撤销完成',
  input: finishMilestoneInput,
  may: mayTry,
  run: async (context, { milestoneId, doneOn }) => {
    const { db, actor, audit } = context;
    const row = await milestoneOf(context, milestoneId);
    await openTask(context, row.taskId);
    if (doneOn !== null && doneOn > context.today) refuseState(actor, 'done-in-the-future');
    await db
      .updateTable('milestones')
      .set({ doneOn, version: row.version + 1 })
      .where('tenantId', '=', actor.tenantId)
      .where('id', '=', milestoneId)
      .execute();
    const title = row.title;
    await audit({
      kind: 'milestone',
      id: milestoneId,
      under: under(row.taskId),
      before: { title, doneOn: row.doneOn },
      after: { title, doneOn },
    });
    await settled(context, row.taskId);
    return { version: row.version + 1 };
  },
});

export const removeMilestone = write({
  name: 'tasks.removeMilestone',
  summary: '删除节点',
  input: removeMilestoneInput,
  may: mayTry,
  run: async (context, { milestoneId }) => {
    const { db, actor, audit } = context;
    const row = await milestoneOf(context, milestoneId);
    await openTask(context, row.taskId);
    await db.deleteFrom('milestones').where('tenantId', '=', actor.tenantId).where('id', '=', milestoneId).execute();
    const before = { title: row.title, dueOn: row.dueOn, doneOn: row.doneOn };
    await audit({ kind: 'milestone', id: milestoneId, under: under(row.taskId), before });
    await settled(context, row.taskId);
    return null;
  },
});
