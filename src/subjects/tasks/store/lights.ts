import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../../../platform/database/connect';
import type { DateText, Id } from '../../../platform/database/tables';
import { judgedTargets, targetsBehindByTask } from '../../indicators/reads';
import { thresholdsOf } from '../reads/settings';
import { type Judgement, judgeLight, type LightFacts } from '../rules/light';
import { owesReports } from '../rules/status';
import type { Light, LightReason, Rhythm, TaskStatus, UnitRole } from '../schema';

type TaskFacts = {
  id: Id;
  status: TaskStatus;
  startOn: DateText;
  dueOn: DateText;
  rhythm: Rhythm;
  percent: number;
  lastPeriod: string | null;
  leadUnitId: Id | null;
  sentOn: DateText | null;
  signedOn: DateText | null;
  doneOn: DateText | null;
  lateCount: number | null;
  lateTitle: string | null;
  lateDueOn: DateText | null;
  light: Light;
  lightReason: LightReason;
};

type UnitFacts = {
  taskId: Id;
  unitId: Id;
  role: UnitRole;
  kind: string;
  signedOn: DateText | null;
  percent: number | null;
  lastPeriod: string | null;
  returnedPeriod: string | null;
  light: Light;
  lightReason: LightReason;
};

const day = (column: string) => sql`(${sql.ref(column)} at time zone 'Asia/Shanghai')::date`;

const loadTasks = async (db: Db, tenantId: Id, which: RawBuilder<boolean>, today: DateText): Promise<TaskFacts[]> => {
  const { rows } = await sql<TaskFacts>`
    with late as (
      select m.task_id, count(*)::int as late_count, min(m.due_on) as late_due_on,
        (array_agg(m.title order by m.due_on, m.id))[1] as late_title
      from milestones m where m.tenant_id = ${tenantId} and m.done_on is null and m.due_on < ${today}
      group by m.task_id)
    select t.id, t.status, t.start_on, t.due_on, t.rhythm, t.percent, t.last_period, t.lead_unit_id, t.light, t.light_reason,
      ${day('t.sent_at')} as sent_on, ${day('t.signed_at')} as signed_on, ${day('t.done_at')} as done_on,
      l.late_count, l.late_title, l.late_due_on
    from tasks t left join late l on l.task_id = t.id
    where t.tenant_id = ${tenantId} and ${which}`.execute(db);
  return rows;
};

const loadUnits = async (db: Db, tenantId: Id, which: RawBuilder<boolean>): Promise<UnitFacts[]> => {
  const { rows } = await sql<UnitFacts>`
    with returned as (
      select r.task_id, r.org_unit_id, max(r.period) as period from progress_reports r
      where r.tenant_id = ${tenantId} and r.status = 'returned' group by 1, 2)
    select u.task_id, u.org_unit_id as unit_id, u.role, o.kind, ${day('u.signed_at')} as signed_on, u.percent, u.last_period,
      r.period as returned_period, u.light, u.light_reason
    from tasks t
    join task_units u on u.tenant_id = t.tenant_id and u.task_id = t.id
    join org_units o on o.tenant_id = u.tenant_id and o.id = u.org_unit_id
    left join returned r on r.task_id = u.task_id and r.org_unit_id = u.org_unit_id
    where t.tenant_id = ${tenantId} and ${which}`.execute(db);
  return rows;
};

/** Is it what stands there already? Key by key: jsonb keeps no order of them. */
const same = (judgement: Judgement, light: Light, reason: LightReason): boolean => {
  if (judgement.light !== light) return false;
  const keys = Object.keys(judgement.reason);
  return keys.length === Object.keys(reason).length && keys.every(key => judgement.reason[key] === reason[key]);
};

const factsOfUnit = (task: TaskFacts, unit: UnitFacts): LightFacts => ({
  ...task,
  reports: owesReports(unit.role, unit.kind),
  signedOn: unit.signedOn,
  percent: unit.percent ?? 0,
  lastPeriod: unit.lastPeriod,
  returnedPeriod: unit.returnedPeriod,
  milestonesLate: null,
  targetsBehind: null,
});

