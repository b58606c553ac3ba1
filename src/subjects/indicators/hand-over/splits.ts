import { sql } from 'kysely';
import type { Id } from '../../../platform/database/tables';
import type { Context } from '../../../platform/operation';
import type { Handed, Heir, Keeping } from '../../org/hand-over';
import type { Held } from '../../org/schema';
import { chosen, lockSplit, type Part, partOf, together } from './parts';

export const splitsHeld: Keeping['held'] = async ({ db, actor }, unitIds) => {
  const { rows } = await sql<Omit<Held, 'kind'>>`
    select a.id::text as id, a.org_unit_id as unit_id, i.name
    from allocations a
    join targets g on g.tenant_id = a.tenant_id and g.id = a.target_id
    join tasks t on t.tenant_id = g.tenant_id and t.id = g.task_id and t.status <> 'done'
    join indicators i on i.tenant_id = g.tenant_id and i.id = g.indicator_id
    where a.tenant_id = ${actor.tenantId} and a.org_unit_id = any(${[...unitIds]}::bigint[])
    order by a.id`.execute(db);
  return rows.map(row => ({ kind: 'split' as const, ...row }));
};

/**
 * The split and its parts as rows, and into which other split they went, null where it went over whole; `intoState`: of that one before,
 * and `intoVersion`: after, to see whether anybody worked on it (missing in what earlier versions noted).
 */
type Before = {
  split: { targetId: Id; state: 'draft' | 'sent'; version: number };
  parts: ({ unitId: Id } & Part)[];
  /** Parts of units that had one in the other split too: that one as it was, and what the two came to. */
  joined?: { unitId: Id; was: Part; value: Part['value'] }[];
  intoId: Id | null;
  intoState: 'draft' | 'sent' | null;
  intoVersion?: number;
};

const rowsOf = async ({ db, actor }: Context, id: Id) => {
  const { rows } = await sql<Pick<Before, 'split' | 'parts'>>`
    select jsonb_build_object('id', a.id::text, 'targetId', a.target_id::text, 'unitId', a.org_unit_id::text, 'method', a.method,
        'rule', a.rule, 'baseFigure', a.base_figure, 'basePeriod', a.base_period, 'state', a.state, 'waiver', a.waiver,
        'waivedAs', a.waived_as, 'waivedBy', a.waived_by::text, 'waivedAt', a.waived_at, 'sentBy', a.sent_by::text,
        'sentAt', a.sent_at, 'keepsLast', a.keeps_last, 'createdAt', a.created_at, 'version', a.version) as split,
      coalesce((select jsonb_agg(jsonb_build_object('unitId', p.org_unit_id::text, 'value', p.value::text, 'weight', p.weight::text, 'last', p.last::text,
          'fixed', p.fixed, 'note', p.note, 'signedBy', p.signed_by::text, 'signedAs', p.signed_as, 'signedAt', p.signed_at))
        from allocation_parts p where p.tenant_id = a.tenant_id and p.allocation_id = a.id), '[]') as parts
    from allocations a where a.tenant_id = ${actor.tenantId} and a.id = ${id} for update`.execute(db);
  return rows[0];
};

const insertParts = async ({ db, actor }: Context, id: Id, parts: readonly object[]): Promise<void> => {
  await sql`
    insert into allocation_parts (tenant_id, allocation_id, org_unit_id, value, weight, last, fixed, note, signed_by, signed_as, signed_at)
    select ${actor.tenantId}::bigint, ${id}::bigint, x."unitId", x.value, x.weight, x.last, x.fixed, x.note, x."signedBy", x."signedAs",
      x."signedAt"
    from jsonb_to_recordset(${JSON.stringify(parts)}::jsonb) as x("unitId" bigint, value numeric, weight numeric, last numeric, fixed boolean,
      note text, "signedBy" bigint, "signedAs" text, "signedAt" timestamptz)
    on conflict do nothing`.execute(db);
};

