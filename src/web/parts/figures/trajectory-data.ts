import type { Light } from '../../../subjects/tasks/schema';

/** A day of the 推进曲线. Decimal texts. */
export type PlannedPoint = {
  on: string;
  planned: string;
  /** On the wrong side of `warn` the light is yellow, on the wrong side of `behind` red; both or neither. */
  warn?: string | null;
  behind?: string | null;
};

/** A period that is due; `value` null is missing: a gap, never zero and never a line across. */
export type ReportedPoint = {
  /** Code of the period: 2026-08. */
  period: string;
  /** As it is written: 8月. */
  label: string;
  /** Last day of the period. */
  on: string;
  value: string | null;
  /** What the trajectory asked for on that day. */
  planned?: string | null;
  light?: Light | null;
  /** How many units are missing in the value. */
  missing?: number;
};

/** A 目标值 from the day on which it was set; the second and further ones are revisions (目标调整). */
export type TargetStep = {
  from: string;
  value: string;
  /** The upper end of a range. */
  high?: string | null;
  /** In words where it is more than a number: “≥ 93.5%”. */
  words?: string | null;
};

export type TrajectoryData = {
  unit: string | null;
  /** First and last day that is shown. */
  span: { from: string; to: string };
  today: string | null;
  planned: readonly PlannedPoint[];
  reported: readonly ReportedPoint[];
  /** In order; empty where there is no target. */
  targets: readonly TargetStep[];
  baseline?: { on: string; value: string } | null;
};

/** Every value of a trajectory, for its scale. */
export const valuesOf = ({ planned, reported, targets, baseline }: TrajectoryData): string[] =>
  [
    ...planned.flatMap(point => [point.planned, point.warn, point.behind]),
    ...reported.map(({ value }) => value),
    ...targets.flatMap(({ value, high }) => [value, high]),
    baseline?.value,
  ].filter(value => value !== null && value !== undefined);

/** The target that held on a day. */
export const targetOn = (targets: readonly TargetStep[], on: string): TargetStep | null =>
  targets.findLast(({ from }) => from <= on) ?? targets[0] ?? null;
