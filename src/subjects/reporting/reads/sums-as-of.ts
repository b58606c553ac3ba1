import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../../../platform/database/connect';
import type { Id, Timestamp } from '../../../platform/database/tables';
import type { Lens } from '../schema';
import { changedSince } from './changed-since';
import { lensValuesAt } from './lens-values';

/** A sum of a figure over a group; `low` and `high` for figures that take the greatest or least. */
export type GroupSum = {
  period: string;
  figureId: Id;
  groupId: Id;
  category: string;
  n: number;
  total: string;
  low: string | null;
  high: string | null;
};

/** Which sums are wanted. */
export type SumsWanted = { figureIds: readonly Id[]; periods: readonly string[]; lens: Lens };

/**
 * Sums as they stood at an earlier moment, worked out from what was written down: stages from events, values from their history, and
 * each submission where it was summed then. Equal to what was stored, and to a snapshot that was taken then.
 */
export async function sumsAsOf(
  db: Db,
  tenantId: Id,
  { figureIds, at, ...wanted }: SumsWanted & { at: Timestamp },
): Promise<GroupSum[]> {
  const { rows } = await sql<{ id: Id; extreme: boolean }>`
    select f.id, f.aggregation in ('max', 'min') as extreme from figures f
    where f.tenant_id = ${tenantId} and f.id = any(${[...figureIds]}::bigint[])`.execute(db);
  const [extremes, added] = [true, false].map(kind => rows.filter(row => row.extreme === kind).map(({ id }) => id));
  const sums = [
    ...(added!.length > 0 ? [storedLessChanges(tenantId, { ...wanted, at, figureIds: added! })] : []),
    ...(extremes!.length > 0 ? [reckonedAnew(tenantId, { ...wanted, at, figureIds: extremes! })] : []),
  ];
  if (sums.length === 0) return [];
  const found = await sql<GroupSum>`
    select x.* from (${sql.join(sums, sql` union all `)}) x
    order by x.period, x.figure_id, x.group_id, x.category`.execute(db);
  return found.rows;
}

type SumsThen = SumsWanted & { at: Timestamp };

// Not by the forms' figures: a form may have asked one then that it no longer asks.
const inPeriods = (periods: readonly string[]): RawBuilder<unknown> =>
  sql`s.period = any(${[...periods]}::text[] collate "C")`;

/** What can be added can be taken off again: what is stored, without what changed since, and with what that was then. */
const storedLessChanges = (tenantId: Id, { figureIds, periods, lens, at }: SumsThen): RawBuilder<GroupSum> => {
  const changed = sql`${inPeriods(periods)} and ${changedSince(tenantId, at)}`;
  return sql`
    select y.period, y.figure_id, y.group_id, y.category, sum(y.n)::int as n, trim_scale(sum(y.total))::text as total,
      null::text as low, null::text as high
    from (
      select r.period, r.figure_id, r.group_id, r.category, r.n, r.total from rollups r
      where r.tenant_id = ${tenantId} and r.lens = ${lens} and r.period = any(${[...periods]}::text[] collate "C")
      union all
      select v.period, v.figure_id, v.group_id, v.category, -1, -v.value
      from (${lensValuesAt(tenantId, lens, null, changed, figureIds)}) v
      union all
      select v.period, v.figure_id, v.group_id, v.category, 1, v.value
      from (${lensValuesAt(tenantId, lens, at, changed, figureIds)}) v) y
    where y.figure_id = any(${[...figureIds]}::bigint[])
    group by y.period, y.figure_id, y.group_id, y.category
    having sum(y.n) > 0`;
};

/** The greatest and least cannot be taken off: every value of then is looked at. */
const reckonedAnew = (tenantId: Id, { figureIds, periods, lens, at }: SumsThen): RawBuilder<GroupSum> => sql`
  select v.period, v.figure_id, v.group_id, v.category, count(*)::int as n, trim_scale(sum(v.value))::text as total,
    trim_scale(min(v.value))::text as low, trim_scale(max(v.value))::text as high
  from (${lensValuesAt(tenantId, lens, at, inPeriods(periods), figureIds)}) v
  group by v.period, v.figure_id, v.group_id, v.category`;
