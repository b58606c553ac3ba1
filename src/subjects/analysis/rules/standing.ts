import type { DateText, Decimal } from '../../../platform/database/tables';
import { aimOf, judgeTarget, type TargetShape, type TrajectoryPoint } from '../../indicators/rules/targets';
import { startOfPart, trajectoryOfPart } from '../../indicators/rules/trajectory';
import type { TargetStatus } from '../../indicators/schema';

/** A target with what a unit's value is held against. `shared`: its parts add up to it. */
export type AimedAt = TargetShape & { dueOn: DateText; points: readonly TrajectoryPoint[]; shared: boolean };

type Limits = { yellow: number; red: number };

export type Standing = { planned: Decimal | null; status: TargetStatus; gap: Decimal | null };

/** The value at the end of a period, against its target. */
export const standingOf = (
  target: Omit<AimedAt, 'shared'>,
  value: Decimal | null,
  endsOn: DateText,
  direction: 'up' | 'down',
  limits: Limits,
): Standing => {
  const latest = value === null ? null : { value, on: endsOn };
  return judgeTarget(target, target.points, latest, direction, limits, target.dueOn < endsOn);
};

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

/** The value of a unit at the end of a period, against its part of the target. */
export const partStanding = (
  target: AimedAt,
  part: Decimal,
  value: Decimal | null,
  endsOn: DateText,
  direction: 'up' | 'down',
  limits: Limits,
): TargetStatus => standingOf(partTarget(target, part, direction), value, endsOn, direction, limits).status;