type TaskLight = { id: Id; light: Light; reason: LightReason };
type UnitLight = { task: Id; unit: Id; light: Light; reason: LightReason };

const saveTaskLights = async (db: Db, tenantId: Id, changed: TaskLight[], today: DateText): Promise<void> => {
  if (changed.length === 0) return;
  await sql`
    update tasks t set light = x.light, light_reason = x.reason,
      light_on = case when t.light = x.light and t.light_on is not null then t.light_on else ${today}::date end
    from jsonb_to_recordset(${JSON.stringify(changed)}::jsonb) as x(id bigint, light text, reason jsonb)
    where t.tenant_id = ${tenantId} and t.id = x.id`.execute(db);
};

const saveUnitLights = async (db: Db, tenantId: Id, changed: UnitLight[]): Promise<void> => {
  if (changed.length === 0) return;
  await sql`
    update task_units u set light = x.light, light_reason = x.reason
    from jsonb_to_recordset(${JSON.stringify(changed)}::jsonb) as x(task bigint, unit bigint, light text, reason jsonb)
    where u.tenant_id = ${tenantId} and u.task_id = x.task and u.org_unit_id = x.unit`.execute(db);
};

const refresh = async (
  db: Db,
  tenantId: Id,
  which: RawBuilder<boolean>,
  today: DateText,
): Promise<{ tasks: number; units: number }> => {
  const limits = await thresholdsOf(db, tenantId);
  const tasks = await loadTasks(db, tenantId, which, today);
  const units = await loadUnits(db, tenantId, which);
  const targets = await judgedTargets(db, tenantId, which, today, limits);
  const behind = targetsBehindByTask(targets);
  const byTask = new Map(tasks.map(task => [task.id, task]));
  const returned = new Map(units.map(unit => [`${unit.taskId}/${unit.unitId}`, unit.returnedPeriod]));

  const taskLights = tasks.flatMap(task => {
    const judgement = judgeLight(
      {
        ...task,
        reports: true,
        returnedPeriod: returned.get(`${task.id}/${task.leadUnitId}`) ?? null,
        milestonesLate: task.lateCount
          ? { count: task.lateCount, title: task.lateTitle ?? '', dueOn: task.lateDueOn ?? today }
          : null,
        targetsBehind: behind.get(task.id) ?? null,
      },
      today,
      limits,
    );
    return same(judgement, task.light, task.lightReason) ? [] : [{ id: task.id, ...judgement }];
  });
  const unitLights = units.flatMap(unit => {
    const judgement = judgeLight(factsOfUnit(byTask.get(unit.taskId)!, unit), today, limits);
    if (same(judgement, unit.light, unit.lightReason)) return [];
    return [{ task: unit.taskId, unit: unit.unitId, ...judgement }];
  });
  await saveTaskLights(db, tenantId, taskLights, today);
  await saveUnitLights(db, tenantId, unitLights);
  return { tasks: taskLights.length, units: unitLights.length };
};

/** Judges these tasks and their units again; after every write that can turn a light. Returns how many changed. */
export const refreshLights = async (db: Db, tenantId: Id, taskIds: readonly Id[], today: DateText) =>
  taskIds.length === 0
    ? { tasks: 0, units: 0 }
    : refresh(db, tenantId, sql`t.id = any(${[...taskIds]}::bigint[])`, today);

// So many at once that statements are few, and so few that the server answers others in between.
const PER_TURN = 1000;

/** The daily turn: all tasks of a body that are under way. Sets, not rows: 10,000 tasks in a few dozen statements. */
export async function refreshAllLights(db: Db, tenantId: Id, today: DateText) {
  const { rows } = await sql<{ id: Id }>`
    select t.id from tasks t where t.tenant_id = ${tenantId} and t.status in ('sent', 'active') order by t.id`.execute(
    db,
  );
  const changed = { tasks: 0, units: 0 };
  for (let from = 0; from < rows.length; from += PER_TURN) {
    const turn = await refreshLights(
      db,
      tenantId,
      rows.slice(from, from + PER_TURN).map(({ id }) => id),
      today,
    );
    changed.tasks += turn.tasks;
    changed.units += turn.units;
  }
  return changed;
}
