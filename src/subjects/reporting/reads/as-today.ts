import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../../../platform/database/connect';
import type { Id } from '../../../platform/database/tables';
import { lensValues } from './lens-values';
import type { GroupSum, SumsWanted } from './sums-as-of';

const rollupsWanted = (tenantId: Id, { figureIds, periods, lens }: SumsWanted): RawBuilder<unknown> => sql`
  select r.period, r.figure_id, r.group_id, r.category, r.n, r.total, r.low, r.high from rollups r
  where r.tenant_id = ${tenantId} and r.lens = ${lens} and r.period = any(${[...periods]}::text[] collate "C")
    and r.figure_id = any(${[...figureIds]}::bigint[]) and r.n <> 0`;

/** 按当时隶属: the sums as stored, each period by the tree of its last day. */
export async function groupsAsThen(db: Db, tenantId: Id, wanted: SumsWanted): Promise<GroupSum[]> {
  const { rows } = await sql<GroupSum>`
    select r.period, r.figure_id, r.group_id, r.category, r.n, trim_scale(r.total)::text as total, trim_scale(r.low)::text as low,
      trim_scale(r.high)::text as high
    from (${rollupsWanted(tenantId, wanted)}) r order by r.period, r.figure_id, r.group_id, r.category`.execute(db);
  return rows;
}

/**
 * The units that a reform of the tree touched (moved, merged, closed), with where they are summed today: a merged one where its
 * successor is; a closed one without successor has null. Few, so that the sums need only be corrected for them.
 */
const reformed = (tenantId: Id): RawBuilder<unknown> => sql`
  chain as (
    select o.id as unit_id, o.id as at_id, o.successor_id, o.valid_to, o.kind, o.parent_id from org_units o
    where o.tenant_id = ${tenantId} and (o.valid_to is not null
      or exists (select 1 from unit_places p where p.tenant_id = o.tenant_id and p.unit_id = o.id))
    union all
    select c.unit_id, n.id, n.successor_id, n.valid_to, n.kind, n.parent_id
    from chain c join org_units n on n.tenant_id = ${tenantId} and n.id = c.successor_id),
  reformed as (
    select unit_id, case when valid_to is not null then null when kind = 'school' then parent_id else at_id end as group_id
    from chain where successor_id is null)`;

/** Cells that count under another unit today than they were summed under. `today` over rows of `lensValues` x. */
const today = sql<Id>`coalesce(
  (select m.group_id from reformed m where m.unit_id = x.org_unit_id),
  (select m.group_id from reformed m where m.unit_id = x.group_id), x.group_id)`;

/**
 * 按现行隶属: the same by today's tree. The stored sums, less what was summed under another unit then, plus what is summed there
 * today; only units that a reform touched are looked at.
 */
export async function groupsAsToday(db: Db, tenantId: Id, wanted: SumsWanted): Promise<GroupSum[]> {
  const { figureIds, periods, lens } = wanted;
  const chosen = sql`s.period = any(${[...periods]}::text[] collate "C")
    and s.org_unit_id = any(array(select m.unit_id from reformed m))`;
  const { rows } = await sql<GroupSum & { corrected: boolean; extreme: boolean }>`
    with recursive ${reformed(tenantId)},
    moved as (
      select x.period, x.figure_id, x.category, x.group_id as was, ${today} as is, x.value
      from (${lensValues(tenantId, lens, chosen)}) x where x.figure_id = any(${[...figureIds]}::bigint[]))
    select y.period, y.figure_id, y.group_id, y.category, sum(y.n)::int as n, trim_scale(sum(y.total))::text as total,
      trim_scale(min(y.low))::text as low, trim_scale(max(y.high))::text as high, bool_or(y.corrected) as corrected,
      f.aggregation in ('max', 'min') as extreme
    from (
      select r.*, false as corrected from (${rollupsWanted(tenantId, wanted)}) r
      union all
      select m.period, m.figure_id, m.was, m.category, -1, -m.value, null, null, true from moved m where m.is <> m.was
      union all
      select m.period, m.figure_id, m.is, m.category, 1, m.value, null, null, true from moved m where m.is <> m.was) y
    join figures f on f.tenant_id = ${tenantId} and f.id = y.figure_id
    group by y.period, y.figure_id, y.group_id, y.category, f.aggregation
    having sum(y.n) > 0
    order by y.period, y.figure_id, y.group_id, y.category`.execute(db);
  // The least and greatest cannot be corrected by adding: where one was touched they are looked up.
  const fresh = rows.some(({ corrected, extreme }) => corrected && extreme)
    ? await extremesToday(db, tenantId, wanted)
    : new Map<string, Extremes>();
  return rows.map(({ corrected, extreme, ...sum }) =>
    corrected && extreme ? { ...sum, ...fresh.get(nameOf(sum)) } : sum,
  );
}

type Extremes = Pick<GroupSum, 'low' | 'high'>;

const nameOf = ({ period, figureId, groupId, category }: Omit<GroupSum, 'n' | 'total' | 'low' | 'high'>): string =>
  [period, figureId, groupId, category].join(' ');

const extremesToday = async (
  db: Db,
  tenantId: Id,
  { figureIds, periods, lens }: SumsWanted,
): Promise<Map<string, Extremes>> => {
  const chosen = sql`s.period = any(${[...periods]}::text[] collate "C")`;
  const { rows } = await sql<GroupSum>`
    with recursive ${reformed(tenantId)}
    select y.period, y.figure_id, y.group_id, y.category, trim_scale(min(y.value))::text as low, trim_scale(max(y.value))::text as high
    from (
      select x.period, x.figure_id, x.category, ${today} as group_id, x.value
      from (${lensValues(tenantId, lens, chosen)}) x
      join figures f on f.tenant_id = ${tenantId} and f.id = x.figure_id and f.aggregation in ('max', 'min')
      where x.figure_id = any(${[...figureIds]}::bigint[])) y
    group by y.period, y.figure_id, y.group_id, y.category`.execute(db);
  return new Map(rows.map(({ low, high, ...of }) => [nameOf(of), { low, high }]));
};