const setSplit = async (
  { db, actor }: Context,
  id: Id,
  change: { orgUnitId?: Id; state?: 'draft' | 'sent' },
): Promise<number> => {
  const { version } = await db
    .updateTable('allocations')
    .set({ ...change, version: sql`version + 1` })
    .where('tenantId', '=', actor.tenantId)
    .where('id', '=', id)
    .returning('version')
    .executeTakeFirstOrThrow();
  return version;
};

const removeSplit = ({ db, actor }: Context, id: Id) =>
  db.deleteFrom('allocations').where('tenantId', '=', actor.tenantId).where('id', '=', id).execute();

const splitOf = ({ db, actor }: Context, targetId: Id, unitId: Id) =>
  db
    .selectFrom('allocations')
    .select(['id', 'state', 'version'])
    .where('tenantId', '=', actor.tenantId)
    .where('targetId', '=', targetId)
    .where('orgUnitId', '=', unitId)
    .forUpdate()
    .executeTakeFirst();

/** Brings parts into a split; where a unit has a part there already, the two are one. Returns those. */
const bringIn = async (
  context: Context,
  intoId: Id,
  parts: Before['parts'],
): Promise<NonNullable<Before['joined']>> => {
  const { db, actor } = context;
  const split = (await lockSplit(context, intoId))!;
  const joined: NonNullable<Before['joined']> = [];
  for (const { unitId, ...own } of parts) {
    const was = await partOf(db, actor.tenantId, intoId, unitId);
    if (!was) continue;
    const both = together(split, was, own);
    await chosen(db, actor.tenantId, intoId, unitId).set(both);
    joined.push({ unitId, was, value: both.value });
  }
  await insertParts(context, intoId, parts);
  return joined;
};

/**
 * 目标分解: the split goes to the other unit as it is. Where that unit splits the target itself, the parts come together in its split; one
 * that not both had sent out is a draft again. Ended, it is taken away, and the audit keeps it.
 */
export const passSplit = async (context: Context, held: Held, { toId, ended }: Heir): Promise<Before> => {
  const { split, parts } = (await rowsOf(context, held.id))!;
  const into = toId === null ? undefined : await splitOf(context, split.targetId, toId);
  let intoVersion: number | undefined;
  let joined: Before['joined'];
  if (toId === null) await removeSplit(context, held.id);
  else if (!into) await setSplit(context, held.id, { orgUnitId: toId });
  else {
    await removeSplit(context, held.id);
    joined = await bringIn(context, into.id, parts);
    const state = into.state === 'sent' && split.state === 'sent' ? 'sent' : 'draft';
    intoVersion = await setSplit(context, into.id, { state });
  }
  const after = toId === null ? { ended } : { unitId: toId, ...(into ? { into: into.id } : {}) };
  const before = { unitId: held.unitId, parts: parts.map(({ unitId }) => unitId) };
  const under = { kind: 'target', id: split.targetId };
  await context.audit({ kind: 'allocation', id: held.id, under, before, after });
  return { split, parts, joined, intoId: into?.id ?? null, intoState: into?.state ?? null, intoVersion };
};

/** Takes those parts out of a split that are still as they came into it. */
const takeOut = async (
  { db, actor }: Context,
  fromId: Id,
  parts: Before['parts'],
  joined: NonNullable<Before['joined']>,
): Promise<Before['parts']> => {
  const { tenantId } = actor;
  const out = new Set<Id>();
  for (const { unitId, was, value } of joined) {
    const now = await partOf(db, tenantId, fromId, unitId);
    if (now?.value !== value) continue;
    await chosen(db, tenantId, fromId, unitId).set(was);
    out.add(unitId);
  }
  const alone = parts.filter(({ unitId }) => !joined.some(one => one.unitId === unitId));
  const { rows } = await sql<{ unitId: Id }>`
    delete from allocation_parts p using jsonb_to_recordset(${JSON.stringify(alone)}::jsonb) as x("unitId" bigint, value numeric)
    where p.tenant_id = ${tenantId} and p.allocation_id = ${fromId} and p.org_unit_id = x."unitId"
      and p.value is not distinct from x.value
    returning p.org_unit_id as unit_id`.execute(db);
  for (const { unitId } of rows) out.add(unitId);
  return parts.filter(({ unitId }) => out.has(unitId));
};

