import { addDays, daysBetween, monthEnd } from '../../../kernel/calendar';
import {
  addDecimals,
  compareDecimals,
  plainDecimal,
  proportionOf,
  shareOf,
  subtractDecimals,
} from '../../../kernel/decimal';
import type { Finding } from '../../../kernel/finding';
import { periodsWithin } from '../../../kernel/period';
import type { DateText, Decimal } from '../../../platform/database/tables';
import type { TrajectoryShape } from '../schema';
import {
  aimOf,
  type Direction,
  plannedScale,
  startOf,
  type TargetShape,
  type TrajectoryPoint,
  trajectoryOf,
} from './targets';

/** A day of the trajectory as a person gives it; without a value it is one of equal steps. */
export type GivenPoint = { on: DateText; planned: Decimal | null };

/** What a trajectory is drawn from. */
export type TrajectoryPlan = {
  target: TargetShape;
  shape: TrajectoryShape;
  /** The day of the baseline. */
  startOn: DateText;
  dueOn: DateText;
  direction?: Direction;
  /** The days of `stepped`, the points of `manual`. */
  given?: readonly GivenPoint[];
  /** 去年各月: what came in each month of last year, January first; for `seasonal`. */
  seasons?: readonly (Decimal | null)[];
};

/** Findings have the field as `at`: `points.3`, `seasons`, `dueOn`. An error means that there is no trajectory. */
export type Trajectory = { points: TrajectoryPoint[]; findings: Finding[] };

const finding = (code: string, level: Finding['level'], at: string, message = code): Finding => ({
  code,
  level,
  message,
  at,
});

/** The last days of the months after the start and before the due date, and the due date. */
const monthEnds = (startOn: DateText, dueOn: DateText): DateText[] => {
  const dates: DateText[] = [];
  for (let end = monthEnd(startOn); end < dueOn; end = monthEnd(addDays(end, 1))) if (end > startOn) dates.push(end);
  return [...dates, dueOn];
};

type Way = { from: Decimal; to: Decimal; scale: number };

/** Points on these days, the way between start and end in shares that add up to `whole`; the last ends exactly. */
const pointsBy = (
  { from, to, scale }: Way,
  startOn: DateText,
  days: readonly DateText[],
  reached: readonly Decimal[],
): TrajectoryPoint[] => {
  const distance = subtractDecimals(to, from);
  const whole = reached.at(-1)!;
  return [
    { on: startOn, planned: plainDecimal(from) },
    ...days.map((on, index) => ({
      on,
      planned: plainDecimal(addDecimals(from, proportionOf(distance, reached[index]!, whole, scale))),
    })),
  ];
};

const equalSteps = (way: Way, startOn: DateText, days: readonly DateText[]): TrajectoryPoint[] =>
  pointsBy(
    way,
    startOn,
    days,
    days.map((_, index) => String(index + 1)),
  );

/** The day that each term on the way stands for, and the due date; as far as the days have gone, since the first term is often a short one. */
const byTerm = (way: Way, startOn: DateText, dueOn: DateText): TrajectoryPoint[] => {
  const ends = periodsWithin('term', addDays(startOn, 1), addDays(dueOn, -1)).map(({ standsFor }) => standsFor);
  const days = [...ends, dueOn];
  return pointsBy(
    way,
    startOn,
    days,
    days.map(on => String(daysBetween(startOn, on))),
  );
};

/** By the months of last year: a month in which less than nothing came counts as nothing. */
const seasonal = (plan: TrajectoryPlan, way: Way): Trajectory => {
  const days = monthEnds(plan.startOn, plan.dueOn);
  const seasons = plan.seasons ?? [];
  const share = (on: DateText): Decimal => {
    const value = seasons[Number(on.slice(5, 7)) - 1] ?? '0';
    return compareDecimals(value, '0') > 0 ? value : '0';
  };
  let sum = '0';
  const reached = days.map(on => {
    sum = addDecimals(sum, share(on));
    return sum;
  });
  const linear = () => trajectoryOf(plan.target, plan.startOn, plan.dueOn, plan.direction);
  if (compareDecimals(sum, '0') === 0)
    return { points: linear(), findings: [finding('no-seasons', 'warning', 'seasons')] };
  const gaps = days.some(on => seasons[Number(on.slice(5, 7)) - 1] == null);
  return {
    points: pointsBy(way, plan.startOn, days, reached),
    findings: gaps ? [finding('seasons-with-gaps', 'warning', 'seasons')] : [],
  };
};

/** What is wrong with points that were given: their days in order and on the way, the last at the value to reach. */
const judgeGiven = ({ startOn, dueOn }: TrajectoryPlan, given: readonly GivenPoint[], to: Decimal): Finding[] =>
  given.flatMap((point, index) => {
    const at = `points.${index}`;
    const before = given[index - 1];
    return [
      ...(before && before.on >= point.on ? [finding('points-out-of-order', 'error', at)] : []),
      ...(point.on < startOn || point.on > dueOn ? [finding('point-off-the-way', 'error', at)] : []),
      ...(point.on === dueOn && point.planned !== null && compareDecimals(point.planned, to) !== 0
        ? [finding('end-is-not-the-target', 'error', at)]
        : []),
    ];
  });

