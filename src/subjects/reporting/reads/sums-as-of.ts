import { sql } from 'kysely';
import type { Db } from '../../../platform/database/connect';
import type { Id, Timestamp } from '../../../platform/database/tables';
import type { Lens } from '../schema';
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
  { figureIds, periods, lens, at }: SumsWanted & { at: Timestamp },
): Promise<GroupSum[]> {
  // Not by the forms' figures: a form may have asked one then that it no longer asks.
  const chosen = sql`s.period = any(${[...periods]}::text[] collate "C")`;
  const { rows } = await sql<GroupSum>`
    select x.period, x.figure_id, x.group_id, x.category, count(*)::int as n, trim_scale(sum(x.value))::text as total,
      case when f.aggregation in ('max', 'min') then trim_scale(min(x.value))::text end as low,
      case when f.aggregation in ('max', 'min') then trim_scale(max(x.value))::text end as high
    from (${lensValuesAt(tenantId, lens, at, chosen, figureIds)}) x
    join figures f on f.tenant_id = ${tenantId} and f.id = x.figure_id
    group by x.period, x.figure_id, x.group_id, x.category, f.aggregation
    order by x.period, x.figure_id, x.group_id, x.category`.execute(db);
  return rows;
}
