import { sql } from 'kysely';
import type { Db } from '../../../platform/database/connect';
import type { Id, Timestamp } from '../../../platform/database/tables';
import type { CellDifference } from '../review-schema';

/** A submission and the moment to compare with. */
export type Since = { unitId: Id; at: Timestamp };

/**
 * The cells of some submissions of one form and period that hold something else now than at a moment, each with what it held and
 * holds. From the history alone: what did not change since then is not looked at.
 */
export async function changedCells(
  db: Db,
  tenantId: Id,
  { formId, period }: { formId: Id; period: string },
  since: readonly Since[],
): Promise<(CellDifference & { unitId: Id })[]> {
  if (since.length === 0) return [];
  const { rows } = await sql<CellDifference & { unitId: Id }>`
    select k.unit_id, c.figure_id, f.code, f.name, c.category,
      coalesce((
        select o.value ->> 'name' from dimensions d cross join jsonb_array_elements(d.options) o(value)
        where d.tenant_id = f.tenant_id and d.code = f.dimension and o.value ->> 'code' = c.category), '') as category_name,
      trim_scale(c.value)::text as before, trim_scale(v.value)::text as after
    from unnest(${since.map(({ unitId }) => unitId)}::bigint[], ${since.map(({ at }) => at)}::timestamptz[]) as k(unit_id, at)
    cross join lateral (
      select distinct on (h.figure_id, h.category) h.figure_id, h.category, h.value
      from figure_value_history h
      where h.tenant_id = ${tenantId} and h.org_unit_id = k.unit_id and h.period = ${period} and h.form_id = ${formId}
        and h.until > k.at
      order by h.figure_id, h.category, h.until) c
    join figures f on f.tenant_id = ${tenantId} and f.id = c.figure_id
    left join figure_values v on v.tenant_id = ${tenantId} and v.org_unit_id = k.unit_id and v.period = ${period}
      and v.figure_id = c.figure_id and v.category = c.category and v.form_id = ${formId}
    where (c.value = v.value) is not true and num_nonnulls(c.value, v.value) > 0
    order by k.unit_id, f.code, c.category`.execute(db);
  return rows;
}

/** When each of these submissions was last approved or accepted. Who never was is left out. */
export async function settledAt(
  db: Db,
  tenantId: Id,
  { formId, period }: { formId: Id; period: string },
  unitIds: readonly Id[],
): Promise<Since[]> {
  const { rows } = await sql<Since>`
    select e.org_unit_id as unit_id, max(e.at) as at from submission_events e
    where e.tenant_id = ${tenantId} and e.form_id = ${formId} and e.period = ${period}
      and e.org_unit_id = any(${[...unitIds]}::bigint[]) and e.to_stage >= 2 and e.action in ('approve', 'accept', 'import')
    group by e.org_unit_id`.execute(db);
  return rows;
}
