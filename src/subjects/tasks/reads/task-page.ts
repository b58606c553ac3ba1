import { sql } from 'kysely';
import { refuse } from '../../../kernel/refusal';
import type { Db } from '../../../platform/database/connect';
import type { Id } from '../../../platform/database/tables';
import type { Actor, Context } from '../../../platform/operation';
import { targetsOfTask } from '../../indicators/reads';
import {
  actsFor,
  mayComment,
  mayInstruct,
  mayKeepMilestones,
  mayReview,
  maySupervise,
  seesAllParts,
  seesPart,
} from '../policy';
import type { LightThresholds } from '../rules/light';
import { type Duty, deadlineOf, periodToReport } from '../rules/period';
import { canMove, isWritable } from '../rules/status';
import type { CommentRow, MilestoneRow, ReportRow, TaskPage, TaskTarget, TaskUnitRow } from '../schema';
import { reportsOfTask } from './reports';
import { thresholdsOf } from './settings';
import { allPartsVisible, visibleTasks } from './visible';

type UnitWithPath = Omit<TaskUnitRow, 'shown'> & { path: string; lastPeriod: string | null };

type Row = Omit<TaskPage, 'plan' | 'units' | 'milestones' | 'targets' | 'reports' | 'comments' | 'may'> & {
  planId: Id | null;
  planTitle: string | null;
  nodeId: string | null;
  spanStart: number | null;
  spanEnd: number | null;
  planText: string | null;
  units: UnitWithPath[];
  milestones: MilestoneRow[];
  comments: CommentRow[];
};

const loadTask = async (db: Db, actor: Actor, taskId: Id): Promise<Row> => {
  const { rows } = await sql<Row>`
    select t.id, t.year, t.number, t.section, t.title, t.content, t.source, t.status, t.light, t.light_reason, t.lead_unit_id,
      lo.short_name as lead_unit_name, t.leader_name, t.start_on, t.due_on, t.due_assumed, t.rhythm, t.percent, t.last_period,
      t.sent_at, t.signed_at, t.done_at, t.dropped_at, t.dropped_at is not null as dropped, t.version,
      t.plan_id, pl.title as plan_title, t.node_id, t.span_start, t.span_end, pl.compiled->'source'->>'text' as plan_text,
      coalesce((select jsonb_agg(jsonb_build_object(
          'unitId', u.org_unit_id::text, 'unitName', o.short_name, 'unitKind', o.kind, 'role', u.role, 'writtenAs', u.written_as,
          'signedAt', to_char(u.signed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'signedBy', s.name,
          'percent', u.percent, 'light', u.light, 'lightReason', u.light_reason, 'path', o.path, 'lastPeriod', u.last_period)
          order by u.role <> 'lead', u.sort, o.sort)
        from task_units u join org_units o on o.tenant_id = u.tenant_id and o.id = u.org_unit_id
        left join users s on s.tenant_id = u.tenant_id and s.id = u.signed_by
        where u.tenant_id = t.tenant_id and u.task_id = t.id), '[]') as units,
      coalesce((select jsonb_agg(jsonb_build_object('id', m.id::text, 'title', m.title, 'dueOn', m.due_on, 'doneOn', m.done_on,
          'version', m.version) order by m.due_on, m.id)
        from milestones m where m.tenant_id = t.tenant_id and m.task_id = t.id), '[]') as milestones,
      coalesce((select jsonb_agg(jsonb_build_object('id', c.id::text, 'kind', c.kind, 'body', c.body, 'by', cu.name,
          'byTitle', (select p.title from posts p where p.tenant_id = c.tenant_id and p.user_id = c.user_id
                      and p.title is not null order by p.id limit 1),
          'at', to_char(c.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by c.id)
        from task_comments c join users cu on cu.tenant_id = c.tenant_id and cu.id = c.user_id
        where c.tenant_id = t.tenant_id and c.task_id = t.id
          and (c.kind <> 'instruction' or ${allPartsVisible(actor)})), '[]') as comments
    from tasks t
    left join org_units lo on lo.tenant_id = t.tenant_id and lo.id = t.lead_unit_id
    left join plans pl on pl.tenant_id = t.tenant_id and pl.id = t.plan_id
    where t.tenant_id = ${actor.tenantId} and t.id = ${taskId} and ${visibleTasks(actor)}`.execute(db);
  return rows[0] ?? refuse('not-found');
};

/** The sentence in the document that the task came from. */
const planOf = ({ planId, planTitle, nodeId, spanStart, spanEnd, planText }: Row): TaskPage['plan'] =>
  planId && planTitle !== null && nodeId !== null && spanStart !== null && spanEnd !== null
    ? {
        id: planId,
        title: planTitle,
        nodeId,
        span: [spanStart, spanEnd],
        sentence: (planText ?? '').slice(spanStart, spanEnd),
      }
    : null;

