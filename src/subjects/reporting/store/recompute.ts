import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../../../platform/database/connect';
import type { Id } from '../../../platform/database/tables';
import { standingValues } from '../reads/lens-values';
import type { Lens } from '../schema';
import { tallyColumns } from './rollups';

/** A stored sum that is not what its submissions give; there must never be one. */
export type RollupFault = { what: string; stored: string | null; reckoned: string | null };

/** Only of these periods; all where none are named. `alias` has a column period. */
const within = (alias: string, periods?: readonly string[]): RawBuilder<boolean> =>
  periods ? sql`${sql.ref(`${alias}.period`)} = any(${[...periods]}::text[] collate "C")` : sql`true`;

// The cells are read once, summed by the stage of their submission, and counted under every lens that it has reached; what stands
// while it is being corrected is read beside them.
const reckonedRollups = (tenantId: Id, periods?: readonly string[]) => sql`
  select ${tenantId}::bigint as tenant_id, x.lens, x.period, x.figure_id, x.group_id, x.category, sum(x.n)::int as n,
    sum(x.total) as total, case when f.aggregation in ('max', 'min') then min(x.low) end as low,
    case when f.aggregation in ('max', 'min') then max(x.high) end as high
  from (
    select l.lens::smallint as lens, y.period, y.figure_id, y.group_id, y.category, y.n, y.total, y.low, y.high
    from (
      select s.stage, s.period, v.figure_id, s.group_id, v.category, count(*) as n, sum(v.value) as total, min(v.value) as low,
        max(v.value) as high
      from submissions s
      join figure_values v on v.tenant_id = s.tenant_id and v.org_unit_id = s.org_unit_id and v.period = s.period
        and v.form_id = s.form_id
      where s.tenant_id = ${tenantId} and s.stage >= 1 and ${within('s', periods)}
      group by s.stage, s.period, v.figure_id, s.group_id, v.category) y
    join (values (1), (2), (3)) as l(lens) on l.lens <= y.stage
    ${sql.join(
      ([1, 2, 3] as const).map(
        (lens: Lens) => sql`union all
          select ${lens}::smallint, z.period, z.figure_id, z.group_id, z.category, 1, z.value, z.value, z.value
          from (${standingValues(tenantId, lens, within('s', periods))}) z`,
      ),
      sql` `,
    )}) x
  join figures f on f.tenant_id = ${tenantId} and f.id = x.figure_id
  group by x.lens, x.period, x.figure_id, x.group_id, x.category, f.aggregation`;

const reckonedTallies = (tenantId: Id, periods?: readonly string[]) => sql`
  select s.tenant_id, s.form_id, s.period, s.group_id, ${tallyColumns}
  from submissions s
  join form_windows w on w.tenant_id = s.tenant_id and w.form_id = s.form_id and w.period = s.period
  where s.tenant_id = ${tenantId} and ${within('s', periods)}
  group by s.tenant_id, s.form_id, s.period, s.group_id`;

/**
 * Works every stored sum of a body (or of some periods) out again from what was handed in, and names those that differ. Reads all those
 * values: minutes on 50 M.
 */
export async function checkRollups(db: Db, tenantId: Id, periods?: readonly string[]): Promise<RollupFault[]> {
  const { rows } = await sql<RollupFault>`
    select concat_ws(' ', 'rollup', coalesce(r.lens, x.lens), coalesce(r.period, x.period), coalesce(r.figure_id, x.figure_id),
        coalesce(r.group_id, x.group_id), coalesce(r.category, x.category)) as what,
      case when r.n is not null then concat_ws(' ', r.n, trim_scale(r.total), trim_scale(r.low), trim_scale(r.high)) end as stored,
      case when x.n is not null then concat_ws(' ', x.n, trim_scale(x.total), trim_scale(x.low), trim_scale(x.high)) end as reckoned
    from (select * from rollups k where k.tenant_id = ${tenantId} and not (k.n = 0 and k.total = 0) and ${within('k', periods)}) r
    full join (${reckonedRollups(tenantId, periods)}) x
      on x.lens = r.lens and x.period = r.period and x.figure_id = r.figure_id and x.group_id = r.group_id and x.category = r.category
    where (r.n, trim_scale(r.total), trim_scale(r.low), trim_scale(r.high))
      is distinct from (x.n, trim_scale(x.total), trim_scale(x.low), trim_scale(x.high))
    union all
    select concat_ws(' ', 'tally', coalesce(t.form_id, x.form_id), coalesce(t.period, x.period), coalesce(t.group_id, x.group_id)),
      concat_ws(' ', t.expected, t.submitted, t.approved, t.accepted, t.on_time),
      concat_ws(' ', x.expected, x.submitted, x.approved, x.accepted, x.on_time)
    from (select * from tallies k where k.tenant_id = ${tenantId} and ${within('k', periods)}
          and (expected, submitted, approved, accepted, on_time) is distinct from (0, 0, 0, 0, 0)) t
    full join (select * from (${reckonedTallies(tenantId, periods)}) x
               where (expected, submitted, approved, accepted, on_time) is distinct from (0, 0, 0, 0, 0)) x
      on x.form_id = t.form_id and x.period = t.period and x.group_id = t.group_id
    where (t.expected, t.submitted, t.approved, t.accepted, t.on_time)
      is distinct from (x.expected, x.submitted, x.approved, x.accepted, x.on_time)
    order by 1`.execute(db);
  return rows;
}

/** Puts the stored sums of a body in order from what was handed in: after a bulk load beside the door, or where a check found a fault. */
export async function rebuildRollups(db: Db, tenantId: Id): Promise<void> {
  await sql`delete from rollups where tenant_id = ${tenantId}`.execute(db);
  await sql`insert into rollups (tenant_id, lens, period, figure_id, group_id, category, n, total, low, high)
    ${reckonedRollups(tenantId)}`.execute(db);
  await sql`delete from tallies where tenant_id = ${tenantId}`.execute(db);
  await sql`insert into tallies (tenant_id, form_id, period, group_id, expected, submitted, approved, accepted, on_time)
    ${reckonedTallies(tenantId)}`.execute(db);
}
