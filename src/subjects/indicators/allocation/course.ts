import { sql } from 'kysely';
import type { Db } from '../../../platform/database/connect';
import type { Decimal, Id } from '../../../platform/database/tables';
import type { Actor } from '../../../platform/operation';
import { courseOfPart } from '../rules/part-course';
import type { TargetShape, TrajectoryPoint } from '../rules/targets';
import type { Target } from '../targets/reads';
import { type Allocation, allocationsWhere, partsShown, wayOf } from './reads';

/** A unit's part as a target of its own: its value, its baseline, and its trajectory in the shape of the whole. */
export type Course = { shape: TargetShape & { dueOn: Target['dueOn'] }; points: readonly TrajectoryPoint[] };

/** `last`: what the unit had reached last year when it was sent its part. */
export const courseOf = (
  target: Target,
  rule: Allocation['rule'],
  value: Decimal | null,
  last: Decimal | null,
): Course => {
  const shape = courseOfPart(target, { value, last }, rule === 'sum', wayOf(target));
  return { shape, points: shape.points };
};

/** The course of the part that a unit was sent of a target; null where there is none that the actor sees. */
export const partCourse = async (db: Db, actor: Actor, target: Target, unitId: Id): Promise<Course | null> => {
  const given = sql`a.target_id = ${target.id} and a.state = 'sent' and exists (
    select 1 from allocation_parts p where p.tenant_id = a.tenant_id and p.allocation_id = a.id and p.org_unit_id = ${unitId})`;
  const [allocation] = await allocationsWhere(db, actor.tenantId, given);
  const part = allocation && partsShown(actor, allocation).find(one => one.unitId === unitId);
  if (!part) return null;
  return courseOf(target, allocation.rule, part.value, part.last);
};
