import { sql } from 'kysely';
import type { Db } from '../../../platform/database/connect';
import type { Id, Timestamp } from '../../../platform/database/tables';
import type { CellWrite } from '../schema';

/** What became of the cells that were given. */
export type CellCounts = { inserted: number; updated: number; removed: number; unchanged: number };

/**
 * Writes cells of submissions that exist; what they held goes to the history. The first hand-in of a submission has no history: there
 * was nothing before. Only inside `changeSubmissions`, which keeps the sums.
 */
export async function writeCells(
  db: Db,
  tenantId: Id,
  by: Id,
  now: Timestamp,
  cells: readonly CellWrite[],
): Promise<CellCounts> {
  if (cells.length === 0) return { inserted: 0, updated: 0, removed: 0, unchanged: 0 };
  const column = <K extends keyof CellWrite>(key: K): CellWrite[K][] => cells.map(cell => cell[key]);
  const { rows } = await sql<{ inserted: number; updated: number; removed: number }>`
    with given as (
      select * from unnest(${column('formId')}::bigint[], ${column('period')}::text[], ${column('unitId')}::bigint[],
        ${column('figureId')}::bigint[], ${column('category')}::text[], ${column('value')}::numeric[])
        as g(form_id, period, org_unit_id, figure_id, category, value)),
    changed as (
      select g.*, v.value as was, v.value is null as is_new
      from given g
      left join figure_values v on v.tenant_id = ${tenantId} and v.org_unit_id = g.org_unit_id and v.period = g.period collate "C"
        and v.figure_id = g.figure_id and v.category = g.category collate "C"
      where v.value is distinct from g.value),
    kept as (
      insert into figure_value_history (tenant_id, org_unit_id, period, figure_id, category, until, value, form_id, changed_by)
      select ${tenantId}, c.org_unit_id, c.period, c.figure_id, c.category, ${now}::timestamptz, c.was, c.form_id, ${by}::bigint
      from changed c
      join submissions s on s.tenant_id = ${tenantId} and s.form_id = c.form_id and s.period = c.period collate "C"
        and s.org_unit_id = c.org_unit_id
      where not c.is_new or s.first_submitted_at is not null
      on conflict do nothing),
    gone as (
      delete from figure_values v using changed c
      where v.tenant_id = ${tenantId} and v.org_unit_id = c.org_unit_id and v.period = c.period collate "C"
        and v.figure_id = c.figure_id and v.category = c.category collate "C" and c.value is null),
    put as (
      insert into figure_values (tenant_id, org_unit_id, period, figure_id, category, form_id, value)
      select ${tenantId}, c.org_unit_id, c.period, c.figure_id, c.category, c.form_id, c.value from changed c
      where c.value is not null
      order by c.org_unit_id, c.period collate "C", c.figure_id, c.category collate "C"
      on conflict (tenant_id, org_unit_id, period, figure_id, category)
      do update set value = excluded.value, form_id = excluded.form_id)
    select count(*) filter (where is_new)::int as inserted, count(*) filter (where not is_new and value is not null)::int as updated,
      count(*) filter (where value is null)::int as removed
    from changed`.execute(db);
  const { inserted, updated, removed } = rows[0]!;
  return { inserted, updated, removed, unchanged: cells.length - inserted - updated - removed };
}
