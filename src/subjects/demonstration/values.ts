import { monthEnd } from '../../kernel/calendar';
import { plannedOn, type TrajectoryPoint, trajectoryOf } from '../indicators/rules/targets';
import { monthOf } from './clock';
import type { DemoTarget, DemoTask } from './events';
import type { Course } from './item-work';
import { makeRandom } from './random';

/** Share of the whole way by which a course's values stay under their trajectory. */
const lag: Partial<Record<Course, number>> = {
  'target-behind': 0.2,
  behind: 0.08,
  'far-behind': 0.25,
  overdue: 0.15,
  'milestone-far-behind': 0.12,
};

const places = (text: string): number => text.split('.')[1]?.length ?? 0;

/** As finely as people count it: rates to one place more than the plan, sums of money and heads roughly, things whole. */
const stepOf = (target: DemoTarget, distance: number): number => {
  const digits = Math.max(...[target.value, target.baseline].map(text => places(text ?? '')));
  if (target.unit?.includes('%') || target.unit === '个百分点') return 10 ** -Math.max(1, digits);
  if (digits > 0) return 10 ** -digits;
  return Math.abs(distance) < 2000 ? 1 : 10 ** (Math.floor(Math.log10(Math.abs(distance))) - 2);
};

/** Where the value stood at the beginning of the year, if the plan does not say: a little under for rates, nothing for things. */
const beginOf = (target: DemoTarget, aim: number, random: { between: (a: number, b: number) => number }): number => {
  if (target.baseline !== null) return Number(target.baseline);
  if (target.comparator === 'add') return 0;
  if (aim === 0) return Math.round(random.between(9, 16));
  if (target.unit !== '%') return 0;
  const gap = random.between(0.012, 0.035) * Math.max(aim, 20);
  return target.comparator === 'le' || target.comparator === 'lt' ? aim + gap / 3 : aim - gap;
};

const written = (value: number, step: number): string => {
  const digits = step >= 1 ? 0 : Math.round(-Math.log10(step));
  const text = (Math.round(value / step) * step).toFixed(digits);
  const short = digits > 0 ? text.replace(/\.?0+$/, '') : text;
  return short === '-0' ? '0' : short;
};

/** Elapsed share of the way to the target's date, by the trajectory where there is one. */
const shareAt = (
  points: readonly TrajectoryPoint[],
  target: DemoTarget,
  begin: number,
  aim: number,
  on: string,
): number => {
  const planned = plannedOn(points, on);
  if (planned !== null && aim !== begin) return (Number(planned) - begin) / (aim - begin);
  return Math.min(1, monthOf(on) / Math.max(1, monthOf(target.dueOn)));
};

/**
 * The value of a target at the end of a month (on `on`, if the month is not over): near its trajectory, rising evenly, reached at
 * its date unless the course is a late one. Decimal text.
 */
export const valueAt = (task: DemoTask, target: DemoTarget, course: Course, on: string): string => {
  const random = makeRandom(`value ${task.title} ${target.indicator} ${target.comparator}`);
  const { comparator, low } = target;
  const aim = Number(target.value ?? low ?? 0);
  const begin = beginOf(target, aim, random);
  const step = stepOf(target, aim - begin);
  const year = Number(task.startOn.slice(0, 4));
  const points = trajectoryOf(target, `${year - 1}-12-31`, target.dueOn);
  const share = shareAt(points, target, begin, aim, on);
  const behind = lag[course] ?? 0;
  const luck = random.between(-0.05, 0.06) * Math.min(1, share * 3);
  // A limit is kept all year; only what grows under it grows.
  if ((comparator === 'le' || comparator === 'lt') && target.unit !== '%' && target.baseline === null)
    return written(aim * Math.min(0.97, share * 0.94), step);
  // On its day the target is reached to the last digit, which may be finer than people count.
  if (on >= target.dueOn && behind === 0)
    return comparator === 'gt' ? written(aim + Math.max(step, aim * 0.012), step) : (target.value ?? low ?? '0');
  const reached = Math.max(0, Math.min(behind === 0 ? 1 : 0.96, share + luck - behind * Math.min(1, share * 1.6)));
  const value = begin + (aim - begin) * reached;
  const whole = Math.round(value / step) * step;
  // A few things are not split: one that is nearly there would count as behind.
  const floor = behind === 0 ? begin + (aim - begin) * Math.max(0, share - 0.09) : whole;
  const kept =
    aim >= begin
      ? Math.max(whole, Math.ceil(floor / step - 1e-9) * step)
      : Math.min(whole, Math.floor(floor / step + 1e-9) * step);
  return written(kept, step);
};

/** The same of a catalogued increment beside its stock: what the stock has grown by, or the two would not agree. */
export const toldValueAt = (task: DemoTask, target: DemoTarget, course: Course, on: string): string => {
  const stock = task.targets.find(
    ({ code, comparator, baseline }) =>
      code !== null && code === target.code && comparator === 'eq' && baseline !== null,
  );
  if (target.comparator !== 'add' || !stock) return valueAt(task, target, course, on);
  return String(Number(valueAt(task, stock, course, on)) - Number(stock.baseline));
};

/** The targets that a report speaks of: what is counted every month, rates at the end of a quarter, all of them in August and at the end. */
export const reportedTargets = (
  task: DemoTask,
  period: string,
  last: boolean,
  byHand: ReadonlySet<string>,
): DemoTarget[] => {
  const month = monthOf(period);
  if (month < 2) return [];
  const quarterly = month % 3 === 0 || month === 8 || last;
  return task.targets.filter(({ id, unit }) => byHand.has(id) && (unit !== '%' || quarterly));
};

/** The day that a report of this month speaks of. */
export const dayOfPeriod = (period: string, today: string): string => {
  const end = monthEnd(`${period}-01`);
  return end < today ? end : today;
};

/** What a county gives of a target of the whole: its share of things, its own level of rates; null where neither makes sense. */
export const countyValueAt = (
  task: DemoTask,
  target: DemoTarget,
  county: { name: string; share: number; counties: number },
  course: Course,
  on: string,
): string | null => {
  const whole = Number(valueAt(task, target, course, on));
  const random = makeRandom(`county ${county.name} ${target.indicator}`);
  const full = Number(target.value ?? target.low ?? 0);
  const step = stepOf(target, full);
  if (target.unit === '%') {
    const level = whole + random.between(-2.4, 1.6);
    return written(full === 100 ? Math.min(100, level) : level, step);
  }
  if (target.comparator === 'le' || target.comparator === 'lt') return null;
  if (Math.abs(full) < county.counties * 4) return null;
  return written(whole * county.share * random.between(0.94, 1.05), Math.max(1, step / 10));
};
