import type { DateText, Decimal } from '../../../platform/database/tables';
import { judgeTarget, startOf, type TargetShape, type TrajectoryPoint } from '../../indicators/rules/targets';
import { trajectoryOfPart } from '../../indicators/rules/trajectory';
import type { TargetStatus } from '../../indicators/schema';

/** A target with what a unit's value is held against. */
export type AimedAt = TargetShape & { dueOn: DateText; points: readonly TrajectoryPoint[] };

type Limits = { yellow: number; red: number };

export type Standing = { planned: Decimal | null; status: TargetStatus; gap: Decimal | null };

/** The value of the whole at the end of a period, against its target. */
export const standingOf = (
  target: AimedAt,
  value: Decimal | null,
  endsOn: DateText,
  direction: 'up' | 'down',
  limits: Limits,
): Standing => {
  const latest = value === null ? null : { value, on: endsOn };
  return judgeTarget(target, target.points, latest, direction, limits, target.dueOn < endsOn);
};

/**
 * The same for a unit by its part of the target; its trajectory has the shape of the whole's. An increment begins with nothing; any
 * other part begins where the whole does by its share, or is judged at the end alone.
 */
export const partStanding = (
  target: AimedAt,
  part: Decimal,
  value: Decimal | null,
  endsOn: DateText,
  direction: 'up' | 'down',
  limits: Limits,
): TargetStatus => {
  const own = { ...target, value: part, low: null, high: null, baseline: null };
  const points = trajectoryOfPart(target.points, startOf(own), part, target.unit);
  const latest = value === null ? null : { value, on: endsOn };
  return judgeTarget(own, points, latest, direction, limits, target.dueOn < endsOn).status;
};
