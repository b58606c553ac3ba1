import type { Context } from '../../../platform/operation';
import { rebaseTargets } from '../../indicators/adopt-targets';
import type { AdoptInput } from '../schema';

/**
 * The tasks of an earlier version of a plan become those of its revised version: same task, same reports, another place in
 * the text. A task whose item is gone is marked and stays where it came from; nothing is deleted.
 */
export async function rebaseTasks(context: Context, { planId, revises, items }: AdoptInput): Promise<number> {
  if (!revises) return 0;
  const { db, actor, now, audit } = context;
  const { tenantId } = actor;
  const [nodes, targets] = [new Map(revises.nodes), new Map(revises.targets)];
  const taken = new Set((await tasksOf(context, planId)).map(task => task.nodeId));
  const wanted = new Set(items.map(item => item.nodeId));
  let dropped = 0;
  for (const { id, nodeId, adopted, droppedAt } of await tasksOf(context, revises.planId)) {
    const to = nodes.get(nodeId ?? '');
    const change = db.updateTable('tasks').where('tenantId', '=', tenantId).where('id', '=', id);
    if (to === undefined || !wanted.has(to) || taken.has(to) || !adopted) {
      if (droppedAt !== null) continue;
      dropped += 1;
      await change.set({ droppedAt: now, updatedAt: now }).execute();
      await audit({ kind: 'task', id, before: { droppedAt: null }, after: { droppedAt: now, planId } });
      continue;
    }
    const item = {
      ...adopted,
      nodeId: to,
      targets: adopted.targets.map(target => ({ ...target, key: targets.get(target.key) ?? target.key })),
    };
    await change.set({ planId, nodeId: to, adopted: JSON.stringify(item), droppedAt: null }).execute();
    await rebaseTargets(db, tenantId, { taskId: id, planId, nodeId: to }, targets);
  }
  return dropped;
}

const tasksOf = ({ db, actor }: Context, planId: string) =>
  db
    .selectFrom('tasks')
    .select(['id', 'nodeId', 'adopted', 'droppedAt'])
    .where('tenantId', '=', actor.tenantId)
    .where('planId', '=', planId)
    .orderBy('id')
    .forUpdate()
    .execute();
