import { sql } from 'kysely';
import type { Db } from '../../../platform/database/connect';
import type { Decimal, Id } from '../../../platform/database/tables';
import { type Actor, read } from '../../../platform/operation';
import { maySplit } from '../allocation/policy';
import { type Allocation, allocationsWhere, balanceOfAllocation } from '../allocation/reads';
import { judgeTarget, plannedOn } from '../rules/targets';
import { type TargetList, type TargetRow, targetListInput } from './list-schema';
import { mayLookAtTargets, mayReviseTargets, seesAllOfTarget } from './policy';
import { limitsOf, type Target, targetsById } from './reads';
import { lastYearOfBody } from './reported-figures';
import { visibleTargets } from './visible';

const targetsOfYear = async (db: Db, actor: Actor, year: number): Promise<Target[]> => {
  const { rows } = await sql<{ id: Id }>`
    select g.id from targets g
    join tasks t on t.tenant_id = g.tenant_id and t.id = g.task_id
    join indicators i on i.tenant_id = g.tenant_id and i.id = g.indicator_id
    where g.tenant_id = ${actor.tenantId} and t.year = ${year} and ${visibleTargets(actor)}`.execute(db);
  return targetsById(
    db,
    actor.tenantId,
    rows.map(({ id }) => id),
  );
};

const splitShown = (actor: Actor, target: Target, split: Allocation | undefined): TargetRow['split'] => {
  if (!split || !seesAllOfTarget(actor, target.leadPath)) return null;
  const { state, parts, waiver } = split;
  const signed = parts.filter(({ signedAt }) => signedAt !== null).length;
  return {
    state,
    parts: parts.length,
    signed,
    balance: balanceOfAllocation(split)?.state ?? null,
    waived: waiver !== null,
  };
};

/** All targets of a year in the order of the plan, as the caller may see them. */
export const targetList = read({
  name: 'indicators.targets',
  summary: '年度目标一览：目标值、基数、序时应到、实际、进度、分解和签收',
  input: targetListInput,
  may: mayLookAtTargets,
  run: async ({ db, actor, today }, { year }): Promise<TargetList> => {
    const { tenantId } = actor;
    const targets = await targetsOfYear(db, actor, year);
    const limits = await limitsOf(db, tenantId);
    const splits = await allocationsWhere(db, tenantId, sql`o.parent_id is null and t.year = ${year}`);
    const byTarget = new Map(splits.map(split => [split.target.id, split]));
    const mayRevise = mayReviseTargets(actor);
    // Who cannot sign for a baseline has no use for it.
    const last = mayRevise ? await lastYearOfBody(db, tenantId, year - 1, targets) : new Map<Id, Decimal>();
    const rows = targets.map((target): TargetRow => {
      const { latest, latestOn, points, direction, dueOn, expression } = target;
      const value = latest === null || latestOn === null ? null : { value: latest, on: latestOn };
      return {
        ...{
          id: target.id,
          version: target.version,
          number: target.number,
          title: target.taskTitle,
          text: target.text,
        },
        ...{
          indicator: target.indicator,
          isMeasured: expression !== null,
          unit: target.unit,
          decimals: target.decimals,
          leadName: target.leadName,
        },
        ...{ comparator: target.comparator, value: target.value, low: target.low, high: target.high },
        ...{ strength: target.strength, dueOn, baseline: target.baseline, trajectory: target.trajectory },
        ...{ hasCourse: points.length > 0, planned: plannedOn(points, today, target.trajectory), latest, latestOn },
        status: judgeTarget(target, points, value, direction, limits, dueOn < today).status,
        lastYear: last.get(target.id) ?? null,
        split: splitShown(actor, target, byTarget.get(target.id)),
        may: { allocate: maySplit(actor, { unitPath: null, leadPath: target.leadPath }) },
      };
    });
    return { rows, may: { revise: mayRevise } };
  },
});
