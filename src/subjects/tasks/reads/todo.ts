import { type RawBuilder, sql } from 'kysely';
import { workdaysBetween } from '../../../kernel/calendar';
import type { Db } from '../../../platform/database/connect';
import type { DateText, Id } from '../../../platform/database/tables';
import type { Actor, Context } from '../../../platform/operation';
import { maySupervise, mayWork } from '../policy';
import { deadlineOf, newestAwaited, periodAwaited } from '../rules/period';
import { owesReports } from '../rules/status';
import type { Rhythm, Todo, UnitRole } from '../schema';
import { thresholdsOf } from './settings';
import { inPaths, visibleTasks, workingPaths } from './visible';

const toSign = async (db: Db, actor: Actor): Promise<Todo['sign']> => {
  const { rows } = await sql<Todo['sign'][number]>`
    select t.id as task_id, o.id as unit_id, o.short_name as unit_name, t.number, t.title, t.sent_at, t.due_on
    from task_units u
    join org_units o on o.tenant_id = u.tenant_id and o.id = u.org_unit_id
    join tasks t on t.tenant_id = u.tenant_id and t.id = u.task_id
    where u.tenant_id = ${actor.tenantId} and u.signed_at is null and t.status in ('sent', 'active')
      and ${inPaths('o', workingPaths(actor))}
    order by t.sent_at, t.sort, o.sort`.execute(db);
  return rows;
};

type Candidate = Todo['report'][number] & {
  role: UnitRole;
  kind: string;
  rhythm: Rhythm;
  startOn: DateText;
  taskDueOn: DateText;
  since: DateText;
  lastPeriod: string | null;
  returned: boolean;
};

/** Working days to a deadline; hundreds of reports have the same few. */
const workdaysFrom = (today: DateText): ((dueOn: DateText) => number) => {
  const known = new Map<DateText, number>();
  return dueOn => {
    const left = known.get(dueOn) ?? workdaysBetween(today, dueOn);
    known.set(dueOn, left);
    return left;
  };
};

// A period's code as PostgreSQL writes that of a day, and how codes of a rhythm look; in each they compare as texts.
const written = sql`case t.rhythm when 'monthly' then 'YYYY-MM' when 'quarterly' then 'YYYY-"Q"Q' else 'IYYY-"W"IW' end`;
const alike = sql`case t.rhythm when 'monthly' then '-[0-9]' when 'quarterly' then '-Q' else '-W' end`;

/**
 * Parts `u` of tasks `t` that `periodAwaited` may ask a report of: of a year's tasks most have nothing to say today, and the database leaves
 * them out before the rule looks at the others.
 */
export const mayAwait = (today: DateText): RawBuilder<boolean> => {
  const newest = sql`case t.rhythm
    when 'monthly' then ${newestAwaited('monthly', today).start}::date
    when 'quarterly' then ${newestAwaited('quarterly', today).start}::date
    else ${newestAwaited('weekly', today).start}::date end`;
  const code = sql`to_char(least(t.due_on, ${newest})::timestamp, ${written})`;
  return sql`t.rhythm <> 'none' and (u.last_period is null or u.last_period !~ ${alike} or u.last_period < ${code})`;
};

