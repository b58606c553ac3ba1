import { sql } from 'kysely';
import type { Db } from '../../platform/database/connect';
import type { DateText, Decimal, Id, Timestamp } from '../../platform/database/tables';

export type ReportedValues = {
  tenantId: Id;
  reportId: Id;
  taskId: Id;
  /** The unit that the values are about: the root for the whole, else the reporting unit. */
  orgUnitId: Id;
  on: DateText;
  values: readonly { targetId: Id; value: Decimal }[];
  by: Id;
  at: Timestamp;
};

/** Puts the values of a report in place of those it gave before. Values of targets that are not the task's are left out. */
export async function recordValues(db: Db, report: ReportedValues): Promise<void> {
  const { tenantId, reportId, taskId, orgUnitId, on, values, by, at } = report;
  await withdrawValues(db, tenantId, reportId);
  if (values.length === 0) return;
  await sql`
    insert into target_values (tenant_id, target_id, org_unit_id, on_date, value, reported_by, reported_at, report_id)
    select g.tenant_id, g.id, ${orgUnitId}::bigint, ${on}::date, x.value, ${by}::bigint, ${at}::timestamptz, ${reportId}::bigint
    from jsonb_to_recordset(${JSON.stringify(values)}::jsonb) as x("targetId" bigint, value numeric)
    join targets g on g.tenant_id = ${tenantId} and g.id = x."targetId" and g.task_id = ${taskId}
    on conflict (tenant_id, target_id, org_unit_id, on_date)
    do update set value = excluded.value, reported_by = excluded.reported_by, reported_at = excluded.reported_at,
      report_id = excluded.report_id`.execute(db);
}

/** Takes back what a report said (it was returned); what the round contained stays in the round. */
export async function withdrawValues(db: Db, tenantId: Id, reportId: Id): Promise<void> {
  await db.deleteFrom('targetValues').where('tenantId', '=', tenantId).where('reportId', '=', reportId).execute();
}

/** `latest` of a task's targets: the newest value for the whole. Follows every change of values. */
export const settleLatest = async (db: Db, tenantId: Id, taskId: Id): Promise<void> => {
  await sql`
    update targets g set latest = n.value, latest_on = n.on_date
    from (
      select k.id, v.value, v.on_date from targets k
      left join lateral (
        select v.value, v.on_date from target_values v
        join org_units o on o.tenant_id = v.tenant_id and o.id = v.org_unit_id and o.parent_id is null
        where v.tenant_id = k.tenant_id and v.target_id = k.id
        order by v.on_date desc limit 1) v on true
      where k.tenant_id = ${tenantId} and k.task_id = ${taskId}) n
    where g.tenant_id = ${tenantId} and g.id = n.id
      and (g.latest is distinct from n.value or g.latest_on is distinct from n.on_date)`.execute(db);
};
