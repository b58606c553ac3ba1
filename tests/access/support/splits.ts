import type { Db } from '../../../src/platform/database/connect';
import type { Id } from '../../../src/platform/database/tables';
import { inTenant } from '../../../src/platform/database/tenant';

const dueOn = '2099-12-31';

/** A target of the task under the indicator of this name. */
export const addTarget = async (db: Db, tenantId: Id, taskId: Id, name: string): Promise<Id> => {
  const createdAt = new Date().toISOString();
  const { id: indicatorId } = await db
    .insertInto('indicators')
    .values({ tenantId, name, createdAt })
    .onConflict(conflict => conflict.columns(['tenantId', 'name', 'unit']).doUpdateSet({ name }))
    .returning('id')
    .executeTakeFirstOrThrow();
  const { id } = await db
    .insertInto('targets')
    .values({ tenantId, indicatorId, taskId, comparator: 'ge', value: '1', dueOn })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
};

type Given = { id: Id; value: string; note: string };

const addSplit = async (
  db: Db,
  tenantId: Id,
  targetId: Id,
  by: Id,
  to: Given,
  state: 'draft' | 'sent',
): Promise<Id> => {
  const at = new Date().toISOString();
  const sent = state === 'sent' ? { sentAt: at } : {};
  const split = { tenantId, targetId, orgUnitId: by, method: 'manual' as const, rule: 'sum' as const };
  const { id: allocationId } = await db
    .insertInto('allocations')
    .values({ ...split, state, createdAt: at, ...sent })
    .returning('id')
    .executeTakeFirstOrThrow();
  const part = { tenantId, allocationId, orgUnitId: to.id, value: to.value, note: to.note };
  await db.insertInto('allocationParts').values(part).execute();
  return allocationId;
};

export type Splits = {
  /** Sent out, by the unit above the part's. */
  targetId: Id;
  allocationId: Id;
  splitUnitId: Id;
  partUnitId: Id;
  /** Drafts of the same for two other targets: one that adds up, one that does not. */
  draftTargetId: Id;
  draftSplitId: Id;
  unbalancedSplitId: Id;
};

/** A task's target split down the way from the body to a unit, each step sent to the next; `word` stands in the last part. */
export const splitsOf = async (
  owner: Db,
  tenantId: Id,
  { taskId, targetId, name, way, word }: { taskId: Id; targetId: Id; name: string; way: readonly Id[]; word: string },
): Promise<Splits> =>
  inTenant(owner, tenantId, async db => {
    const [splitUnitId, partUnitId] = way.slice(-2) as [Id, Id];
    const goDown = async (target: Id, state: 'draft' | 'sent', value: string): Promise<Id> => {
      for (const [step, by] of way.slice(0, -2).entries())
        await addSplit(db, tenantId, target, by, { id: way[step + 1]!, value: '1', note: '' }, 'sent');
      return addSplit(db, tenantId, target, splitUnitId, { id: partUnitId, value, note: word }, state);
    };
    const draftTargetId = await addTarget(db, tenantId, taskId, name);
    return {
      targetId,
      splitUnitId,
      partUnitId,
      allocationId: await goDown(targetId, 'sent', '1'),
      draftTargetId,
      draftSplitId: await goDown(draftTargetId, 'draft', '1'),
      unbalancedSplitId: await goDown(await addTarget(db, tenantId, taskId, name), 'draft', '2'),
    };
  });
