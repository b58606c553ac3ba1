import { sql } from 'kysely';
import { addDays } from '../../../kernel/calendar';
import type { Db } from '../../../platform/database/connect';
import type { DateText } from '../../../platform/database/tables';
import type { Actor, Context } from '../../../platform/operation';
import { type JudgedTarget, judgedTargets } from '../../indicators/reads';
import { thresholdsOf } from '../../tasks/reads/settings';
import { allPartsVisible, visibleTasks } from '../../tasks/reads/visible';
import { judgedOn } from '../../tasks/rules/planned';
import { targetShares } from '../rules';
import type { LightCount, Overview } from '../schema';
import { countiesOf, countsOf, departmentsOf, lightColumns } from './units';

const RED_ROWS = 7;
const DUE_DAYS = 14;
const DUE_ROWS = 30;

const lightsOf = async (db: Db, actor: Actor, year: number): Promise<LightCount & { tasks: number }> => {
  const { rows } = await sql<LightCount & { tasks: number }>`
    select count(*)::int as tasks, ${lightColumns('t')} from tasks t
    where t.tenant_id = ${actor.tenantId} and t.year = ${year} and ${visibleTasks(actor)}`.execute(db);
  return rows[0]!;
};

// Red before yellow; within a light what fell due first.
const redOf = async (db: Db, actor: Actor, year: number): Promise<Overview['red']> => {
  const { rows } = await sql<Overview['red'][number]>`
    with worst as (
      select t.* from tasks t
      where t.tenant_id = ${actor.tenantId} and t.year = ${year} and t.light in ('red', 'yellow') and ${visibleTasks(actor)}
      order by t.light, t.due_on, (t.light_reason->>'gap')::numeric desc nulls last, t.sort, t.id limit ${RED_ROWS})
    select w.id, w.number, w.title, o.short_name as lead_unit_name, w.leader_name, w.light, w.light_reason, w.due_on,
      (select jsonb_build_object('body', c.body, 'by', u.name,
          'at', to_char(c.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
        from task_comments c join users u on u.tenant_id = c.tenant_id and u.id = c.user_id
        where c.tenant_id = w.tenant_id and c.task_id = w.id and c.kind = 'instruction' and ${allPartsVisible(actor, 'w')}
        order by c.id desc limit 1)
        as last_instruction
    from worst w left join org_units o on o.tenant_id = w.tenant_id and o.id = w.lead_unit_id
    order by w.light, w.due_on, (w.light_reason->>'gap')::numeric desc nulls last, w.sort, w.id`.execute(db);
  return rows;
};

const dueOf = async (db: Db, actor: Actor, year: number, today: DateText): Promise<Overview['due']> => {
  const until = addDays(today, DUE_DAYS);
  const { rows } = await sql<Overview['due'][number]>`
    select d.kind, d.task_id, d.number, d.title, o.short_name as lead_unit_name, d.due_on, d.light from (
      select 'task' as kind, t.id as task_id, t.number, t.title, t.lead_unit_id, t.due_on, t.light from tasks t
      where t.tenant_id = ${actor.tenantId} and t.year = ${year} and t.status in ('sent', 'active')
        and t.due_on between ${today} and ${until} and ${visibleTasks(actor)}
      union all
      select 'milestone', t.id, t.number, m.title, t.lead_unit_id, m.due_on, t.light
      from milestones m join tasks t on t.tenant_id = m.tenant_id and t.id = m.task_id
      where m.tenant_id = ${actor.tenantId} and t.year = ${year} and t.status in ('sent', 'active') and m.done_on is null
        and m.due_on between ${today} and ${until} and ${visibleTasks(actor)}) d
    left join org_units o on o.tenant_id = ${actor.tenantId} and o.id = d.lead_unit_id
    order by d.due_on, d.task_id limit ${DUE_ROWS}`.execute(db);
  return rows;
};

const targetRow = (target: JudgedTarget): Overview['targets'][number] => {
  const {
    points: _,
    spanStart: _from,
    spanEnd: _to,
    text: _text,
    direction: _way,
    digits: _digits,
    judgement,
    ...row
  } = target;
  return { ...row, status: judgement.status };
};

/** The leader's page within what the caller may see; six statements at once. */
export async function overviewOf({ db, actor, today }: Context, year: number): Promise<Overview> {
  const limits = await thresholdsOf(db, actor.tenantId);
  const whole = {
    rhythm: 'monthly' as const,
    startOn: `${year}-01-01`,
    dueOn: `${year}-12-31`,
    since: `${year}-01-01`,
  };
  const asOf = judgedOn(whole, null, today, limits.reportDay) ?? today;
  const [{ tasks, ...lights }, red, targets, departments, counties, due] = await Promise.all([
    lightsOf(db, actor, year),
    redOf(db, actor, year),
    judgedTargets(db, actor.tenantId, sql`(t.year = ${year} and ${visibleTasks(actor)})`, today, limits),
    departmentsOf(db, actor, year, asOf),
    countiesOf(db, actor, year, today, limits.reportDay),
    dueOf(db, actor, year, today),
  ]);
  const shares = targetShares(targets);
  return {
    year,
    today,
    headline: {
      tasks,
      lights: countsOf(lights),
      targets: targets.length,
      plannedShare: shares.planned,
      actualShare: shares.actual,
    },
    red,
    targets: targets.map(targetRow),
    departments,
    counties,
    due,
  };
}
