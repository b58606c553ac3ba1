import { sql } from 'kysely';
import { refuse } from '../../../kernel/refusal';
import { dateInChina } from '../../../kernel/today';
import type { Db } from '../../../platform/database/connect';
import type { DateText, Decimal, Id, Timestamp } from '../../../platform/database/tables';
import type { Actor } from '../../../platform/operation';
import type { Revision } from '../rules/target-reading';
import type { Direction, TrajectoryPoint } from '../rules/targets';
import type {
  Comparator,
  IndicatorAggregation,
  IndicatorExpression,
  Strength,
  TargetTerms,
  TrajectoryShape,
} from '../schema';
import { visibleTargets } from './visible';

/** A target with what its indicator and task say of it. */
export type Target = {
  id: Id;
  version: number;
  taskId: Id;
  taskTitle: string;
  number: string | null;
  year: number;
  indicatorId: Id;
  indicator: string;
  code: string | null;
  direction: Direction;
  aggregation: IndicatorAggregation;
  expression: IndicatorExpression | null;
  decimals: number;
  unit: string | null;
  comparator: Comparator;
  value: Decimal | null;
  low: Decimal | null;
  high: Decimal | null;
  baseline: Decimal | null;
  strength: Strength;
  approximate: boolean;
  text: string;
  dueOn: DateText;
  trajectory: TrajectoryShape;
  startOn: DateText | null;
  pairId: Id | null;
  latest: Decimal | null;
  latestOn: DateText | null;
  points: TrajectoryPoint[];
  /** Of the indicator, of the task where the indicator has none. */
  leadId: Id | null;
  leadName: string | null;
  /** Null while the task is not sent out: nobody leads what was not given to them yet. */
  leadPath: string | null;
};

const targetsWhere = async (
  db: Db,
  { tenantId, ids, seenBy, lock }: { tenantId: Id; ids: readonly Id[]; seenBy: Actor | null; lock: boolean },
): Promise<Target[]> => {
  const { rows } = await sql<Target>`
    select g.id, g.version, g.task_id, t.title as task_title, t.number, t.year, i.id as indicator_id, i.name as indicator,
      i.code, i.direction, i.aggregation, i.expression, i.decimals, nullif(coalesce(g.unit, i.unit), '') as unit,
      g.comparator, g.value, g.low, g.high, g.baseline, g.strength, g.approximate, g.text, g.due_on, g.trajectory, g.start_on,
      g.pair_id, g.latest, g.latest_on,
      coalesce((select jsonb_agg(jsonb_build_object('on', p.on_date, 'planned', p.planned::text) order by p.on_date)
                from target_points p where p.tenant_id = g.tenant_id and p.target_id = g.id), '[]') as points,
      l.id as lead_id, l.short_name as lead_name, case when t.status <> 'draft' then l.path end as lead_path
    from targets g
    join tasks t on t.tenant_id = g.tenant_id and t.id = g.task_id
    join indicators i on i.tenant_id = g.tenant_id and i.id = g.indicator_id
    left join org_units l on l.tenant_id = g.tenant_id and l.id = coalesce(i.lead_unit_id, t.lead_unit_id)
    where g.tenant_id = ${tenantId} and g.id = any(${[...ids]}::bigint[])
      and ${seenBy === null ? sql`true` : visibleTargets(seenBy)}
    order by t.sort, t.id, g.sort, g.id
    ${lock ? sql`for update of g` : sql``}`.execute(db);
  return rows;
};

/** A target that the actor sees; not found where they do not. `lock`: for this transaction. */
export const targetSeen = async (db: Db, actor: Actor, targetId: Id, lock = false): Promise<Target> =>
  (await targetsWhere(db, { tenantId: actor.tenantId, ids: [targetId], seenBy: actor, lock }))[0] ??
  refuse('not-found');

/** Targets in the order of the plan, whoever asks. */
export const targetsById = (db: Db, tenantId: Id, ids: readonly Id[], lock = false): Promise<Target[]> =>
  targetsWhere(db, { tenantId, ids, seenBy: null, lock });

/** What of a target a revision may change. */
export const termsOf = (target: Target): TargetTerms => {
  const { comparator, value, low, high, dueOn, strength, baseline, trajectory, startOn, points } = target;
  return { comparator, value, low, high, dueOn, strength, baseline, trajectory, startOn, points };
};

export type TargetValue = {
  on: DateText;
  value: Decimal;
  unitId: Id;
  unitName: string;
  by: string | null;
  isMeasured: boolean;
  path: string;
};

/** The values reported for a target, oldest first. */
export const valuesOfTarget = async (db: Db, tenantId: Id, targetId: Id): Promise<TargetValue[]> => {
  const { rows } = await sql<TargetValue>`
    select v.on_date as on, v.value, v.org_unit_id as unit_id, o.short_name as unit_name, o.path, u.name as by,
      v.reported_by is null as is_measured
    from target_values v
    join org_units o on o.tenant_id = v.tenant_id and o.id = v.org_unit_id
    left join users u on u.tenant_id = v.tenant_id and u.id = v.reported_by
    where v.tenant_id = ${tenantId} and v.target_id = ${targetId}
    order by v.on_date, o.sort, v.id`.execute(db);
  return rows;
};

export type RevisionRow = {
  id: Id;
  at: Timestamp;
  by: string;
  signedAs: string;
  reason: string;
  before: TargetTerms;
  after: TargetTerms;
};

/** 目标调整 of a target, oldest first. */
export const revisionsOf = (db: Db, tenantId: Id, targetId: Id): Promise<RevisionRow[]> =>
  db
    .selectFrom('targetRevisions as r')
    .innerJoin('users as u', join => join.onRef('u.tenantId', '=', 'r.tenantId').onRef('u.id', '=', 'r.userId'))
    .select(['r.id', 'r.at', 'u.name as by', 'r.signedAs', 'r.reason', 'r.before', 'r.after'])
    .where('r.tenantId', '=', tenantId)
    .where('r.targetId', '=', targetId)
    .orderBy('r.id')
    .execute();

/** By the day in China on which each was signed. */
export const datedRevisions = (rows: readonly RevisionRow[]): Revision[] =>
  rows.map(({ at, before, after }) => ({ on: dateInChina(at), before, after }));

/** 预警/滞后 limits of a body; undefined where it keeps to the usual ones. */
export const limitsOf = async (db: Db, tenantId: Id): Promise<{ yellow: number; red: number } | undefined> => {
  const { settings } = await db
    .selectFrom('tenants')
    .select('settings')
    .where('tenantId', '=', tenantId)
    .executeTakeFirstOrThrow();
  return settings.lightThresholds;
};

/** Who changed a thing last; for «…已经改过这一条». */
export const lastChangedBy = async (db: Db, tenantId: Id, kind: string, id: Id): Promise<string> => {
  const row = await db
    .selectFrom('auditEntries as a')
    .innerJoin('users as u', join => join.onRef('u.tenantId', '=', 'a.tenantId').onRef('u.id', '=', 'a.userId'))
    .select('u.name')
    .where('a.tenantId', '=', tenantId)
    .where('a.kind', '=', kind)
    .where('a.subjectId', '=', id)
    .orderBy('a.id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.name ?? '';
};
