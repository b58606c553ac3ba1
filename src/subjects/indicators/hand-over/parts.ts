import { sql } from 'kysely';
import type { Db } from '../../../platform/database/connect';
import type { Decimal, Id } from '../../../platform/database/tables';
import type { Context } from '../../../platform/operation';
import type { Handed, Heir, Keeping } from '../../org/hand-over';
import type { Held } from '../../org/schema';
import { type Allocation, allocationsWhere, wayOf } from '../allocation/reads';
import { mergedShare } from '../rules/merge-parts';

export const partsHeld: Keeping['held'] = async ({ db, actor }, unitIds) => {
  const { rows } = await sql<Omit<Held, 'kind'>>`
    select a.id::text as id, p.org_unit_id as unit_id, i.name
    from allocation_parts p
    join allocations a on a.tenant_id = p.tenant_id and a.id = p.allocation_id
    join targets g on g.tenant_id = a.tenant_id and g.id = a.target_id
    join tasks t on t.tenant_id = g.tenant_id and t.id = g.task_id and t.status <> 'done'
    join indicators i on i.tenant_id = g.tenant_id and i.id = g.indicator_id
    where p.tenant_id = ${actor.tenantId} and p.org_unit_id = any(${[...unitIds]}::bigint[])
    order by a.id, p.org_unit_id`.execute(db);
  return rows.map(row => ({ kind: 'target' as const, ...row }));
};

export type Part = {
  value: Decimal | null;
  weight: Decimal | null;
  last: Decimal | null;
  fixed: boolean;
  note: string;
  signedBy: Id | null;
  signedAs: string | null;
  signedAt: string | null;
};

/** `own`: the part as it was; `other`: that which the other unit had; `merged`: what became of the two; `state`: of the split. */
type Before = { own: Part; other: Part | null; merged: Decimal | null; state: 'draft' | 'sent' };

export const partOf = (db: Db, tenantId: Id, allocationId: Id, unitId: Id): Promise<Part | undefined> =>
  db
    .selectFrom('allocationParts')
    .select(['value', 'weight', 'last', 'fixed', 'note', 'signedBy', 'signedAs', 'signedAt'])
    .where('tenantId', '=', tenantId)
    .where('allocationId', '=', allocationId)
    .where('orgUnitId', '=', unitId)
    .executeTakeFirst();

const chosen = (db: Db, tenantId: Id, allocationId: Id, unitId: Id) => ({
  set: (change: Partial<Part> & { orgUnitId?: Id }) =>
    db
      .updateTable('allocationParts')
      .set(change)
      .where('tenantId', '=', tenantId)
      .where('allocationId', '=', allocationId)
      .where('orgUnitId', '=', unitId)
      .execute(),
  remove: () =>
    db
      .deleteFrom('allocationParts')
      .where('tenantId', '=', tenantId)
      .where('allocationId', '=', allocationId)
      .where('orgUnitId', '=', unitId)
      .execute(),
  insert: (part: Part) =>
    db
      .insertInto('allocationParts')
      .values({ tenantId, allocationId, orgUnitId: unitId, ...part })
      .execute(),
});

/** The split is another one than whoever looks at it has seen; `draft`: it has to be sent out anew. */
const turnPage = (db: Db, tenantId: Id, allocationId: Id, state?: 'draft' | 'sent') =>
  db
    .updateTable('allocations')
    .set({ version: sql`version + 1`, ...(state ? { state } : {}) })
    .where('tenantId', '=', tenantId)
    .where('id', '=', allocationId)
    .execute();

const lockSplit = async ({ db, actor }: Context, id: Id): Promise<Allocation | undefined> =>
  (await allocationsWhere(db, actor.tenantId, sql`a.id = ${id}`, { lock: true }))[0];

const note = ({ audit }: Context, split: Allocation, before: unknown, after: unknown): Promise<void> =>
  audit({ kind: 'allocation', id: split.id, under: { kind: 'target', id: split.target.id }, before, after });

const unsigned = { signedBy: null, signedAs: null, signedAt: null };

/**
 * 承接目标: the part goes to the other unit in the same split, signed as it is. Where that unit has one already the two are one; it has
 * not signed for that value, so it signs again. Ended, the split is a draft again: whoever gave the part gives it elsewhere.
 */
export const passPart = async (context: Context, held: Held, { toId, ended }: Heir): Promise<Before> => {
  const { db, actor } = context;
  const { id, unitId } = held;
  const split = (await lockSplit(context, id))!;
  const own = (await partOf(db, actor.tenantId, id, unitId))!;
  const mine = chosen(db, actor.tenantId, id, unitId);
  const other = toId === null ? null : ((await partOf(db, actor.tenantId, id, toId)) ?? null);
  let merged = own.value;
  if (toId === null) await mine.remove();
  else if (other === null) await mine.set({ orgUnitId: toId });
  else {
    const share = mergedShare(split.rule, wayOf(split.target), other, own);
    merged = share.value;
    await mine.remove();
    await chosen(db, actor.tenantId, id, toId).set({ ...share, ...(share.value === other.value ? {} : unsigned) });
  }
  await turnPage(db, actor.tenantId, id, toId === null ? 'draft' : undefined);
  const parts = (of: Id | null, value: Decimal | null) => (of === null ? {} : { [of]: value });
  const before = { parts: { ...parts(unitId, own.value), ...(other ? parts(toId, other.value) : {}) } };
  await note(context, split, before, {
    parts: parts(toId, merged),
    ...(ended === undefined ? {} : { state: 'draft', reason: ended }),
  });
  return { own, other, merged, state: split.state };
};

/** The part goes back, unless the split was worked on since. */
export const givePartBack = async (context: Context, handed: Handed): Promise<boolean> => {
  const { db, actor } = context;
  const { subjectId: id, unitId, toUnitId } = handed;
  const { own, other, merged, state } = handed.before as Before;
  const split = await lockSplit(context, id);
  if (!split || (await partOf(db, actor.tenantId, id, unitId))) return false;
  const mine = chosen(db, actor.tenantId, id, unitId);
  if (toUnitId === null) {
    await mine.insert(own);
    await turnPage(db, actor.tenantId, id, state);
  } else {
    const theirs = chosen(db, actor.tenantId, id, toUnitId);
    const now = await partOf(db, actor.tenantId, id, toUnitId);
    if (!now || now.value !== merged) return false;
    if (other === null) await theirs.set({ orgUnitId: unitId });
    else {
      await theirs.set(other);
      await mine.insert(own);
    }
    await turnPage(db, actor.tenantId, id);
  }
  const before = toUnitId === null ? undefined : { parts: { [toUnitId]: merged } };
  const theirs = toUnitId !== null && other ? { [toUnitId]: other.value } : {};
  await note(context, split, before, { parts: { [unitId]: own.value, ...theirs } });
  return true;
};
