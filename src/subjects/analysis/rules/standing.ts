import type { DateText, Decimal } from '../../../platform/database/tables';
import { aimOf, judgeTarget, plannedOn, type TargetShape, type TrajectoryPoint } from '../../indicators/rules/targets';
import { startOfPart, trajectoryOfPart } from '../../indicators/rules/trajectory';
import type { TargetStatus } from '../../indicators/schema';

/** A target with what a unit's value is held against. `shared`: its parts add up to it. */
export type AimedAt = TargetShape & { dueOn: DateText; points: readonly TrajectoryPoint[]; shared: boolean };

type Limits = { yellow: number; red: number };

export type Standing = { planned: Decimal | null; status: TargetStatus; gap: Decimal | null };

/** A value and the day it stands for. */
export type Latest = { value: Decimal; on: DateText };

/** The latest value against its target, looked at on a day: past the due day it is reached or missed, as its task says. */
export const standingOf = (
  target: Omit<AimedAt, 'shared'>,
  latest: Latest | null,
  lookedOn: DateText,
  direction: 'up' | 'down',
  limits: Limits,
): Standing => judgeTarget(target, target.points, latest, direction, limits, target.dueOn < lookedOn);

/**
 * A unit's part as a target of its own; its trajectory has the shape of the whole's. An increment begins with nothing, any other part
 * where the whole does: by its share where parts add up.
 */
export const partTarget = <Target extends AimedAt>(target: Target, part: Decimal, direction: 'up' | 'down'): Target => {
  const aim = aimOf(target, direction);
  const baseline = aim === null ? null : startOfPart(target, aim, part, null, target.shared);
  const near = direction === 'up' ? 'ge' : 'le';
  return {
    ...target,
    comparator: target.comparator === 'range' ? near : target.comparator,
    ...{ value: part, low: null, high: null, baseline },
    points: trajectoryOfPart(target.points, baseline, part, target.unit),
  };
};

// What is planned for one day hangs on the points beside it and on both ends: the others need not be worked out for each unit. On a level
// way a point counts by its place among all.
const pointsFor = (points: readonly TrajectoryPoint[], on: DateText): readonly TrajectoryPoint[] => {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last || first.planned === last.planned) return points;
  const next = points.findIndex(point => point.on >= on);
  const beside = next < 0 ? [] : points.slice(Math.max(0, next - 1), next + 1);
  return [...new Set([first, ...beside, last])];
};

/** The end of the period that values stand for, and the day they are looked at. */
export type Days = { endsOn: DateText; lookedOn: DateText };

/**
 * Judges the values of units at the end of a period by their parts of the target. Where parts are equal (a ratio that each has to reach) the
 * way there is drawn once.
 */
export const judgeParts = (target: AimedAt, { endsOn, lookedOn }: Days, direction: 'up' | 'down', limits: Limits) => {
  const near = { ...target, points: pointsFor(target.points, endsOn) };
  const drawn = new Map<Decimal, AimedAt>();
  const draw = (part: Decimal): AimedAt => {
    const own = partTarget(near, part, direction);
    const planned = plannedOn(own.points, endsOn, own.trajectory);
    return { ...own, points: planned === null ? [] : [{ on: endsOn, planned }] };
  };
  return (part: Decimal, value: Decimal | null): TargetStatus => {
    const own = drawn.get(part) ?? draw(part);
    drawn.set(part, own);
    const latest = value === null ? null : { value, on: endsOn };
    return standingOf(own, latest, lookedOn, direction, limits).status;
  };
};

/** The same for one unit. */
export const partStanding = (
  target: AimedAt,
  part: Decimal,
  value: Decimal | null,
  days: Days,
  direction: 'up' | 'down',
  limits: Limits,
): TargetStatus => judgeParts(target, days, direction, limits)(part, value);
