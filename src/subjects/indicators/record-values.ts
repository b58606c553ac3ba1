import { type RawBuilder, sql } from 'kysely';
import { periodOf } from '../../kernel/period';
import type { Db } from '../../platform/database/connect';
import type { DateText, Decimal, Id, Timestamp } from '../../platform/database/tables';
import { RATIO_DIGITS } from './rules/shown-digits';
import type { Awaiting } from './schema';

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

/**
 * `latest` of a task's targets: the newest value for the whole that counts (`newestThatCounts`). Follows every change of values.
 */
export const settleLatest = async (db: Db, tenantId: Id, taskId: Id): Promise<void> => {
  await sql`
    update targets g set latest = n.value, latest_on = n.on_date
    from (
      select k.id, v.value, v.on_date from targets k
      left join lateral (
        select v.value, v.on_date from target_values v
        join org_units o on o.tenant_id = v.tenant_id and o.id = v.org_unit_id and o.parent_id is null
        where v.tenant_id = k.tenant_id and v.target_id = k.id
        order by v.reported_by is null desc, v.on_date desc limit 1) v on true
      where k.tenant_id = ${tenantId} and k.task_id = ${taskId}) n
    where g.tenant_id = ${tenantId} and g.id = n.id
      and (g.latest is distinct from n.value or g.latest_on is distinct from n.on_date)`.execute(db);
};

/**
 * What an indicator measured for the whole body on a day, with all its digits: it is rounded once, where it is shown. Null where it can no
 * longer be worked out. `added`: the same for targets that
 * are an increment (新增); of what only stands, what came since the year before, null where that is not known.
 */
export type Measured = { indicatorId: Id; on: DateText; value: Decimal | null; added: Decimal | null };

/** What was measured between two days, and what each indicator waits for today. */
export type Measurement = {
  from: DateText;
  to: DateText;
  measured: readonly Measured[];
  awaiting: readonly { indicatorId: Id; awaiting: Awaiting | null }[];
};

// From its start, or January of its plan's year, to December of the year in which it is due; over targets g of tasks t.
const isUnderWay = (on: RawBuilder<unknown>) => sql`
  ${on} >= coalesce(g.start_on, least(date_trunc('year', g.due_on)::date, make_date(t.year, 1, 1)))
  and ${on} < date_trunc('year', g.due_on) + interval '1 year'`;

/**
 * Puts measured values beside the targets of their indicators, for targets that are under way on the day (within the year in which they are
 * due, or since their start), takes away what was measured between the two days and is no longer, says what is waited for, and settles
 * `latest`. What a report gave for the same day gives way: what was collected and accepted is the better source. Returns the tasks whose
 * targets moved.
 */
export async function recordMeasured(
  db: Db,
  tenantId: Id,
  { from, to, measured, awaiting }: Measurement,
  at: Timestamp,
): Promise<Id[]> {
  const { rows } = await sql<{ taskId: Id }>`
    with given as (
      select g.id as target_id, g.task_id, o.id as root_id, x."on" as on_date,
        trim_scale(round(case when g.comparator = 'add' then x.added else x.value end, ${RATIO_DIGITS}::int)) as value
      from jsonb_to_recordset(${JSON.stringify(measured)}::jsonb) as x("indicatorId" bigint, "on" date, value numeric, added numeric)
      join targets g on g.tenant_id = ${tenantId} and g.indicator_id = x."indicatorId"
      join tasks t on t.tenant_id = ${tenantId} and t.id = g.task_id and ${isUnderWay(sql`x."on"`)}
      join org_units o on o.tenant_id = ${tenantId} and o.parent_id is null),
    gone as (
      delete from target_values v using targets g, org_units o
      where v.tenant_id = ${tenantId} and v.on_date between ${from}::date and ${to}::date and v.reported_by is null
        and g.tenant_id = v.tenant_id and g.id = v.target_id
        and g.indicator_id = any(${awaiting.map(({ indicatorId }) => indicatorId)}::bigint[])
        and o.tenant_id = v.tenant_id and o.id = v.org_unit_id and o.parent_id is null
        and not exists (select 1 from given x where x.target_id = v.target_id and x.on_date = v.on_date and x.value is not null)
      returning g.task_id),
    put as (
      insert into target_values (tenant_id, target_id, org_unit_id, on_date, value, reported_by, reported_at, report_id)
      select ${tenantId}, x.target_id, x.root_id, x.on_date, x.value, null, ${at}::timestamptz, null from given x
      where x.value is not null
      order by x.target_id, x.on_date
      on conflict (tenant_id, target_id, org_unit_id, on_date)
      do update set value = excluded.value, reported_by = null, reported_at = excluded.reported_at, report_id = null
        where target_values.value is distinct from excluded.value or target_values.reported_by is not null
      returning target_id),
    waiting as (
      update targets g set awaiting = x.awaiting
      from (
        select g.id, case when ${isUnderWay(sql`k."standsFor"`)} then nullif(k.awaiting, 'null'::jsonb) end as awaiting
        from jsonb_to_recordset(${JSON.stringify(awaiting.map(withDay))}::jsonb) as k("indicatorId" bigint, awaiting jsonb, "standsFor" date)
        join targets g on g.tenant_id = ${tenantId} and g.indicator_id = k."indicatorId"
        join tasks t on t.tenant_id = ${tenantId} and t.id = g.task_id) x
      where g.tenant_id = ${tenantId} and g.id = x.id and g.awaiting is distinct from x.awaiting
      returning g.task_id)
    select task_id from gone
    union
    select x.task_id from given x join put p on p.target_id = x.target_id
    union
    select task_id from waiting`.execute(db);
  const taskIds = rows.map(({ taskId }) => taskId);
  for (const taskId of taskIds) await settleLatest(db, tenantId, taskId);
  return taskIds;
}

const withDay = ({ indicatorId, awaiting }: Measurement['awaiting'][number]) => ({
  indicatorId,
  awaiting,
  standsFor: awaiting && periodOf(awaiting.period)!.standsFor,
});
