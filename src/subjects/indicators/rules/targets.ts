import { addDays, daysBetween, monthEnd } from '../../../kernel/calendar';
import {
  addDecimals,
  compareDecimals,
  plainDecimal,
  scaleOf,
  shareOf,
  subtractDecimals,
} from '../../../kernel/decimal';
import type { DateText, Decimal } from '../../../platform/database/tables';
import type { Comparator, TargetStatus, TrajectoryShape } from '../schema';

/** Is more better (up) or less (down)? Decides for 达到 (eq), which in a plan means no worse than. */
export type Direction = 'up' | 'down';

/** What a trajectory and a judgement need to know of a target. */
export type TargetShape = {
  comparator: Comparator;
  value: Decimal | null;
  low: Decimal | null;
  high: Decimal | null;
  unit: string | null;
  baseline: Decimal | null;
  /** 推进方式; linear where it is not said. */
  trajectory?: TrajectoryShape;
};

/** One planned value of a trajectory (推进曲线). */
export type TrajectoryPoint = { on: DateText; planned: Decimal };

/** The single value to reach: the value, or the near end of a range. */
export const aimOf = ({ value, low, high }: TargetShape, direction: Direction = 'up'): Decimal | null =>
  value ?? (direction === 'up' ? (low ?? high) : (high ?? low));

/** Where the trajectory begins: the baseline; nothing yet for an increment (新增); unknown otherwise. */
export const startOf = ({ comparator, baseline }: TargetShape): Decimal | null =>
  baseline ?? (comparator === 'add' ? '0' : null);

/** The plan's own words say that less is better: 下降5% (a negative increment), 清零, 由12%降到8%. */
const aimsDown = ({ comparator, value, baseline }: TargetShape): boolean => {
  if (value === null) return false;
  if (comparator === 'add') return compareDecimals(value, '0') < 0;
  if (comparator !== 'eq') return false;
  return compareDecimals(value, '0') === 0 || (baseline !== null && compareDecimals(value, baseline) < 0);
};

/** Is less better here: 不超过, 下降, 清零, or an indicator whose direction is down. */
export const wantsLess = (target: TargetShape, direction: Direction): boolean => {
  const { comparator } = target;
  if (comparator === 'le' || comparator === 'lt' || aimsDown(target)) return true;
  return direction === 'down' && comparator !== 'ge' && comparator !== 'gt';
};

/** Digits shown of planned values: as the plan writes them, and one more place for percentages, which move slowly. */
export const plannedScale = (from: Decimal, to: Decimal, unit: string | null): number =>
  Math.max(scaleOf(plainDecimal(from)), scaleOf(plainDecimal(to)), unit === '%' ? 1 : 0);

/**
 * The planned values at each month's end from the start (the day of the baseline, itself the first point) to the due date:
 * equal steps by the month. Empty where there is no value to reach or nothing to start from.
 */
export const trajectoryOf = (
  target: TargetShape,
  startOn: DateText,
  dueOn: DateText,
  direction: Direction = 'up',
): TrajectoryPoint[] => {
  const [from, to] = [startOf(target), aimOf(target, direction)];
  if (from === null || to === null || dueOn <= startOn) return [];
  const dates: DateText[] = [];
  for (let end = monthEnd(startOn); end < dueOn; end = monthEnd(addDays(end, 1))) if (end > startOn) dates.push(end);
  dates.push(dueOn);
  const [scale, distance] = [plannedScale(from, to, target.unit), subtractDecimals(to, from)];
  const steps = dates.map((on, index) => ({
    on,
    planned: addDecimals(from, shareOf(distance, index + 1, dates.length, scale)),
  }));
  return [{ on: startOn, planned: from }, ...steps].map(({ on, planned }) => ({ on, planned: plainDecimal(planned) }));
};

/** By term and in steps, what is planned stays until the next day that is named. */
const staysBetween = (shape: TrajectoryShape): boolean => shape === 'terms' || shape === 'stepped';

/**
 * The planned value on a day: between two points by the days, or that of the earlier point where the shape goes in steps; null
 * before the first and without a trajectory.
 */
