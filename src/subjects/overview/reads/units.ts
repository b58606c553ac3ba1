import { sql } from 'kysely';
import type { Db } from '../../../platform/database/connect';
import type { DateText, Id } from '../../../platform/database/tables';
import type { Actor } from '../../../platform/operation';
import { insideVisible, visibleTasks } from '../../tasks/reads/visible';
import type { Light } from '../../tasks/schema';
import { type Duties, deadlinesOf, onTimeShare, reportsMissing } from '../rules';
import type { LightCount, Overview } from '../schema';

type Counts = Record<Light, number>;

/** Columns that count the lights of `alias`. */
export const lightColumns = (alias: string) => {
  const count = (light: Light) =>
    sql`count(*) filter (where ${sql.ref(`${alias}.light`)} = ${light})::int as ${sql.ref(light)}`;
  return sql.join((['red', 'yellow', 'green', 'grey', 'blue'] as const).map(count));
};

export const countsOf = ({ red, yellow, green, grey, blue }: Counts): LightCount => ({
  red,
  yellow,
  green,
  grey,
  blue,
});

type DepartmentRow = Counts & { unitId: Id; name: string; tasks: number; percent: number; plannedPercent: number };

/** By lead unit: tasks, lights, mean progress and mean planned progress on `asOf`; the furthest behind first. */
export async function departmentsOf(
  db: Db,
  actor: Actor,
  year: number,
  asOf: DateText,
): Promise<Overview['departments']> {
  const { rows } = await sql<DepartmentRow>`
    select o.id as unit_id, o.short_name as name, count(*)::int as tasks, ${lightColumns('t')},
      coalesce(round(avg(t.percent)), 0)::int as percent,
      coalesce(round(avg(case when ${asOf}::date >= t.due_on then 100 when ${asOf}::date <= t.start_on then 0
        else 100.0 * (${asOf}::date - t.start_on) / (t.due_on - t.start_on) end)), 0)::int as planned_percent
    from tasks t join org_units o on o.tenant_id = t.tenant_id and o.id = t.lead_unit_id
    where t.tenant_id = ${actor.tenantId} and t.year = ${year} and t.status <> 'draft' and ${visibleTasks(actor)}
      and o.kind <> 'county' and o.kind <> 'school'
    group by o.id, o.short_name, o.sort
    order by coalesce(round(avg(t.percent)), 0) - coalesce(round(avg(case when ${asOf}::date >= t.due_on then 100
      when ${asOf}::date <= t.start_on then 0
      else 100.0 * (${asOf}::date - t.start_on) / (t.due_on - t.start_on) end)), 0), o.sort`.execute(db);
  return rows.map(({ unitId, name, tasks, percent, plannedPercent, ...lights }) => ({
    unitId,
    name,
    tasks,
    lights: countsOf(lights),
    percent,
    plannedPercent,
  }));
}

type CountyRow = Counts & { unitId: Id; name: string; tasks: number; percent: number | null };

/** By county bureau: the parts that the caller sees, be it as the county, from above, or as the lead of the task. */
const countyParts = async (db: Db, actor: Actor, year: number): Promise<CountyRow[]> => {
  const { rows } = await sql<CountyRow>`
    select o.id as unit_id, o.short_name as name, count(*)::int as tasks, ${lightColumns('u')},
      round(avg(u.percent))::int as percent
    from task_units u
    join org_units o on o.tenant_id = u.tenant_id and o.id = u.org_unit_id and o.kind = 'county'
    join tasks t on t.tenant_id = u.tenant_id and t.id = u.task_id
    where u.tenant_id = ${actor.tenantId} and t.year = ${year} and t.status <> 'draft' and ${visibleTasks(actor)} and ${insideVisible(actor)}
    group by o.id, o.short_name, o.sort order by o.sort, o.id`.execute(db);
  return rows;
};

/** What county bureaus owe in tasks under way, equal duties taken together. */
const countyDuties = async (db: Db, actor: Actor, year: number): Promise<(Duties & { unitId: Id })[]> => {
  const { rows } = await sql<Duties & { unitId: Id }>`
    select u.org_unit_id as unit_id, t.rhythm, t.start_on, t.due_on, u.last_period, count(*)::int as tasks,
      coalesce((t.sent_at at time zone 'Asia/Shanghai')::date, t.start_on) as since
    from task_units u
    join org_units o on o.tenant_id = u.tenant_id and o.id = u.org_unit_id and o.kind = 'county'
    join tasks t on t.tenant_id = u.tenant_id and t.id = u.task_id
    where u.tenant_id = ${actor.tenantId} and t.year = ${year} and t.status = 'active'
      and coalesce(u.percent, 0) < 100 and ${visibleTasks(actor)} and ${insideVisible(actor)}
    group by 1, 2, 3, 4, 5, 7`.execute(db);
  return rows;
};

type HandedIn = { unitId: Id; handedIn: number; inTime: number };

/** How many reports county bureaus handed in, and how many of them first by their deadline. */
const handedInByCounty = async (db: Db, actor: Actor, deadlines: { period: string; deadline: DateText }[]) => {
  const { rows } = await sql<HandedIn>`
    select r.org_unit_id as unit_id, count(*)::int as handed_in,
      (count(*) filter (where (s.submitted_at at time zone 'Asia/Shanghai')::date <= d.deadline))::int as in_time
    from progress_reports r
    join org_units o on o.tenant_id = r.tenant_id and o.id = r.org_unit_id and o.kind = 'county'
    join report_submissions s on s.tenant_id = r.tenant_id and s.report_id = r.id and s.round = 1
    join tasks t on t.tenant_id = r.tenant_id and t.id = r.task_id
    join jsonb_to_recordset(${JSON.stringify(deadlines)}::jsonb) as d(period text, deadline date) on d.period = r.period
    where r.tenant_id = ${actor.tenantId} and ${visibleTasks(actor)} and ${insideVisible(actor)}
    group by 1`.execute(db);
  return new Map(rows.map(row => [row.unitId, row]));
};

/** County bureaus with their lights, mean progress, and the share of what they owed that came in time. */
export async function countiesOf(
  db: Db,
  actor: Actor,
  year: number,
  today: DateText,
  reportDay: number,
): Promise<Overview['counties']> {
  const [parts, duties, reports] = await Promise.all([
    countyParts(db, actor, year),
    countyDuties(db, actor, year),
    handedInByCounty(db, actor, deadlinesOf(year, today, reportDay)),
  ]);
  return parts.map(({ unitId, name, tasks, percent, ...lights }) => {
    const missing = reportsMissing(
      duties.filter(duty => duty.unitId === unitId),
      today,
      reportDay,
    );
    const { handedIn = 0, inTime = 0 } = reports.get(unitId) ?? {};
    const reportedOnTime = onTimeShare(inTime, handedIn, missing);
    return { unitId, name, tasks, lights: countsOf(lights), percent, reportedOnTime };
  });
}
