import { sql } from 'kysely';
import type { Db } from '../../../platform/database/connect';
import type { Decimal, Id } from '../../../platform/database/tables';
import type { Context } from '../../../platform/operation';
import { type Handed, type Heir, handoversTo, type Keeping, noteBefore } from '../../org/hand-over';
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

/**
 * `own`: the part as it was; `other`: that which the other unit had; `merged`: what became of the two; `state`: of the split before,
 * and `version`: after, to see whether anybody worked on it (missing in what earlier versions noted).
 */
type Before = { own: Part; other: Part | null; merged: Decimal | null; state: 'draft' | 'sent'; version?: number };

export const partOf = (db: Db, tenantId: Id, allocationId: Id, unitId: Id): Promise<Part | undefined> =>
  db
    .selectFrom('allocationParts')
    .select(['value', 'weight', 'last', 'fixed', 'note', 'signedBy', 'signedAs', 'signedAt'])
    .where('tenantId', '=', tenantId)
    .where('allocationId', '=', allocationId)
    .where('orgUnitId', '=', unitId)
    .executeTakeFirst();

export const chosen = (db: Db, tenantId: Id, allocationId: Id, unitId: Id) => ({
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

/** The split is another one than whoever looks at it has seen; `draft`: it has to be sent out anew. Returns its version. */
const turnPage = async (db: Db, tenantId: Id, allocationId: Id, state?: 'draft' | 'sent'): Promise<number> => {
  const { version } = await db
    .updateTable('allocations')
    .set({ version: sql`version + 1`, ...(state ? { state } : {}) })
    .where('tenantId', '=', tenantId)
    .where('id', '=', allocationId)
    .returning('version')
    .executeTakeFirstOrThrow();
  return version;
};

export const lockSplit = async ({ db, actor }: Context, id: Id): Promise<Allocation | undefined> =>
  (await allocationsWhere(db, actor.tenantId, sql`a.id = ${id}`, { lock: true }))[0];

const note = ({ audit }: Context, split: Allocation, before: unknown, after: unknown): Promise<void> =>
  audit({ kind: 'allocation', id: split.id, under: { kind: 'target', id: split.target.id }, before, after });

const unsigned = { signedBy: null, signedAs: null, signedAt: null };

/** A part once another one has come to it; nobody has signed for another value yet. */
export const together = (split: Allocation, other: Part, own: Part): Part => {
  const share = mergedShare(split.rule, wayOf(split.target), other, own);
  return { ...other, ...share, ...(share.value === other.value ? {} : unsigned) };
};

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
    const both = together(split, other, own);
    merged = both.value;
    await mine.remove();
    await chosen(db, actor.tenantId, id, toId).set(both);
  }
  const version = await turnPage(db, actor.tenantId, id, toId === null ? 'draft' : undefined);
  const parts = (of: Id | null, value: Decimal | null) => (of === null ? {} : { [of]: value });
  const before = { parts: { ...parts(unitId, own.value), ...(other ? parts(toId, other.value) : {}) } };
  await note(context, split, before, {
    parts: parts(toId, merged),
    ...(ended === undefined ? {} : { state: 'draft', reason: ended }),
  });
  return { own, other, merged, state: split.state, version };
};

/** What the other unit's part is without that which goes back: its own, and what has come to it since, each noted anew. */
const partLeft = async (
  { db, actor }: Context,
  split: Allocation,
  own: Part | null,
  later: readonly Handed[],
): Promise<Part | null> => {
  let part = own;
  for (const one of later) {
    const before = one.before as Before;
    const next = part === null ? before.own : together(split, part, before.own);
    await noteBefore(db, actor.tenantId, one, { ...before, other: part, merged: next.value });
    part = next;
  }
  return part;
};

/** The part goes back, unless the split was worked on since. */
export const givePartBack = async (context: Context, handed: Handed): Promise<boolean> => {
  const { db, actor } = context;
  const { subjectId: id, unitId, toUnitId } = handed;
  const { own, other, state, version } = handed.before as Before;
  const split = await lockSplit(context, id);
  if (!split || (await partOf(db, actor.tenantId, id, unitId))) return false;
  const mine = chosen(db, actor.tenantId, id, unitId);
  if (toUnitId === null) {
    await mine.insert(own);
    // Worked on meanwhile it may give more than there is: it has to be sent out anew.
    await turnPage(db, actor.tenantId, id, split.version === version ? state : 'draft');
    await note(context, split, undefined, { parts: { [unitId]: own.value } });
    return true;
  }
  const came = await handoversTo(db, actor.tenantId, toUnitId, { kinds: ['target'], subjectId: id });
  const later = came.slice(came.findIndex(one => one.unitId === unitId) + 1);
  const { merged } = (later.at(-1) ?? handed).before as Before;
  const now = await partOf(db, actor.tenantId, id, toUnitId);
  if (!now || now.value !== merged) return false;
  const theirs = chosen(db, actor.tenantId, id, toUnitId);
  const left = await partLeft(context, split, other, later);
  if (left === null) await theirs.set({ orgUnitId: unitId });
  else {
    await theirs.set(left);
    await mine.insert(own);
  }
  await turnPage(db, actor.tenantId, id);
  const after = { [unitId]: own.value, ...(left ? { [toUnitId]: left.value } : {}) };
  await note(context, split, { parts: { [toUnitId]: merged } }, { parts: after });
  return true;
};
