import type { DateText, Decimal } from '../../../platform/database/tables';
import { courseOfPart } from '../../indicators/rules/part-course';
import { judgeTarget, plannedOn, type TargetShape, type TrajectoryPoint } from '../../indicators/rules/targets';
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

/** 分解值 of a unit, and what it reached last year (去年值): where its way begins, as its letter says. */
export type Part = { value: Decimal; last: Decimal | null };

/** A unit's part as a target of its own, the way its letter says it. */
export const partTarget = <Target extends AimedAt>(target: Target, part: Part, direction: 'up' | 'down'): Target =>
  courseOfPart(target, part, target.shared, direction);

// What is planned for one day hangs on the points beside it and on both ends: the others need not be worked out for each unit. On a level
// way a point counts by its place among all.
const pointsFor = (points: readonly TrajectoryPoint[], on: DateText): readonly TrajectoryPoint[] => {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last || first.planned === last.planned) return points;
  const next = points.findIndex(point => point.on >= on);
  const beside = next < 0 ? [] : points.slice(Math.max(0, next - 1), next + 1);
  return [...new Set([first, ...beside, last])];
};

/** The day that values stand for, and the one they are looked at. */
export type Days = { standsFor: DateText; lookedOn: DateText };

/**
 * Judges the values of units at the end of a period by their parts of the target. Where parts are equal (a ratio that each has to reach) the
 * way there is drawn once.
 */
export const judgeParts = (
  target: AimedAt,
  { standsFor, lookedOn }: Days,
  direction: 'up' | 'down',
  limits: Limits,
) => {
  const near = { ...target, points: pointsFor(target.points, standsFor) };
  const drawn = new Map<string, AimedAt>();
  const draw = (part: Part): AimedAt => {
    const own = partTarget(near, part, direction);
    const planned = plannedOn(own.points, standsFor, own.trajectory);
    return { ...own, points: planned === null ? [] : [{ on: standsFor, planned }] };
  };
  return (part: Part, value: Decimal | null): TargetStatus => {
    const key = `${part.value} ${part.last}`;
    const own = drawn.get(key) ?? draw(part);
    drawn.set(key, own);
    const latest = value === null ? null : { value, on: standsFor };
    return standingOf(own, latest, lookedOn, direction, limits).status;
  };
};
