import { Refusal } from '../../../kernel/refusal';
import type { Id } from '../../../platform/database/tables';
import { type Context, write } from '../../../platform/operation';
import { expectOpenUnits } from '../../org/reads';
import { maySupervise } from '../policy';
import { statusOnceSent } from '../rules/status';
import { assignInput, type UnitRole } from '../schema';
import { refreshLights } from '../store/lights';
import { saveMembers } from '../store/members';
import { changeTask, editableOf, lastEditor, lockTasks, refuseState, type Task, unitsInTasks } from '../store/tasks';

type Member = { unitId: Id; role: UnitRole };

/** Who is in the task afterwards. A former lead stays as responsible, unless it is taken out as well. */
const membersAfter = (
  members: readonly Member[],
  leadUnitId: Id | null,
  add: readonly Id[],
  remove: readonly Id[],
): Member[] => {
  const kept = members
    .filter(({ unitId }) => !remove.includes(unitId) || unitId === leadUnitId)
    .map(
      ({ unitId, role }): Member => ({
        unitId,
        role: unitId === leadUnitId ? 'lead' : role === 'lead' ? 'responsible' : role,
      }),
    );
  const known = new Set(kept.map(({ unitId }) => unitId));
  const wanted = new Set([...(leadUnitId ? [leadUnitId] : []), ...add].filter(id => !known.has(id)));
  const added = [...wanted].map((unitId): Member => ({ unitId, role: unitId === leadUnitId ? 'lead' : 'responsible' }));
  return [...kept, ...added].sort((a, b) => Number(a.role !== 'lead') - Number(b.role !== 'lead'));
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
    // Units before tasks, as a reform locks them.
    await expectOpenUnits(db, tenantId, [...(input.leadUnitId ? [input.leadUnitId] : []), ...input.addUnitIds]);
    const tasks = await lockTasks(context, [...versions.keys()]);
    await expectVersions(context, tasks, versions);
    const units = await unitsInTasks(db, tenantId, [...versions.keys()]);
    const result: { taskId: Id; version: number }[] = [];
    for (const task of tasks) {
      const rows = units.filter(({ taskId }) => taskId === task.id);
      const before = rows.map(({ orgUnitId, role }): Member => ({ unitId: orgUnitId, role }));
      const leadUnitId = input.leadUnitId ?? task.leadUnitId;
      if (leadUnitId && leadUnitId === task.leadUnitId && input.removeUnitIds.includes(leadUnitId))
        refuseState(actor, 'lead-needed');
      if (input.dueOn && input.dueOn < task.startOn) refuseState(actor, 'due-before-start');
      const after = membersAfter(before, leadUnitId, input.addUnitIds, input.removeUnitIds);
      await saveMembers(db, tenantId, task.id, after);
      const signedAt = rows.find(({ orgUnitId }) => orgUnitId === leadUnitId)?.signedAt ?? null;
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
      await audit({
        kind: 'task',
        id: task.id,
        before: { units: before, dueOn: task.dueOn, leaderName: task.leaderName },
        after: {
          units: after,
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
