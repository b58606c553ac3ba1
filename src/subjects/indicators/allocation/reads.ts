import { type RawBuilder, sql } from 'kysely';
import { plainDecimal, scaleOf } from '../../../kernel/decimal';
import { refuse } from '../../../kernel/refusal';
import type { Db } from '../../../platform/database/connect';
import type { Decimal, Id, Timestamp } from '../../../platform/database/tables';
import type { Actor } from '../../../platform/operation';
import { postPaths, seesEverything } from '../../org/rules';
import type { UnitKind } from '../../org/schema';
import { type Balance, balance } from '../rules/allocation';
import { aimOf, type Direction, wantsLess } from '../rules/targets';
import type { AllocationMethod, AllocationRule } from '../schema';
import { type Target, targetsById } from '../targets/reads';
import { inPaths } from '../targets/visible';
import { seesPart, seesWholeSplit } from './policy';

export type AllocationPart = {
  unitId: Id;
  unitName: string;
  unitKind: UnitKind;
  path: string;
  /** The unit right above it, which gives it its part; null for the body. */
  above: { unitId: Id; unitName: string; path: string } | null;
  isOpen: boolean;
  value: Decimal | null;
  weight: Decimal | null;
  /** 去年值 as it was when the split was sent out. */
  last: Decimal | null;
  fixed: boolean;
  note: string;
  signedAs: string | null;
  signedAt: Timestamp | null;
  /** The split of this part over the units below. */
  splitId: Id | null;
};

export type Allocation = {
  id: Id;
  version: number;
  target: Target;
  unitId: Id;
  unitName: string;
  unitPath: string;
  method: AllocationMethod;
  rule: AllocationRule;
  baseFigure: string | null;
  basePeriod: string | null;
  state: 'draft' | 'sent';
  waiver: string | null;
  waivedAs: string | null;
  waivedAt: Timestamp | null;
  sentBy: string | null;
  sentAt: Timestamp | null;
  /** What is split: the target's value, or the part that the unit was sent; null where there is none (any more). */
  whole: Decimal | null;
  parts: AllocationPart[];
};

type Row = Omit<Allocation, 'target' | 'whole' | 'parts'> & { targetId: Id; received: Decimal | null };

/** Which way is better, for a part as for the whole. */
export const wayOf = (target: Target): Direction => (wantsLess(target, target.direction) ? 'down' : 'up');

/** Digits of a part: those of the indicator; of one that a plan named, those that the plan wrote. */
export const digitsOf = (target: Target): number => {
  if (target.code !== null) return target.decimals;
  const aim = aimOf(target, target.direction);
  return Math.max(aim === null ? 0 : scaleOf(plainDecimal(aim)), target.unit === '%' ? 1 : 0);
};

const isWholeBody = (path: string): boolean => /^\/\d+\/$/.test(path);

const partsOf = async (db: Db, tenantId: Id, ids: readonly Id[]): Promise<Map<Id, AllocationPart[]>> => {
  const { rows } = await sql<AllocationPart & { allocationId: Id }>`
    select p.allocation_id, p.org_unit_id as unit_id, o.short_name as unit_name, o.kind as unit_kind, o.path,
      case when up.id is not null then jsonb_build_object('unitId', up.id::text, 'unitName', up.short_name, 'path', up.path) end as above,
      o.valid_to is null as is_open, p.value, p.weight, p.last, p.fixed, p.note, p.signed_as, p.signed_at, below.id as split_id
    from allocation_parts p
    join allocations a on a.tenant_id = p.tenant_id and a.id = p.allocation_id
    join org_units o on o.tenant_id = p.tenant_id and o.id = p.org_unit_id
    left join org_units up on up.tenant_id = o.tenant_id and up.id = o.parent_id
    left join allocations below on below.tenant_id = a.tenant_id and below.target_id = a.target_id
      and below.org_unit_id = p.org_unit_id
    where p.tenant_id = ${tenantId} and p.allocation_id = any(${[...ids]}::bigint[])
    order by o.sort, o.id`.execute(db);
  const byId = new Map<Id, AllocationPart[]>(ids.map(id => [id, []]));
  for (const { allocationId, ...part } of rows) byId.get(allocationId)!.push(part);
  return byId;
};

const received = sql`(
  select rp.value from allocations ra
  join allocation_parts rp on rp.tenant_id = ra.tenant_id and rp.allocation_id = ra.id
  where ra.tenant_id = a.tenant_id and ra.target_id = a.target_id and ra.state = 'sent' and rp.org_unit_id = a.org_unit_id
  limit 1)`;