const reportable = (
  actor: Actor,
  row: Row,
  reports: readonly ReportRow[],
  today: string,
  limits: LightThresholds,
): TaskPage['may']['report'] => {
  if (!canMove(row.status, 'report')) return [];
  const since = row.sentAt ? row.sentAt.slice(0, 10) : row.startOn;
  const duty: Duty = { rhythm: row.rhythm, startOn: row.startOn, dueOn: row.dueOn, since };
  return row.units
    .filter(({ path, signedAt }) => signedAt !== null && actsFor(actor.posts, path))
    .flatMap(({ unitId, unitName, lastPeriod }) => {
      const returned = reports.find(report => report.unitId === unitId && report.status === 'returned');
      const period = returned?.period ?? periodToReport(duty, lastPeriod, today, limits.reportDay).code;
      const report = reports.find(one => one.unitId === unitId && one.period === period);
      if (report && !isWritable(report.status)) return [];
      return [{ unitId, unitName, period, dueOn: deadlineOf(period, limits.reportDay), reportId: report?.id ?? null }];
    });
};

const rightsOf = (
  actor: Actor,
  row: Row,
  reports: readonly ReportRow[],
  today: string,
  limits: LightThresholds,
): TaskPage['may'] => {
  const office = maySupervise(actor);
  const waiting = reports.filter(({ status }) => status === 'submitted');
  const pathOf = (unitId: Id) => row.units.find(unit => unit.unitId === unitId)?.path ?? '';
  const lead = row.units.find(({ unitId }) => unitId === row.leadUnitId);
  return {
    edit: office,
    assign: office,
    send: office && canMove(row.status, 'send'),
    sign: canMove(row.status, 'sign')
      ? row.units
          .filter(({ signedAt, path }) => signedAt === null && actsFor(actor.posts, path))
          .map(({ unitId, unitName }) => ({ unitId, unitName }))
      : [],
    report: reportable(actor, row, reports, today, limits),
    review: waiting.some(({ unitId }) => mayReview(actor, pathOf(unitId))),
    finish: office && (canMove(row.status, 'finish') || canMove(row.status, 'reopen')),
    milestones: mayKeepMilestones(actor, lead?.path ?? null),
    comment: mayComment(actor),
    instruct: mayInstruct(actor),
  };
};

/** A unit as this person may see it: that it is in the task is known to all who see the task, how it stands is not. */
const unitShown = (
  actor: Actor,
  leadPath: string | null,
  { path, lastPeriod: _, ...unit }: UnitWithPath,
): TaskUnitRow =>
  seesPart(actor, { path, leadPath })
    ? { ...unit, shown: true }
    : {
        ...unit,
        signedAt: null,
        signedBy: null,
        percent: null,
        light: 'grey',
        lightReason: { code: 'not-shown' },
        shown: false,
      };

/** The values for the whole are the task's; what a unit reported of its own part is seen like the part. */
const valuesShown = (
  actor: Actor,
  leadPath: string | null,
  units: readonly TaskUnitRow[],
  target: TaskTarget,
): TaskTarget => {
  if (seesAllParts(actor, leadPath)) return target;
  const roots = actor.posts.map(({ path }) => path.split('/')[1]);
  const seen = new Set([...roots, ...units.filter(({ shown }) => shown).map(({ unitId }) => unitId)]);
  return { ...target, values: target.values.filter(({ unitId }) => seen.has(unitId)) };
};

/** The task page and drawer, with what the caller may do there now. Refuses what the caller may not see as not found. */
export async function taskPage({ db, actor, today }: Context, taskId: Id): Promise<TaskPage> {
  const row = await loadTask(db, actor, taskId);
  const limits = await thresholdsOf(db, actor.tenantId);
  const [reports, targets] = await Promise.all([
    reportsOfTask(db, actor, taskId),
    targetsOfTask(db, actor.tenantId, taskId, today, limits),
  ]);
  const leadPath = row.units.find(({ unitId }) => unitId === row.leadUnitId)?.path ?? null;
  const units = row.units.map(unit => unitShown(actor, leadPath, unit));
  const { planId: _, planTitle: _title, nodeId: _node, spanStart: _from, spanEnd: _to, planText: _text, ...task } = row;
  return {
    ...task,
    plan: planOf(row),
    units,
    targets: targets.map(target => valuesShown(actor, leadPath, units, target)),
    reports,
    may: rightsOf(actor, row, reports, today, limits),
  };
}
