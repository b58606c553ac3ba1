import { Refusal } from '../../../kernel/refusal';
import type { Db } from '../../../platform/database/connect';
import type { Id } from '../../../platform/database/tables';
import { type Context, write } from '../../../platform/operation';
import { maySupervise } from '../policy';
import { statusOnceSent } from '../rules/status';
import { assignInput, type UnitRole } from '../schema';
import { refreshLights } from '../store/lights';
import { changeTask, editableOf, lastEditor, lockTasks, refuseState, type Task, unitsInTasks } from '../store/tasks';
import { expectUnits } from './edit';

type Member = { orgUnitId: Id; role: UnitRole; signedAt: string | null };

/** Who is in the task afterwards. A former lead stays as responsible, unless it is taken out as well. */
const membersAfter = (
  members: readonly Member[],
  leadUnitId: Id | null,
  add: readonly Id[],
  remove: readonly Id[],
): { orgUnitId: Id; role: UnitRole }[] => {
  const kept = members
    .filter(({ orgUnitId }) => !remove.includes(orgUnitId) || orgUnitId === leadUnitId)
    .map(({ orgUnitId, role }): { orgUnitId: Id; role: UnitRole } => ({
      orgUnitId,
      role: orgUnitId === leadUnitId ? 'lead' : role === 'lead' ? 'responsible' : role,
    }));
  const known = new Set(kept.map(({ orgUnitId }) => orgUnitId));
  const wanted = [...(leadUnitId ? [leadUnitId] : []), ...add].filter(id => !known.has(id));
  return [
    ...kept,
    ...[...new Set(wanted)].map(orgUnitId => ({
      orgUnitId,
      role: orgUnitId === leadUnitId ? ('lead' as const) : ('responsible' as const),
    })),
  ];
};

const saveMembers = async (
  db: Db,
  tenantId: Id,
  taskId: Id,
  before: readonly Member[],
  after: readonly { orgUnitId: Id; role: UnitRole }[],
): Promise<void> => {
  const gone = before.filter(one => !after.some(({ orgUnitId }) => orgUnitId === one.orgUnitId));
  if (gone.length)
    await db
      .deleteFrom('taskUnits')
      .where('tenantId', '=', tenantId)
      .where('taskId', '=', taskId)
      .where(
        'orgUnitId',
        'in',
        gone.map(({ orgUnitId }) => orgUnitId),
      )
      .execute();
  if (after.length === 0) return;
  await db
    .insertInto('taskUnits')
    .values(after.map(({ orgUnitId, role }, sort) => ({ tenantId, taskId, orgUnitId, role, sort })))
    .onConflict(conflict =>
      conflict
        .columns(['tenantId', 'taskId', 'orgUnitId'])
        .doUpdateSet(eb => ({ role: eb.ref('excluded.role'), sort: eb.ref('excluded.sort') })),
    )
    .execute();
};

/** All or none: one task that was changed meanwhile stops the whole, and every such task is named. */
const expectVersions = async ({ db, actor }: Context, tasks: readonly Task[], versions: ReadonlyMap<Id, number>) => {
  const changed = tasks.filter(task => versions.get(task.id) !== task.version);
  if (changed.length === 0) return;
  const by = await lastEditor(db, actor.tenantId, 'task', changed[0]!.id);
  throw new Refusal('changed-meanwhile', {
    by,
    current: changed.length === 1 ? editableOf(changed[0]!) : changed.map(editableOf),
    taskIds: changed.map(({ id }) => id),
  });
};

export const assignTasks = write({
  name: 'tasks.assign',
  summary: '批量调整牵头单位、责任单位、期限、分管领导',
  input: assignInput,
  may: maySupervise,
  run: async (context, input) => {
    const { db, actor, now, today, audit } = context;
    const { tenantId } = actor;
    const versions = new Map(input.tasks.map(({ taskId, version }) => [taskId, version]));
    const tasks = await lockTasks(context, [...versions.keys()]);
    await expectVersions(context, tasks, versions);
    await expectUnits(context, [...(input.leadUnitId ? [input.leadUnitId] : []), ...input.addUnitIds]);
    const units = await unitsInTasks(db, tenantId, [...versions.keys()]);
    const result: { taskId: Id; version: number }[] = [];
    for (const task of tasks) {
      const before = units.filter(({ taskId }) => taskId === task.id);
      const leadUnitId = input.leadUnitId ?? task.leadUnitId;
      if (leadUnitId && leadUnitId === task.leadUnitId && input.removeUnitIds.includes(leadUnitId))
        refuseState(actor, 'lead-needed');
      if (input.dueOn && input.dueOn < task.startOn) refuseState(actor, 'due-before-start');
      const after = membersAfter(before, leadUnitId, input.addUnitIds, input.removeUnitIds);
      await saveMembers(db, tenantId, task.id, before, after);
      const signedAt = before.find(({ orgUnitId }) => orgUnitId === leadUnitId)?.signedAt ?? null;
      const sent = task.status === 'sent' || task.status === 'active';
      const version = await changeTask(
        db,
        task,
        {
          leadUnitId,
          ...(input.dueOn ? { dueOn: input.dueOn, dueAssumed: false } : {}),
          ...(input.leaderName !== undefined ? { leaderName: input.leaderName } : {}),
          ...(sent ? { signedAt, status: statusOnceSent(signedAt !== null) } : {}),
        },
        now,
      );
      const shape = ({ orgUnitId, role }: { orgUnitId: Id; role: UnitRole }) => ({ unitId: orgUnitId, role });
      await audit({
        kind: 'task',
        id: task.id,
        before: { units: before.map(shape), dueOn: task.dueOn, leaderName: task.leaderName },
        after: {
          units: after.map(shape),
          dueOn: input.dueOn ?? task.dueOn,
          leaderName: input.leaderName === undefined ? task.leaderName : input.leaderName,
        },
      });
      result.push({ taskId: task.id, version });
    }
    await refreshLights(db, tenantId, [...versions.keys()], today);
    return { tasks: result };
  },
});