/** Puts a split back as it was; `anew` where its number goes on naming what has come to the other unit since. */
const insertSplit = async ({ db, actor }: Context, split: object, anew: boolean): Promise<Id> => {
  const number = anew ? { name: sql``, value: sql`` } : { name: sql`id, `, value: sql`x.id, ` };
  const { rows } = await sql<{ id: Id }>`
    insert into allocations (tenant_id, ${number.name}target_id, org_unit_id, method, rule, base_figure, base_period, state, waiver, waived_as,
      waived_by, waived_at, sent_by, sent_at, keeps_last, created_at, version)
    select ${actor.tenantId}::bigint, ${number.value}x."targetId", x."unitId", x.method, x.rule, x."baseFigure", x."basePeriod", x.state,
      x.waiver, x."waivedAs", x."waivedBy", x."waivedAt", x."sentBy", x."sentAt", x."keepsLast", x."createdAt", x.version + 1
    from jsonb_to_record(${JSON.stringify(split)}::jsonb) as x(id bigint, "targetId" bigint, "unitId" bigint, method text,
      rule text, "baseFigure" text, "basePeriod" text, state text, waiver text, "waivedAs" text, "waivedBy" bigint,
      "waivedAt" timestamptz, "sentBy" bigint, "sentAt" timestamptz, "keepsLast" boolean, "createdAt" timestamptz,
      version int)
    returning id`.execute(db);
  return rows[0]!.id;
};

/** Whether other units' parts have come into a split since it passed to the unit as a whole. */
const cameInto = async ({ db, actor }: Context, id: Id, unitId: Id): Promise<boolean> => {
  const { rows } = await sql`
    select 1 from unit_handovers h where h.tenant_id = ${actor.tenantId} and h.to_unit_id = ${unitId} and h.kind = 'split'
      and h.before ->> 'intoId' = ${id} limit 1`.execute(db);
  return rows.length > 0;
};

/** The split goes back, with those of its parts that are still where they went. */
export const giveSplitBack = async (context: Context, handed: Handed): Promise<boolean> => {
  const { db, actor, audit } = context;
  const { subjectId: id, unitId, toUnitId } = handed;
  const { split, parts, joined, intoId, intoState, intoVersion } = handed.before as Before;
  const { targetId } = split;
  if (await splitOf(context, targetId, unitId)) return false;
  const whole = toUnitId !== null && intoId === null;
  const shared = whole && (await cameInto(context, id, toUnitId));
  if (whole && !shared) {
    const { rows } = await sql`
      update allocations a set org_unit_id = ${unitId}, version = a.version + 1
      where a.tenant_id = ${actor.tenantId} and a.id = ${id} and a.org_unit_id = ${toUnitId} returning 1`.execute(db);
    if (rows.length === 0) return false;
  } else {
    const fromId = shared ? id : intoId;
    const back = fromId === null ? parts : await takeOut(context, fromId, parts, joined ?? []);
    if (back.length === 0 && parts.length > 0) return false;
    const from = fromId === null ? undefined : await rowsOf(context, fromId);
    // What was worked on meanwhile, or does not come back whole, has to be sent out anew.
    if (from) {
      const asLeft = intoState !== null && from.split.version === intoVersion;
      await setSplit(context, fromId!, { state: asLeft ? intoState : 'draft' });
    }
    const asWas = back.length === parts.length ? split : { ...split, state: 'draft' };
    await insertParts(context, await insertSplit(context, asWas, shared), back);
  }
  const under = { kind: 'target', id: targetId };
  await audit({ kind: 'allocation', id, under, before: { unitId: toUnitId }, after: { unitId } });
  return true;
};
