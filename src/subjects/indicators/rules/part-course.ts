import type { Decimal } from '../../../platform/database/tables';
import { aimOf, type Direction, type TargetShape, type TrajectoryPoint } from './targets';
import { startOfPart, trajectoryOfPart } from './trajectory';

/** A target with the way to it. */
export type CourseShape = TargetShape & { points: readonly TrajectoryPoint[] };

/** 分解值 of a unit, and what the unit reached last year (去年值), where that is known. */
export type UnitPart = { value: Decimal | null; last: Decimal | null };

/**
 * A unit's part as a target of its own: it begins where the unit stood (`startOfPart`), and its trajectory has the shape of the whole's. What a
 * letter says and what a light is judged by. `shared`: the parts add up to the whole.
 */
export const courseOfPart = <Whole extends CourseShape>(
  whole: Whole,
  { value, last }: UnitPart,
  shared: boolean,
  direction: Direction,
): Whole => {
  const aim = aimOf(whole, direction);
  const baseline = value === null || aim === null ? null : startOfPart(whole, aim, value, last, shared);
  const near = direction === 'down' ? 'le' : 'ge';
  return {
    ...whole,
    comparator: whole.comparator === 'range' ? near : whole.comparator,
    ...{ value, low: null, high: null, baseline },
    points: trajectoryOfPart(whole.points, baseline, value, whole.unit),
  };
};