export const plannedOn = (
  points: readonly TrajectoryPoint[],
  date: DateText,
  shape: TrajectoryShape = 'linear',
): Decimal | null => {
  const next = points.findIndex(({ on }) => on >= date);
  if (next === -1) return points.at(-1)?.planned ?? null;
  const [before, after] = [points[next - 1], points[next]!];
  if (after.on === date) return after.planned;
  if (!before) return null;
  if (staysBetween(shape)) return before.planned;
  const distance = subtractDecimals(after.planned, before.planned);
  const scale = Math.max(scaleOf(before.planned), scaleOf(after.planned));
  const part = shareOf(distance, daysBetween(before.on, date), daysBetween(before.on, after.on), scale);
  return plainDecimal(addDecimals(before.planned, part));
};

/** Is the target reached by this value? */
export const isMet = (target: TargetShape, latest: Decimal, direction: Direction = 'up'): boolean => {
  const { comparator, value, low, high } = target;
  if (comparator === 'range')
    return (low === null || compareDecimals(latest, low) >= 0) && (high === null || compareDecimals(latest, high) <= 0);
  if (value === null) return false;
  const order = compareDecimals(latest, value);
  if (comparator === 'gt') return order > 0;
  if (comparator === 'lt') return order < 0;
  return wantsLess(target, direction) ? order <= 0 : order >= 0;
};

export type TargetJudgement = {
  status: TargetStatus;
  /** Planned value on the day of the latest value. */
  planned: Decimal | null;
  /** How far short, in the target's unit; positive where behind. */
  gap: Decimal | null;
};

/**
 * A target against its trajectory on the day of its latest value. Behind: short by more than `limits.yellow` percent of the
 * whole distance from the baseline; far behind: by more than `limits.red`. Once its day is `past` it is met or missed.
 */
export const judgeTarget = (
  target: TargetShape,
  points: readonly TrajectoryPoint[],
  latest: { value: Decimal; on: DateText } | null,
  direction: Direction = 'up',
  limits: { yellow: number; red: number } = { yellow: 10, red: 30 },
  past = false,
): TargetJudgement => {
  if (!latest) return { status: 'unreported', planned: null, gap: null };
  const planned = plannedOn(points, latest.on, target.trajectory);
  if (isMet(target, latest.value, direction)) return { status: 'met', planned, gap: null };
  const [from, to] = [startOf(target), aimOf(target, direction)];
  if (past && to !== null) {
    const gap = wantsLess(target, direction) ? subtractDecimals(latest.value, to) : subtractDecimals(to, latest.value);
    return { status: 'missed', planned: to, gap: plainDecimal(gap) };
  }
  if (planned === null || from === null || to === null) return { status: 'under-way', planned, gap: null };
  const falling = compareDecimals(to, from) < 0;
  const gap = falling ? subtractDecimals(latest.value, planned) : subtractDecimals(planned, latest.value);
  const distance = Math.abs(Number(subtractDecimals(to, from)));
  const share = distance === 0 ? 0 : (100 * Number(gap)) / distance;
  if (share <= limits.yellow) return { status: 'on-track', planned, gap: null };
  return { status: share > limits.red ? 'far-behind' : 'behind', planned, gap: plainDecimal(gap) };
};

/** How much of the way from the baseline to the value is done, 0 to 100; null where the way is unknown. */
export const shareReached = (target: TargetShape, value: Decimal, direction: Direction = 'up'): number | null => {
  const [from, to] = [startOf(target), aimOf(target, direction)];
  if (isMet(target, value, direction)) return 100;
  if (from === null || to === null || compareDecimals(from, to) === 0) return null;
  const share = (100 * Number(subtractDecimals(value, from))) / Number(subtractDecimals(to, from));
  return Math.round(Math.min(100, Math.max(0, share)));
};

/** An increment and the stock it leads to: 新增15所、达到175所 imply that there were 160. */
export type PairCheck = { base: Decimal; agrees: boolean };

/** The implied base of a pair, and whether a stated baseline agrees with it. */
export const checkPair = (increment: Decimal, stock: Decimal, baseline: Decimal | null): PairCheck => {
  const base = plainDecimal(subtractDecimals(stock, increment));
  return { base, agrees: baseline === null || compareDecimals(baseline, base) === 0 };
};
