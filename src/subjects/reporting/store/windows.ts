import { sql } from 'kysely';
import type { Db } from '../../../platform/database/connect';
import type { DateText, Id, Timestamp } from '../../../platform/database/tables';
import { holdTree } from '../../org/place-unit';
import type { SubmissionKey } from '../schema';
import { changeSubmissions } from './change-submissions';

export type WindowDays = {
  startsOn: DateText;
  endsOn: DateText;
  opensOn: DateText;
  dueOn: DateText;
  locksOn: DateText;
};

/**
 * Where a unit is summed on a day, over `org_units o`: a school under the unit it stood below on that day; any other unit under
 * itself.
 */
export const groupOn = (day: DateText) => sql<Id>`
  case when o.kind <> 'school' then o.id else coalesce(
    (select p.parent_id from unit_places p
     where p.tenant_id = o.tenant_id and p.unit_id = o.id and p.valid_from <= ${day}::date order by p.valid_from desc limit 1),
    o.parent_id) end`;

/** Opens a window, or takes its days as they are said now; true where it is new. */
export async function putWindow(
  db: Db,
  tenantId: Id,
  formId: Id,
  period: string,
  days: WindowDays,
  now: Timestamp,
): Promise<void> {
  await db
    .insertInto('formWindows')
    .values({ tenantId, formId, period, ...days, openedAt: now })
    .onConflict(conflict =>
      conflict.columns(['tenantId', 'formId', 'period']).doUpdateSet(row => ({
        opensOn: row.ref('excluded.opensOn'),
        dueOn: row.ref('excluded.dueOn'),
        locksOn: row.ref('excluded.locksOn'),
        version: sql<number>`form_windows.version + 1`,
      })),
    )
    .execute();
}

/**
 * Puts a submission in place for every unit that a form is asked of and that has none yet for the period: kind and tags fit, and it
 * existed on the period's last day. Safe to repeat; returns the new ones.
 */
export async function expectSubmissions(db: Db, tenantId: Id, formId: Id, period: string): Promise<SubmissionKey[]> {
  await holdTree(db, tenantId);
  const window = await db
    .selectFrom('formWindows')
    .select('endsOn')
    .where('tenantId', '=', tenantId)
    .where('formId', '=', formId)
    .where('period', '=', period)
    .executeTakeFirstOrThrow();
  const { rows } = await sql<SubmissionKey>`
    select f.id as form_id, ${period}::text as period, o.id as unit_id
    from forms f
    join org_units o on o.tenant_id = f.tenant_id and o.kind = f.level and o.tags @> f.tags
      and o.valid_from <= ${window.endsOn}::date and (o.valid_to is null or o.valid_to > ${window.endsOn}::date)
    where f.tenant_id = ${tenantId} and f.id = ${formId}
      and not exists (select 1 from submissions s where s.tenant_id = f.tenant_id and s.form_id = f.id
                      and s.period = ${period} and s.org_unit_id = o.id)
    order by o.id`.execute(db);
  // Nothing is measured before: what does not exist contributes nothing.
  await changeSubmissions({ db, tenantId }, rows, [], async () => {
    await sql`
      insert into submissions (tenant_id, form_id, period, org_unit_id, group_id)
      select o.tenant_id, ${formId}, ${period}, o.id, ${groupOn(window.endsOn)}
      from org_units o
      where o.tenant_id = ${tenantId} and o.id = any(${rows.map(({ unitId }) => unitId)}::bigint[])
      on conflict do nothing`.execute(db);
  });
  return rows;
}