/** The allocations `a` (of units `o`, targets `g`, tasks `t`, lead units `l`) of which a clause holds. */
export const allocationsWhere = async (
  db: Db,
  tenantId: Id,
  chosen: RawBuilder<unknown>,
  { lock = false, limit = 10_000, offset = 0 } = {},
): Promise<Allocation[]> => {
  const { rows } = await sql<Row>`
    select a.id, a.version, a.target_id, a.org_unit_id as unit_id, o.name as unit_name, o.path as unit_path, a.method, a.rule,
      a.base_figure, a.base_period, a.state, a.waiver, a.waived_as, a.waived_at, u.name as sent_by, a.sent_at,
      ${received} as received
    from allocations a
    join org_units o on o.tenant_id = a.tenant_id and o.id = a.org_unit_id
    join targets g on g.tenant_id = a.tenant_id and g.id = a.target_id
    join tasks t on t.tenant_id = g.tenant_id and t.id = g.task_id
    join indicators i on i.tenant_id = g.tenant_id and i.id = g.indicator_id
    left join org_units l on l.tenant_id = g.tenant_id and l.id = coalesce(i.lead_unit_id, t.lead_unit_id)
    left join users u on u.tenant_id = a.tenant_id and u.id = a.sent_by
    where a.tenant_id = ${tenantId} and ${chosen}
    order by t.year desc, t.sort, t.id, g.sort, g.id, length(o.path), o.sort, o.id
    limit ${limit} offset ${offset}
    ${lock ? sql`for update of a` : sql``}`.execute(db);
  const ids = rows.map(({ id }) => id);
  const [parts, targets] = [
    await partsOf(db, tenantId, ids),
    new Map((await targetsById(db, tenantId, [...new Set(rows.map(row => row.targetId))])).map(one => [one.id, one])),
  ];
  return rows.map(({ targetId, received: given, ...row }) => {
    const target = targets.get(targetId)!;
    const whole = isWholeBody(row.unitPath) ? aimOf(target, target.direction) : given;
    return { ...row, target, whole, parts: parts.get(row.id)! };
  });
};

export const countAllocations = async (db: Db, tenantId: Id, chosen: RawBuilder<unknown>): Promise<number> => {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count
    from allocations a
    join org_units o on o.tenant_id = a.tenant_id and o.id = a.org_unit_id
    join targets g on g.tenant_id = a.tenant_id and g.id = a.target_id
    join tasks t on t.tenant_id = g.tenant_id and t.id = g.task_id
    join indicators i on i.tenant_id = g.tenant_id and i.id = g.indicator_id
    left join org_units l on l.tenant_id = g.tenant_id and l.id = coalesce(i.lead_unit_id, t.lead_unit_id)
    where a.tenant_id = ${tenantId} and ${chosen}`.execute(db);
  return rows[0]!.count;
};

/** The split of a target by one unit; `unitId` null: by the body. */
export const allocationOf = async (
  db: Db,
  tenantId: Id,
  target: Target,
  unitId: Id | null,
  lock = false,
): Promise<Allocation | null> => {
  const by = unitId === null ? sql`o.parent_id is null` : sql`a.org_unit_id = ${unitId}`;
  return (await allocationsWhere(db, tenantId, sql`a.target_id = ${target.id} and ${by}`, { lock }))[0] ?? null;
};

/** `seesPart` for some part, as a clause over what `allocationsWhere` names. */
export const visibleAllocations = (actor: Actor): RawBuilder<unknown> => {
  if (seesEverything(actor)) return sql`true`;
  const paths = postPaths(actor);
  if (paths.length === 0) return sql`false`;
  return sql`(${inPaths('o', paths)} or (t.status <> 'draft' and coalesce(${inPaths('l', paths)}, false)) or (a.state = 'sent' and exists (
    select 1 from allocation_parts vp join org_units vo on vo.tenant_id = vp.tenant_id and vo.id = vp.org_unit_id
    where vp.tenant_id = a.tenant_id and vp.allocation_id = a.id and ${inPaths('vo', paths)})))`;
};

/** One that the actor sees some of; not found where they do not. */
export const allocationSeen = async (db: Db, actor: Actor, allocationId: Id, lock = false): Promise<Allocation> =>
  (
    await allocationsWhere(db, actor.tenantId, sql`a.id = ${allocationId} and ${visibleAllocations(actor)}`, { lock })
  )[0] ?? refuse('not-found');

export const splitOf = ({ unitPath, target, state }: Allocation) => ({
  unitPath,
  leadPath: target.leadPath,
  sent: state === 'sent',
});

export const seesWhole = (actor: Actor, allocation: Allocation): boolean => seesWholeSplit(actor, splitOf(allocation));

/** The parts that a person sees. */
export const partsShown = (actor: Actor, allocation: Allocation): AllocationPart[] =>
  allocation.parts.filter(({ path }) => seesPart(actor, splitOf(allocation), path));

/** Null where there is nothing (any more) to hold the parts against. */
export const balanceOfAllocation = ({ whole, parts, rule, target }: Allocation): Balance | null =>
  whole === null ? null : balance(parts, { whole, rule, decimals: digitsOf(target), direction: wayOf(target) });