const toReport = async (db: Db, actor: Actor, today: DateText, reportDay: number): Promise<Todo['report']> => {
  const { rows } = await sql<Candidate>`
    select t.id as task_id, o.id as unit_id, o.short_name as unit_name, t.number, t.title, u.role, o.kind, t.rhythm, t.start_on,
      t.due_on as task_due_on, (t.sent_at at time zone 'Asia/Shanghai')::date as since, u.last_period, u.light,
      u.percent as last_percent,
      (select r.summary from progress_reports r where r.tenant_id = u.tenant_id and r.task_id = u.task_id
        and r.org_unit_id = u.org_unit_id and r.period = u.last_period) as last_summary,
      exists (select 1 from progress_reports r where r.tenant_id = u.tenant_id and r.task_id = u.task_id
        and r.org_unit_id = u.org_unit_id and r.status = 'returned') as returned
    from task_units u
    join org_units o on o.tenant_id = u.tenant_id and o.id = u.org_unit_id
    join tasks t on t.tenant_id = u.tenant_id and t.id = u.task_id
    where u.tenant_id = ${actor.tenantId} and ${inPaths('o', workingPaths(actor))}
      and u.signed_at is not null and t.status in ('sent', 'active') and t.start_on <= ${today}
      and (u.percent is null or u.percent < 100) and ${mayAwait(today)}
    order by t.due_on, t.sort, o.sort`.execute(db);
  const workdaysLeft = workdaysFrom(today);
  return rows
    .filter(({ role, kind, returned }) => owesReports(role, kind) && !returned)
    .flatMap(row => {
      const { taskId, unitId, unitName, number, title, light, lastPercent, lastSummary, lastPeriod } = row;
      const duty = { rhythm: row.rhythm, startOn: row.startOn, dueOn: row.taskDueOn, since: row.since ?? row.startOn };
      const period = periodAwaited(duty, lastPeriod, today);
      if (!period) return [];
      const dueOn = deadlineOf(period.code, reportDay);
      const due = { period: period.code, dueOn, workdaysLeft: workdaysLeft(dueOn) };
      return [{ taskId, unitId, unitName, number, title, ...due, light, lastPercent, lastSummary }];
    })
    .sort((a, b) => a.workdaysLeft - b.workdaysLeft);
};

const toCorrect = async (db: Db, actor: Actor): Promise<Todo['correct']> => {
  const { rows } = await sql<Todo['correct'][number]>`
    select t.id as task_id, o.id as unit_id, o.short_name as unit_name, t.number, t.title, r.period,
      coalesce(r.return_reason, '') as reason, r.id as report_id, r.reviewed_at as returned_at
    from progress_reports r
    join org_units o on o.tenant_id = r.tenant_id and o.id = r.org_unit_id
    join tasks t on t.tenant_id = r.tenant_id and t.id = r.task_id
    join task_units k on k.tenant_id = r.tenant_id and k.task_id = r.task_id and k.org_unit_id = r.org_unit_id
    where r.tenant_id = ${actor.tenantId} and r.status = 'returned' and t.status <> 'done' and ${visibleTasks(actor)}
      and ${inPaths('o', workingPaths(actor))}
    order by r.reviewed_at`.execute(db);
  return rows;
};

const toReview = async (db: Db, actor: Actor): Promise<Todo['review']> => {
  const counties = actor.posts.filter(({ role }) => role === 'county').map(({ path }) => path);
  const mine = maySupervise(actor)
    ? sql`true`
    : counties.length === 0
      ? sql`false`
      : sql`${inPaths('o', counties)} and o.path <> all(${counties}::text[])`;
  const { rows } = await sql<Todo['review'][number]>`
    select t.id as task_id, r.id as report_id, r.version, o.short_name as unit_name, t.number, t.title, r.period, r.percent,
      r.summary, r.submitted_at,
      (select coalesce(max(s.round), 1) from report_submissions s where s.tenant_id = r.tenant_id and s.report_id = r.id) as round
    from progress_reports r
    join org_units o on o.tenant_id = r.tenant_id and o.id = r.org_unit_id
    join tasks t on t.tenant_id = r.tenant_id and t.id = r.task_id
    where r.tenant_id = ${actor.tenantId} and r.status = 'submitted' and ${visibleTasks(actor)} and ${mine}
    order by r.submitted_at, r.id`.execute(db);
  return rows;
};

/** 待办 in the ledger: what waits for this person, grouped by what it costs. Plans to settle are added by overview. */
export async function todoOf({
  db,
  actor,
  today,
}: Pick<Context, 'db' | 'actor' | 'today'>): Promise<Omit<Todo, 'settle'>> {
  const works = mayWork(actor);
  const office = maySupervise(actor);
  const { reportDay } = await thresholdsOf(db, actor.tenantId);
  const [sign, report, correct, review, send] = await Promise.all([
    works ? toSign(db, actor) : [],
    works ? toReport(db, actor, today, reportDay) : [],
    works ? toCorrect(db, actor) : [],
    toReview(db, actor),
    office ? draftsOf(db, actor.tenantId) : 0,
  ]);
  return { sign, report, correct, review, send };
}

/** How many tasks wait to be sent out. */
const draftsOf = async (db: Db, tenantId: Id): Promise<number> => {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from tasks where tenant_id = ${tenantId} and status = 'draft'`.execute(db);
  return rows[0]!.count;
};
