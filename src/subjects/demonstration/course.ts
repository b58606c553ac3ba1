import { monthEnd } from '../../kernel/calendar';
import { plannedPercent } from '../tasks/rules/planned';
import { DEMO_TODAY, earlierOf, monthOf } from './clock';
import type { DemoTask } from './events';
import { type Course, isWritten, workOf } from './item-work';
import { makeRandom, type Random } from './random';

/** A task that ends within the next days is reported done early, unless its course says otherwise. */
const FINISH_BY = '2026-10-05';
/** The task that was sent late, and the last month that those report who then fell silent. */
export const SENT_LATE_ON = '2026-09-23';
const lastMonths: Partial<Record<Course, number>> = { 'report-missing': 7, silent: 5 };

const usual: readonly [Course, number][] = [
  ['steady', 0.62],
  ['ahead', 0.18],
  ['behind', 0.08],
  ['target-behind', 0.04],
  ['far-behind', 0.05],
  ['silent', 0.03],
];

const courseByChance = (title: string): Course => {
  const chance = makeRandom(`course ${title}`).next();
  let sum = 0;
  for (const [course, share] of usual) {
    sum += share;
    if (chance < sum) return course;
  }
  return 'steady';
};

/** How the task goes: as our plan's story says, or by chance for a task of another plan. A task that nobody leads waits. */
export const courseOf = (task: DemoTask): Course => {
  if (task.leadUnitCode === null) return 'unsent';
  const work = workOf(task.title);
  if (work.course === 'overdue') return task.dueOn < DEMO_TODAY ? 'overdue' : 'far-behind';
  // Only work that goes on can be behind in these ways; work that is over is done.
  if (work.course === 'ahead' || work.course === 'slow-finish') return work.course;
  if (endsSoon(task)) return 'steady';
  return work.course ?? (isWritten(task.title) ? 'steady' : courseByChance(task.title));
};

export const endsSoon = (task: DemoTask): boolean => task.dueOn <= FINISH_BY;

/** Ends as done: over by the demonstration's day, and not late. */
export const endsDone = (task: DemoTask, course: Course): boolean =>
  endsSoon(task) && course !== 'overdue' && course !== 'slow-finish';

/** Months in which the lead reports, 1 to 9; September only where somebody is early. */
export const reportMonths = (task: DemoTask, course: Course): number[] => {
  if (course === 'unsent' || course === 'unsigned') return [];
  const random = makeRandom(`months ${task.title}`);
  const dueMonth = task.dueOn > DEMO_TODAY ? 9 : monthOf(task.dueOn);
  const early =
    (endsDone(task, course) && dueMonth === 9) || ((course === 'steady' || course === 'ahead') && random.chance(0.35));
  const last = Math.min(lastMonths[course] ?? (early ? 9 : 8), dueMonth);
  return Array.from({ length: last }, (_, index) => index + 1);
};

/** Points before or behind the planned progress in a month. */
const offsetIn = (course: Course, month: number, random: Random): number => {
  const ramp = (from: number, depth: number) => (-depth * Math.max(0, month - from)) / (8 - from);
  const noise = random.between(-1.5, 1.5);
  if (course === 'ahead') return 6 + noise * 2;
  if (course === 'behind') return ramp(3, 17) + noise;
  if (course === 'far-behind') return ramp(2, 38) + noise;
  if (course === 'overdue') return ramp(4, 17) + noise;
  if (course === 'milestone-far-behind') return ramp(4, 13) + noise;
  if (course === 'report-missing') return 3 + noise;
  if (course === 'slow-finish' || course === 'target-behind') return -4 + noise;
  return noise;
};

export type Progress = { month: number; on: string; planned: number; actual: number };

/** Planned and reported percent at the end of each reported month; never falling, 100 only where the work is done. */
export const progressOf = (task: DemoTask, course: Course, months: readonly number[]): Progress[] => {
  const random = makeRandom(`progress ${task.title}`);
  const own = course === 'steady' ? random.between(-4.5, 4) : 0;
  let reached = 0;
  return months.map(month => {
    const end = monthEnd(`2026-${String(month).padStart(2, '0')}-01`);
    const on = earlierOf(end, DEMO_TODAY);
    const planned = plannedPercent(task.startOn, task.dueOn, on);
    const over = endsDone(task, course) && task.dueOn.slice(0, 7) <= end.slice(0, 7);
    const wanted = Math.round(planned + own + offsetIn(course, month, random));
    reached =
      over || (endsDone(task, course) && month === 9) ? 100 : Math.max(reached, Math.min(97, Math.max(2, wanted)));
    return { month, on, planned, actual: reached };
  });
};
