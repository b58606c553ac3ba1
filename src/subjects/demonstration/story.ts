import { momentOn, workdaysAfter } from './clock';
import type { DemoDeed, DemoEvent, DemoReport, DemoTask } from './events';
import { makeNote } from './evidence';
import type { Course, ItemWork } from './item-work';
import type { DemoMilestone } from './milestones';
import type { DemoUnit } from './organisation';
import type { Random } from './random';
import { returnReasons } from './remarks';

/** Everything that the events of one task draw on. */
export type TaskStory = {
  task: DemoTask;
  work: ItemWork;
  course: Course;
  milestones: DemoMilestone[];
  unitOf: (code: string) => DemoUnit;
  /** Who signs and reports for a unit. */
  loginOf: (unitCode: string) => string;
  random: Random;
  /** Targets of which reports give a value, by id. */
  byHand: ReadonlySet<string>;
};

/** One thing at one moment. */
export const deed = (story: TaskStory, day: string, login: string, what: DemoDeed): DemoEvent => ({
  at: momentOn(day, story.random),
  taskId: story.task.id,
  login,
  ...what,
});

/** The two of the supervision office. */
export const office = ['duchake', 'duchake02'] as const;
/** 3 → 2026-03. */
export const periodCode = (month: number): string => `2026-${String(month).padStart(2, '0')}`;

/** Handing in, and what the office makes of it: accepted, or returned and corrected, or (last of all) returned and left. */
export const reportEvents = (
  story: TaskStory,
  unitCode: string,
  report: DemoReport,
  day: string,
  left = false,
): DemoEvent[] => {
  const { random } = story;
  const login = story.loginOf(unitCode);
  const { period } = report;
  const reviewer = random.pick(office);
  const submit = (on: string, more: Partial<DemoReport> = {}) =>
    deed(story, on, login, { kind: 'report-submit', unitCode, ...report, ...more });
  const accept = (on: string) => deed(story, on, reviewer, { kind: 'report-accept', unitCode, period });
  const reviewedOn = workdaysAfter(day, random.int(1, 3));
  if (!left && !random.chance(0.07)) return [submit(day), accept(reviewedOn)];
  const [first] = report.summary.split('。');
  const reason = random.pick(returnReasons);
  const rounds = [
    submit(day, { summary: `${first}。`, values: [], files: [] }),
    deed(story, reviewedOn, reviewer, { kind: 'report-return', unitCode, period, reason }),
  ];
  if (left) return rounds;
  const again = workdaysAfter(reviewedOn, random.int(1, 3));
  const note = makeNote(`${Number(period.slice(5))}月补充说明`, [story.task.title, report.summary]);
  return [
    ...rounds,
    submit(again, { files: report.files.length > 0 ? report.files : [note] }),
    accept(workdaysAfter(again, random.int(1, 2))),
  ];
};
