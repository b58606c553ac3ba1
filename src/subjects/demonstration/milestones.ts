import { addDays, daysBetween, monthEnd } from '../../kernel/calendar';
import { DEMO_TODAY, earlierOf, workdayBy } from './clock';
import type { DemoTask } from './events';
import type { Course, ItemWork } from './item-work';
import type { Random } from './random';

/** A step with its date, and the day it was done; null where it is not yet done on the demonstration's day. */
export type DemoMilestone = { title: string; dueOn: string; doneOn: string | null };

// Where a course is known by a step that is late, that step was due on this day.
const lateSince: Partial<Record<Course, string>> = {
  'milestone-late': '2026-09-15',
  'milestone-far-behind': '2026-07-31',
};
/** Who is silent has no step that would speak for it between these. */
const silence = { from: '2026-05-31', until: '2026-10-31' };

// Who is behind does steps late, by so many days, and from some day on none.
const slips: Partial<Record<Course, [from: number, to: number]>> = { behind: [4, 16], 'far-behind': [20, 45] };
const stoppedAt: Partial<Record<Course, string>> = { behind: '2026-09-01', 'far-behind': '2026-07-15' };

/** Dates at equal distance, on the 15th or the end of a month, rising; the last is the due date. */
const spreadDates = (task: DemoTask, count: number): string[] => {
  const first = addDays(task.startOn, 31);
  const span = Math.max(count, daysBetween(first, task.dueOn));
  const dates: string[] = [];
  for (let i = 1; i < count; i += 1) {
    const day = addDays(first, Math.round((span * (i - 0.4)) / count));
    const round = day.slice(8) <= '15' ? `${day.slice(0, 8)}15` : monthEnd(day);
    const after = dates.at(-1);
    dates.push(after && round <= after ? addDays(after, 7) : round);
  }
  return [...dates.map(date => earlierOf(date, task.dueOn)), task.dueOn];
};

/** Most steps are done in time, some a few days late, none before the work was planned. */
const doneNear = (dueOn: string, course: Course, random: Random): string => {
  const [from, to] = slips[course] ?? (random.chance(0.2) ? [2, 9] : [-8, 0]);
  const day = addDays(dueOn, random.int(from, to));
  return workdayBy(day < '2026-02-02' ? '2026-02-02' : day);
};

/** The steps of a task as planned, with what became of them. */
export const milestonesOf = (task: DemoTask, work: ItemWork, course: Course, random: Random): DemoMilestone[] => {
  const dates = spreadDates(task, work.steps.length);
  const late = lateSince[course];
  const lateAt = late
    ? Math.max(
        1,
        dates.findIndex(date => date >= late),
      )
    : -1;
  return work.steps.map((title, index) => {
    let dueOn = dates[index] ?? task.dueOn;
    if (late && index === lateAt) dueOn = late;
    if (late && index > lateAt && dueOn <= DEMO_TODAY) dueOn = task.dueOn;
    if (course === 'silent' && dueOn > silence.from && dueOn < silence.until) dueOn = silence.until;
    const held = (late !== undefined && index >= lateAt) || dueOn >= (stoppedAt[course] ?? '9999');
    const unfinished = course === 'overdue' && index >= work.steps.length - 2;
    if (held || unfinished || dueOn > DEMO_TODAY) return { title, dueOn, doneOn: null };
    const doneOn = doneNear(dueOn, course, random);
    return { title, dueOn, doneOn: earlierOf(doneOn, workdayBy(addDays(DEMO_TODAY, -1))) };
  });
};
