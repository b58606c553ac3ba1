import { sql } from 'kysely';
import type { Db } from '../../../platform/database/connect';
import type { DateText, Id } from '../../../platform/database/tables';
import type { FormBelow } from '../entry-schema';
import { workdaysTo } from '../rules/timing';

// Windows of which this much time has passed since they locked wait for nobody.
export const MOST_DAYS_AGO = 45;
const MOST_ROWS = 500;

/** How far the forms are that are asked of the schools below some counties; those with most missing first. */
export async function formsBelow(
  db: Db,
  tenantId: Id,
  countyIds: readonly Id[],
  today: DateText,
): Promise<FormBelow[]> {
  if (countyIds.length === 0) return [];
  const { rows } = await sql<Omit<FormBelow, 'daysLeft'>>`
    select f.id as form_id, w.period, f.name, o.id as unit_id, o.name as unit_name, w.due_on, w.locks_on,
      t.expected, t.submitted, t.approved, t.expected - t.submitted as missing
    from form_windows w
    join forms f on f.tenant_id = w.tenant_id and f.id = w.form_id and f.level = 'school'
    join tallies t on t.tenant_id = w.tenant_id and t.form_id = w.form_id and t.period = w.period
      and t.group_id = any(${[...countyIds]}::bigint[])
    join org_units o on o.tenant_id = t.tenant_id and o.id = t.group_id
    where w.tenant_id = ${tenantId} and w.opens_on <= ${today}::date and w.closed_at is null
      and w.locks_on >= ${today}::date - ${MOST_DAYS_AGO}::int and t.expected > 0
    order by (t.expected - t.submitted > 0) desc, w.due_on, f.sort, f.id, o.id
    limit ${MOST_ROWS}`.execute(db);
  return rows.map(row => ({ ...row, daysLeft: workdaysTo(today, row.dueOn) }));
}
