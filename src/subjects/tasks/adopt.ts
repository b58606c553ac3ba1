import type { Id } from '../../platform/database/tables';
import type { Context } from '../../platform/operation';
import { adoptTargets, pairsIn } from '../indicators/adopt-targets';
import { changedFields, type Member, membersOf, mergeMembers, planFieldsOf, sameItem } from './rules/adoption';
import { statusOnceSent } from './rules/status';
import type { AdoptInput, AdoptItem, AdoptResult } from './schema';
import { refreshLights } from './store/lights';
import { saveMembers } from './store/members';
import { rebaseTasks } from './store/rebase';
import { changeTask, gramsOfTask, type Task, unitsInTasks } from './store/tasks';

const none = { created: 0, updated: 0, unchanged: 0 };

const createTask = async ({ db, actor, now, audit }: Context, input: AdoptInput, item: AdoptItem): Promise<Id> => {
  const { tenantId } = actor;
  const fields = planFieldsOf(item, input.year);
  const members = membersOf(item.units);
  const leadUnitId = members.find(({ role }) => role === 'lead')?.unitId ?? null;
  const { id } = await db
    .insertInto('tasks')
    .values({
      ...fields,
      tenantId,
      year: input.year,
      source: 'plan',
      planId: input.planId,
      nodeId: item.nodeId,
      leadUnitId,
      startOn: `${input.year}-01-01`,
      adopted: JSON.stringify(item),
      grams: gramsOfTask(fields),
      createdAt: now,
      updatedAt: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await saveMembers(db, tenantId, id, members);
  await audit({ kind: 'task', id, after: { ...fields, units: members } });
  return id;
};

const updateTask = async (context: Context, input: AdoptInput, item: AdoptItem, task: Task, before: AdoptItem) => {
  const { db, actor, now, audit } = context;
  const change = changedFields(before, item, input.year);
  const rows = (await unitsInTasks(db, actor.tenantId, [task.id])).map(({ orgUnitId, role, writtenAs, signedAt }) => ({
    unitId: orgUnitId,
    role,
    writtenAs,
    signedAt,
  }));
  const current: Member[] = rows.map(({ signedAt: _, ...member }) => member);
  const members = mergeMembers(current, membersOf(before.units), membersOf(item.units));
  await saveMembers(db, actor.tenantId, task.id, members);
  const leadUnitId = members.find(({ role }) => role === 'lead')?.unitId ?? null;
  const signedAt = rows.find(({ unitId }) => unitId === leadUnitId)?.signedAt ?? null;
  const underWay = task.status === 'sent' || task.status === 'active';
  await changeTask(
    db,
    task,
    {
      ...change,
      leadUnitId,
      // A new lead has to sign before the task goes on.
      ...(underWay && leadUnitId !== task.leadUnitId ? { signedAt, status: statusOnceSent(signedAt !== null) } : {}),
    },
    now,
  );
  const old = Object.fromEntries(Object.keys(change).map(key => [key, task[key as keyof typeof change]]));
  await audit({ kind: 'task', id: task.id, before: { ...old, units: current }, after: { ...change, units: members } });
};

const rememberItem = ({ db, actor }: Context, taskId: Id, item: AdoptItem) =>
  db
    .updateTable('tasks')
    .set({ adopted: JSON.stringify(item) })
    .where('tenantId', '=', actor.tenantId)
    .where('id', '=', taskId)
    .execute();

/** A task whose item the plan no longer has goes while nobody has seen it; once sent out it stays, for people to decide. */
const removeDropped = async ({ db, actor, audit }: Context, tasks: readonly Task[], items: readonly AdoptItem[]) => {
  const kept = new Set(items.map(({ nodeId }) => nodeId));
  for (const task of tasks) {
    if (task.status !== 'draft' || task.nodeId === null || kept.has(task.nodeId)) continue;
    await audit({
      kind: 'task',
      id: task.id,
      before: { number: task.number, title: task.title, content: task.content },
    });
    await db.deleteFrom('tasks').where('tenantId', '=', actor.tenantId).where('id', '=', task.id).execute();
  }
};

/**
 * From the items of a settled plan to tasks, their units, indicators, targets with trajectories, and pairs. Run inside the
 * write `plans.adopt`. The second time nothing changes; after further corrections only what the plan changed is taken
 * over, and work (state, signatures, reports, edits in the ledger) stays.
 */
export async function adoptPlan(context: Context, input: AdoptInput): Promise<AdoptResult> {
  const { db, actor, today } = context;
  const { tenantId } = actor;
  const dropped = await rebaseTasks(context, input);
  const tasks = await db
    .selectFrom('tasks')
    .selectAll()
    .where('tenantId', '=', tenantId)
    .where('planId', '=', input.planId)
    .orderBy('id')
    .forUpdate()
    .execute();
  const byNode = new Map(tasks.map(task => [task.nodeId, task]));
  const result: AdoptResult = { tasks: { ...none }, targets: { ...none, pairs: 0 }, dropped };
  const changed: Id[] = [];
  for (const item of input.items) {
    result.targets.pairs += pairsIn(item.targets).length;
    const task = byNode.get(item.nodeId);
    const before = task?.adopted ?? null;
    if (task && before && sameItem(before, item)) {
      result.tasks.unchanged += 1;
      result.targets.unchanged += item.targets.length;
      continue;
    }
    if (task) await updateTask(context, input, item, task, before ?? item);
    const taskId = task?.id ?? (await createTask(context, input, item));
    const home = {
      planId: input.planId,
      taskId,
      nodeId: item.nodeId,
      year: input.year,
      dueOn: item.dueOn ?? `${input.year}-12-31`,
    };
    const counts = await adoptTargets(context, home, item.targets, before?.targets ?? []);
    result.targets.created += counts.created;
    result.targets.updated += counts.updated;
    result.targets.unchanged += counts.unchanged;
    result.tasks[task ? 'updated' : 'created'] += 1;
    if (task) await rememberItem(context, taskId, item);
    changed.push(taskId);
  }
  await removeDropped(context, tasks, input.items);
  await refreshLights(db, tenantId, changed, today);
  return result;
}
