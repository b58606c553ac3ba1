import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../../../platform/database/connect';
import type { DateText, Decimal, Id } from '../../../platform/database/tables';
import type { Actor } from '../../../platform/operation';
import { inPaths, visibleTargets } from '../../indicators/reads/visible-targets';
import type { ReportedValue } from '../../indicators/rules/target-reading';
import type { TrajectoryPoint } from '../../indicators/rules/targets';
import type { Comparator, Strength, TargetTerms, TrajectoryShape } from '../../indicators/schema';
import { postPaths, seesEverything } from '../../org/rules';
import { saidValuesAt } from '../../tasks/reads/said-values';
import { endOfDay } from './sums';

/** The target of an indicator for the whole body, with its trajectory and how it was split. */
export type IndicatorTarget = {
  targetId: Id;
  indicatorId: Id;
  taskId: Id;
  planId: Id | null;
  text: string;
  comparator: Comparator;
  value: Decimal | null;
  low: Decimal | null;
  high: Decimal | null;
  unit: string | null;
  strength: Strength;
  baseline: Decimal | null;
  trajectory: TrajectoryShape;
  dueOn: DateText;
  points: TrajectoryPoint[];
  /**
   * The values towards it for the body, as its task has them: since the year began where it is an increment or adds up. As of an earlier day
   * only what progress reports had said by then: what was measured is worked out anew.
   */
  values: ReportedValue[];
  /** 分解值 by unit, where the split was sent out. */
  parts: Record<Id, Decimal>;
  /** 去年值 by unit, as it was known when the split was sent out. */
  lastYear: Record<Id, Decimal>;
  /** The parts add up to the whole. */
  shared: boolean;
};

type Row = Omit<IndicatorTarget, 'parts' | 'lastYear'> & {
  /** By unit what it was given, and what it was last year. */
  given: Record<Id, [value: Decimal, last: Decimal | null]>;
  /** What of the terms was otherwise on the day: revised since. */
  termsThen: Partial<TargetTerms> | null;
};

/**
 * Which targets `g` (of tasks `t`, indicators `i`) are shown beside figures, and which parts of their splits (of units `o`, split by `b`,
 * the target led by `l`).
 */
export type AimsSeen = { targets: RawBuilder<boolean>; parts: RawBuilder<boolean> };

/** As a person sees them alone: `visibleTargets`, and of the parts that were sent out `seesPart`. */
export const aimsSeenBy = (actor: Actor): AimsSeen => {
  const paths = postPaths(actor);
  const within = (alias: string) => sql`coalesce(${inPaths(alias, paths)}, false)`;
  return {
    targets: visibleTargets(actor),
    parts: seesEverything(actor) ? sql`true` : sql`(${within('o')} or ${within('b')} or ${within('l')})`,
  };
};

/** What stands beside figures that everybody may see: the whole's target, nobody's part. */
export const aimsForAll: AimsSeen = { targets: sql`true`, parts: sql`false` };

/**
 * For each indicator the target that is due next on a day (the last one where all are past), the committed before the strived for, a stock
 * before the increment beside it; by the terms that were in force at the end of `known`, and with `asOf` by what reports had said then.
 */
export async function targetsOn(
  db: Db,
  tenantId: Id,
  { on, known, asOf }: { on: DateText; known: DateText; asOf?: DateText | undefined },
  indicatorIds: readonly Id[],
  seen: AimsSeen,
): Promise<Map<Id, IndicatorTarget>> {
  const dueOn = sql`coalesce((r.terms_then->>'dueOn')::date, g.due_on)`;
  const { rows } = await sql<Row>`
    select distinct on (g.indicator_id) g.id as target_id, g.indicator_id, g.task_id, g.plan_id, g.text, g.comparator, g.value, g.low,
      g.high, nullif(coalesce(g.unit, i.unit), '') as unit, g.strength, g.baseline, g.trajectory, g.due_on, r.terms_then,
      coalesce((select jsonb_agg(jsonb_build_object('on', p.on_date, 'planned', p.planned::text) order by p.on_date)
                from target_points p where p.tenant_id = g.tenant_id and p.target_id = g.id), '[]') as points,
      coalesce((select jsonb_agg(jsonb_build_object('on', v.on_date, 'value', trim_scale(v.value)::text, 'isMeasured', v.reported_by is null)
                  order by v.on_date)
                from target_values v join org_units o on o.tenant_id = v.tenant_id and o.id = v.org_unit_id and o.parent_id is null
                where v.tenant_id = g.tenant_id and v.target_id = g.id and v.on_date <= ${on}::date), '[]') as values,
      coalesce((select jsonb_object_agg(x.org_unit_id::text, jsonb_build_array(x.value::text, x.last::text))
                from allocations a join allocation_parts x on x.tenant_id = a.tenant_id and x.allocation_id = a.id
                join org_units o on o.tenant_id = x.tenant_id and o.id = x.org_unit_id
                join org_units b on b.tenant_id = a.tenant_id and b.id = a.org_unit_id
                where a.tenant_id = g.tenant_id and a.target_id = g.id and a.state = 'sent' and x.value is not null
                  and ${seen.parts}), '{}') as given,
      exists (select 1 from allocations a where a.tenant_id = g.tenant_id and a.target_id = g.id and a.state = 'sent' and a.rule = 'sum')
        as shared
    from targets g
    join tasks t on t.tenant_id = g.tenant_id and t.id = g.task_id and t.status <> 'draft'
    join indicators i on i.tenant_id = g.tenant_id and i.id = g.indicator_id
    left join org_units l on l.tenant_id = g.tenant_id and l.id = coalesce(i.lead_unit_id, t.lead_unit_id)
    left join lateral (
      select r.before as terms_then from target_revisions r
      where r.tenant_id = g.tenant_id and r.target_id = g.id and (r.at at time zone 'Asia/Shanghai')::date > ${known}::date
      order by r.id limit 1) r on true
    where g.tenant_id = ${tenantId} and g.indicator_id = any(${[...indicatorIds]}::bigint[]) and ${seen.targets}
    order by g.indicator_id, ${dueOn} < ${on}::date, g.strength = 'strive', abs(${dueOn} - ${on}::date), g.comparator = 'add', g.id`.execute(
    db,
  );
  const said =
    asOf === undefined
      ? null
      : await saidValuesAt(
          db,
          tenantId,
          rows.map(({ targetId }) => targetId),
          endOfDay(asOf),
        );
  return new Map(
    rows.map(({ termsThen, given, ...target }) => {
      const parts: Record<Id, Decimal> = {};
      const lastYear: Record<Id, Decimal> = {};
      for (const [unitId, [value, last]] of Object.entries(given)) {
        parts[unitId] = value;
        if (last !== null) lastYear[unitId] = last;
      }
      const values = said
        ? (said.get(target.targetId) ?? []).map(one => ({ ...one, isMeasured: false }))
        : target.values;
      return [target.indicatorId, { ...target, ...termsThen, values, parts, lastYear }];
    }),
  );
}
