import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../../platform/database/connect';
import type { DateText, Decimal, Id } from '../../platform/database/tables';
import { digitsFor, inDigits } from './rules/shown-digits';
import { type Direction, judgeTarget, plannedOn, type TargetJudgement, type TrajectoryPoint } from './rules/targets';
import type { TargetStatus, TaskTarget } from './schema';

export { lastChangedBy } from './targets/reads';

type Limits = { yellow: number; red: number };

type TargetRow = Omit<TaskTarget, 'plannedToday' | 'status' | 'points' | 'values' | 'span'> & {
  taskId: Id;
  /** Number of the task in its plan. */
  number: string | null;
  direction: Direction;
  spanStart: number | null;
  spanEnd: number | null;
  points: TrajectoryPoint[];
};

type Kept = TargetRow & { decimals: number; isMeasured: boolean };

/** A target with its trajectory, judged on the day of its latest value; figures in the digits that are shown. */
export type JudgedTarget = TargetRow & {
  /** Of what is measured; null: as it was said. */
  digits: number | null;
  plannedToday: Decimal | null;
  judgement: TargetJudgement;
};

const shown = (value: Decimal | null, digits: number | null): Decimal | null =>
  value === null || digits === null ? value : inDigits(value, digits);

/** The targets of the tasks that `chosen` (a clause over `tasks t`) names, in the order of the plan, each judged. One statement. */
export async function judgedTargets(
  db: Db,
  tenantId: Id,
  chosen: RawBuilder<boolean>,
  today: DateText,
  limits: Limits,
): Promise<JudgedTarget[]> {
  const { rows } = await sql<Kept>`
    select g.id, g.task_id, t.number, i.name as indicator, i.direction, g.comparator, g.value, g.low, g.high, coalesce(g.unit, '') as unit,
      g.strength, g.approximate, g.baseline, g.text, g.span_start, g.span_end, g.due_on, g.pair_id, g.latest, g.latest_on, g.awaiting,
      g.trajectory, g.version, i.decimals, i.expression is not null as is_measured,
      coalesce((select jsonb_agg(jsonb_build_object('on', p.on_date, 'planned', p.planned::text) order by p.on_date)
                from target_points p where p.tenant_id = g.tenant_id and p.target_id = g.id), '[]') as points
    from targets g
    join tasks t on t.tenant_id = g.tenant_id and t.id = g.task_id
    join indicators i on i.tenant_id = g.tenant_id and i.id = g.indicator_id
    where g.tenant_id = ${tenantId} and ${chosen}
    order by t.sort, t.id, g.sort, g.id`.execute(db);
  return rows.map(({ decimals, isMeasured, ...row }) => {
    const latest = row.latest === null || row.latestOn === null ? null : { value: row.latest, on: row.latestOn };
    const unit = row.unit || null;
    const digits = isMeasured ? digitsFor(decimals, unit, row) : null;
    const judgement = judgeTarget(row, row.points, latest, row.direction, limits, row.dueOn < today);
    return {
      ...row,
      ...{ unit, digits },
      latest: shown(row.latest, digits),
      plannedToday: plannedOn(row.points, today, row.trajectory),
      judgement: { ...judgement, gap: shown(judgement.gap, digits) },
    };
  });
}

type ValueRow = TaskTarget['values'][number] & { targetId: Id };

/** The reported values of some targets, oldest first. */
const valuesOf = async (db: Db, tenantId: Id, targetIds: readonly Id[]): Promise<ValueRow[]> => {
  if (targetIds.length === 0) return [];
  const { rows } = await sql<ValueRow>`
    select v.target_id, v.on_date as on, v.value, v.org_unit_id as unit_id, o.short_name as unit_name, u.name as by
    from target_values v
    join org_units o on o.tenant_id = v.tenant_id and o.id = v.org_unit_id
    left join users u on u.tenant_id = v.tenant_id and u.id = v.reported_by
    where v.tenant_id = ${tenantId} and v.target_id = any(${[...targetIds]}::bigint[])
    order by v.on_date, o.sort, v.id`.execute(db);
  return rows;
};

/** The targets of one task for its page. */
export async function targetsOfTask(
  db: Db,
  tenantId: Id,
  taskId: Id,
  today: DateText,
  limits: Limits,
): Promise<TaskTarget[]> {
  const targets = await judgedTargets(db, tenantId, sql`t.id = ${taskId}`, today, limits);
  const values = await valuesOf(
    db,
    tenantId,
    targets.map(({ id }) => id),
  );
  return targets.map(
    ({ taskId: _, number: _number, direction: _direction, spanStart, spanEnd, judgement, digits, ...target }) => ({
      ...target,
      status: judgement.status,
      span: spanStart === null || spanEnd === null ? null : [spanStart, spanEnd],
      values: values
        .filter(({ targetId }) => targetId === target.id)
        .map(({ targetId: _id, ...said }) => ({ ...said, value: shown(said.value, digits) ?? said.value })),
    }),
  );
}

/** What of a task's targets is behind: how many, and the one furthest behind; for the task's light. */
export type TargetsBehind = {
  count: number;
  indicator: string;
  planned: string;
  actual: string;
  gap: string;
  unit: string;
  /** Judged by the value of an earlier day, while a newer period is waited for. */
  awaiting: { on: DateText; reported: number; expected: number } | null;
};

const behind: readonly TargetStatus[] = ['missed', 'far-behind', 'behind'];

const waitedFor = ({ awaiting, latestOn }: JudgedTarget): TargetsBehind['awaiting'] =>
  awaiting && latestOn !== null ? { on: latestOn, reported: awaiting.reported, expected: awaiting.expected } : null;

/** By task: its targets that are behind; a committed one before one that is only striven for. Tasks with none are left out. */
export const targetsBehindByTask = (targets: readonly JudgedTarget[]): Map<Id, TargetsBehind> => {
  const byTask = new Map<Id, JudgedTarget[]>();
  for (const target of targets)
    if (target.strength === 'commit' && behind.includes(target.judgement.status))
      byTask.set(target.taskId, [...(byTask.get(target.taskId) ?? []), target]);
  return new Map(
    [...byTask].map(([taskId, late]) => {
      const worst = late.toSorted(
        (a, b) => behind.indexOf(a.judgement.status) - behind.indexOf(b.judgement.status),
      )[0]!;
      return [
        taskId,
        {
          count: late.length,
          indicator: worst.indicator,
          planned: worst.judgement.planned ?? '',
          actual: worst.latest ?? '',
          gap: worst.judgement.gap ?? '',
          unit: worst.unit ?? '',
          awaiting: waitedFor(worst),
        },
      ];
    }),
  );
};
