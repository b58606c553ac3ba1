import { DEMO_TODAY, earlierOf } from '../clock';
import { courseOf } from '../course';
import type { DemoTarget, DemoTask } from '../events';
import { valueAt } from '../values';

/** What the whole body has of an indicator on a day: where the plan has a target, as its story goes; else what is said here. */
export type AimOf = (code: string, on: string, otherwise: number) => number;

const YEAR_BEGINS = '2026-01-01';

/** The one target that tells the story of an indicator that has several: a stock before its increment, then the earliest. */
const leading = (a: { target: DemoTarget }, b: { target: DemoTarget }): number =>
  Number(a.target.comparator === 'add') - Number(b.target.comparator === 'add') ||
  (a.target.dueOn < b.target.dueOn ? -1 : a.target.dueOn > b.target.dueOn ? 1 : 0);

const leadingTargets = (tasks: readonly DemoTask[]): Map<string, { task: DemoTask; target: DemoTarget }> => {
  const targets = tasks.flatMap(task => task.targets.map(target => ({ task, target })));
  const found = new Map<string, { task: DemoTask; target: DemoTarget }>();
  for (const one of targets.toSorted(leading)) {
    const { code } = one.target;
    if (code !== null && !found.has(code)) found.set(code, one);
  }
  return found;
};

/** What is measured month by month, so that no report has to say it too. */
const monthly = new Set([
  'preschool-gross-enrolment',
  'inclusive-kindergarten-coverage',
  'public-kindergarten-share',
  'compulsory-dropouts',
  'after-school-pupils',
]);

/**
 * The targets of which reports give a value: those that only the plan names, and between two measurements those of the catalogue, each
 * told by one task and the increment beside it. Ids.
 */
export const targetsByHand = (tasks: readonly DemoTask[]): Set<string> => {
  const leads = leadingTargets(tasks);
  const told = ({ code, id }: DemoTarget, task: DemoTask): boolean => {
    if (code === null) return true;
    const lead = leads.get(code)!;
    return !monthly.has(code) && (lead.target.id === id || lead.task.id === task.id);
  };
  return new Set(tasks.flatMap(task => task.targets.filter(target => told(target, task)).map(({ id }) => id)));
};

/** Aims by the code of an indicator, from the tasks that were adopted. */
export const aimsOf = (tasks: readonly DemoTask[]): AimOf => {
  const found = leadingTargets(tasks);
  return (code, on, otherwise) => {
    const one = found.get(code);
    if (!one) return otherwise;
    const { task, target } = one;
    const value = (day: string) => Number(valueAt(task, target, courseOf(task), day));
    if (on >= YEAR_BEGINS) return value(earlierOf(on, DEMO_TODAY));
    // Before the year: its baseline; of a rate what it began with; of what is counted from nothing, what there is without a plan.
    if (target.baseline !== null) return Number(target.baseline);
    return target.unit === '%' ? value('2026-01-31') : otherwise;
  };
};