/** A trajectory that turns back on its way is allowed by hand, and said. */
const judgeCourse = (points: readonly TrajectoryPoint[]): Finding[] => {
  const rising = compareDecimals(points.at(-1)!.planned, points[0]!.planned);
  const turns = points.some(
    ({ planned }, index) => index > 0 && compareDecimals(planned, points[index - 1]!.planned) * rising < 0,
  );
  return turns ? [finding('turns-back', 'warning', 'points')] : [];
};

/** Points by hand, closed at both ends: with the baseline where it is known, and with the value to reach. */
const byHand = (plan: TrajectoryPlan, from: Decimal | null, to: Decimal): Trajectory => {
  const given = plan.given ?? [];
  if (given.length === 0) return { points: [], findings: [finding('no-points', 'error', 'points')] };
  const findings = judgeGiven(plan, given, to);
  if (given.some(({ planned }) => planned === null)) findings.push(finding('point-without-value', 'error', 'points'));
  const first = given[0]!;
  if (
    from !== null &&
    first.on === plan.startOn &&
    first.planned !== null &&
    compareDecimals(first.planned, from) !== 0
  )
    findings.push(finding('start-is-not-the-baseline', 'error', 'points.0'));
  if (findings.length > 0) return { points: [], findings };
  const middle = given.filter(({ on }) => on !== plan.dueOn && !(from !== null && on === plan.startOn));
  const points = [
    ...(from === null ? [] : [{ on: plan.startOn, planned: from }]),
    ...middle.map(({ on, planned }) => ({ on, planned: planned! })),
    { on: plan.dueOn, planned: to },
  ].map(({ on, planned }) => ({ on, planned: plainDecimal(planned) }));
  return { points, findings: judgeCourse(points) };
};

/** Steps on given days: with their values, or equal ones where none has one. The due date is the last step. */
const stepped = (plan: TrajectoryPlan, way: Way): Trajectory => {
  const given = (plan.given ?? []).filter(({ on }) => on !== plan.startOn);
  if (given.length === 0) return { points: [], findings: [finding('no-points', 'error', 'points')] };
  if (given.some(({ planned }) => planned !== null)) return byHand(plan, way.from, way.to);
  const findings = judgeGiven(plan, given, way.to);
  if (findings.length > 0) return { points: [], findings };
  const days = given.map(({ on }) => on).filter(on => on < plan.dueOn);
  return { points: equalSteps(way, plan.startOn, [...days, plan.dueOn]), findings };
};

/**
 * The trajectory of a target in its shape: it starts with the baseline on `startOn`, ends exactly with the value to reach on
 * `dueOn`, and (but by hand) never turns back. Without a value to reach, or without a baseline where one is needed, there is
 * none: no points and a finding.
 */
export const drawTrajectory = (plan: TrajectoryPlan): Trajectory => {
  const { target, shape, startOn, dueOn, direction = 'up' } = plan;
  const [from, to] = [startOf(target), aimOf(target, direction)];
  if (dueOn <= startOn) return { points: [], findings: [finding('due-before-start', 'error', 'dueOn')] };
  if (to === null) return { points: [], findings: [finding('no-value', 'warning', 'value')] };
  if (shape === 'manual') return byHand(plan, from, to);
  if (from === null) return { points: [], findings: [finding('no-baseline', 'warning', 'baseline')] };
  const way = { from, to, scale: plannedScale(from, to, target.unit) };
  if (shape === 'terms') return { points: byTerm(way, startOn, dueOn), findings: [] };
  if (shape === 'seasonal') return seasonal(plan, way);
  if (shape === 'stepped') return stepped(plan, way);
  return { points: trajectoryOf(target, startOn, dueOn, direction), findings: [] };
};

/**
 * The trajectory of a part in the shape of the whole: on each day as far between `from` and `to` as the whole is between its
 * own ends. Empty where the part has no start or no value.
 */
export const trajectoryOfPart = (
  whole: readonly TrajectoryPoint[],
  from: Decimal | null,
  to: Decimal | null,
  unit: string | null,
): TrajectoryPoint[] => {
  const [first, last] = [whole[0], whole.at(-1)];
  if (!first || !last || from === null || to === null) return [];
  const way = subtractDecimals(last.planned, first.planned);
  const [distance, scale] = [subtractDecimals(to, from), plannedScale(from, to, unit)];
  const flat = compareDecimals(way, '0') === 0;
  return whole.map(({ on, planned }, index) => {
    const gone = subtractDecimals(planned, first.planned);
    const share = flat
      ? shareOf(distance, index, whole.length - 1 || 1, scale)
      : proportionOf(distance, gone, way, scale);
    return { on, planned: plainDecimal(addDecimals(from, share)) };
  });
};

/**
 * 基数 of a part: nothing yet for an increment; else what the unit reached last year; where that is not known, its share of the
 * whole's baseline by its part (`shared`: parts add up), or that baseline itself.
 */
export const startOfPart = (
  whole: TargetShape,
  aim: Decimal,
  part: Decimal,
  last: Decimal | null,
  shared: boolean,
): Decimal | null => {
  if (whole.comparator === 'add') return '0';
  if (last !== null || whole.baseline === null) return last;
  if (!shared || compareDecimals(aim, '0') === 0) return whole.baseline;
  const scale = plannedScale(whole.baseline, part, whole.unit);
  return plainDecimal(proportionOf(whole.baseline, part, aim, scale));
};
