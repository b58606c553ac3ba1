import { daysBetween, workdaysBetween, yearsWithoutCalendar } from '../../../kernel/calendar';
import type { DateText } from '../../../platform/database/tables';
import type { Light, LightReason, Rhythm, TaskStatus } from '../schema';
import { type Duty, deadlineOf, type Period, periodFigures, periodsMissing } from './period';
import { judgedOn, plannedPercent } from './planned';

/** Settings of the lights; percentage points and days. */
export type LightThresholds = {
  /** More points behind the planned progress than this is 预警. */
  yellow: number;
  /** More points behind than this is 滞后. */
  red: number;
  /** A milestone that is later than this is 滞后. */
  milestoneDays: number;
  /** So many reports missing in a row are 滞后. */
  missingReports: number;
  /** So many days before the due date an unfinished task is 预警. */
  dueSoonDays: number;
  /** Working days within which an owner signs. */
  signWorkdays: number;
  /** Day of the following month until which a report is in time. */
  reportDay: number;
};

/** 10 and 30 points after the rule of 银川; the rest is common practice. A body sets its own in its settings. */
export const defaultThresholds: LightThresholds = {
  yellow: 10,
  red: 30,
  milestoneDays: 30,
  missingReports: 3,
  dueSoonDays: 7,
  signWorkdays: 3,
  reportDay: 5,
};

/** What a light is judged by: of a task (its lead), or of one unit in it. */
export type LightFacts = {
  status: TaskStatus;
  startOn: DateText;
  dueOn: DateText;
  rhythm: Rhythm;
  /** Does it report: the lead and county bureaus do, others need only sign. */
  reports: boolean;
  sentOn: DateText | null;
  signedOn: DateText | null;
  doneOn: DateText | null;
  percent: number;
  lastPeriod: string | null;
  /** Report that was returned and not handed in again. */
  returnedPeriod: string | null;
  /** Milestones past their date and not done: how many, and the oldest. */
  milestonesLate: { count: number; title: string; dueOn: DateText } | null;
  /** Target furthest behind its trajectory, and how many are behind; figures as they are read, with unit. */
  targetsBehind: {
    count: number;
    indicator: string;
    planned: string;
    actual: string;
    gap: string;
    unit: string;
    /** Judged by the value of an earlier day, while a newer period is waited for. */
    awaiting: { on: DateText; reported: number; expected: number } | null;
  } | null;
};

export type Judgement = { light: Light; reason: LightReason };

/** A date as the figures of a sentence: `{{on}}` in English, `{{onMonth}}月{{onDay}}日` in Chinese. */
const dated = (name: string, date: DateText): Record<string, string | number> => ({
  [name]: date,
  [`${name}Month`]: Number(date.slice(5, 7)),
  [`${name}Day`]: Number(date.slice(8, 10)),
});

const judged = (light: Light, code: string, figures: Record<string, string | number> = {}): Judgement => ({
  light,
  reason: { code, ...figures },
});

/** Waiting for a signature: nothing else can be asked of somebody who has not taken it on. */
const judgeUnsigned = (facts: LightFacts, limits: LightThresholds, today: DateText): Judgement => {
  const sentOn = facts.sentOn ?? today;
  if (today > facts.dueOn)
    return judged('red', 'overdue-unsigned', {
      ...dated('due', facts.dueOn),
      days: daysBetween(facts.dueOn, today),
    });
  const days = workdaysBetween(sentOn, today);
  const figures = { ...dated('sent', sentOn), days, limit: limits.signWorkdays };
  if (days <= limits.signWorkdays) return judged('grey', 'awaiting-signature', figures);
  const [year] = yearsWithoutCalendar(sentOn, today);
  return year ? judged('yellow', 'unsigned-likely', { ...figures, year }) : judged('yellow', 'unsigned', figures);
};

type Standing = {
  missing: Period[];
  /** Day as of which progress is judged; null where nothing could have been reported. */
  asOf: DateText | null;
  planned: number;
  behind: number;
};

const standingOf = (facts: LightFacts, limits: LightThresholds, today: DateText): Standing => {
  const duty: Duty = { ...facts, since: facts.sentOn ?? facts.startOn };
  // Who has reported everything done owes no more reports.
  const owes = facts.reports && facts.percent < 100;
  const missing = owes ? periodsMissing(duty, facts.lastPeriod, today, limits.reportDay) : [];
  const asOf = facts.reports ? judgedOn(duty, facts.lastPeriod, today, limits.reportDay) : null;
  const planned = asOf ? plannedPercent(facts.startOn, facts.dueOn, asOf) : 0;
  return { missing, asOf, planned, behind: asOf ? planned - facts.percent : 0 };
};

const progressFigures = ({ asOf, planned, behind }: Standing, actual: number) => ({
  ...(asOf ? dated('on', asOf) : {}),
  planned,
  actual,
  gap: behind,
});

const milestoneFigures = (late: NonNullable<LightFacts['milestonesLate']>, today: DateText) => ({
  title: late.title,
  ...dated('due', late.dueOn),
  days: daysBetween(late.dueOn, today),
  count: late.count,
});

/** 滞后, the gravest first; null where none applies. */
const judgeRed = (
  facts: LightFacts,
  limits: LightThresholds,
  standing: Standing,
  today: DateText,
): Judgement | null => {
  const { missing, behind } = standing;
  const late = facts.milestonesLate;
  if (facts.reports && today > facts.dueOn && facts.percent < 100) {
    const days = daysBetween(facts.dueOn, today);
    return judged('red', 'overdue', { ...dated('due', facts.dueOn), days, actual: facts.percent });
  }
  if (behind > limits.red) return judged('red', 'far-behind', progressFigures(standing, facts.percent));
  if (late && daysBetween(late.dueOn, today) > limits.milestoneDays)
    return judged('red', 'milestone-far-behind', milestoneFigures(late, today));
  if (missing.length >= limits.missingReports)
    return judged('red', 'reports-missing', { count: missing.length, ...periodFigures(missing[0]!.code) });
  return null;
};

const judgeBehind = ({ awaiting, ...figures }: NonNullable<LightFacts['targetsBehind']>): Judgement => {
  if (!awaiting) return judged('yellow', 'target-behind', figures);
  const { on, reported, expected } = awaiting;
  return judged('yellow', 'target-behind-awaiting', { ...figures, ...dated('on', on), reported, expected });
};

/** 预警, the gravest first; null where none applies. */
const judgeYellow = (
  facts: LightFacts,
  limits: LightThresholds,
  standing: Standing,
  today: DateText,
): Judgement | null => {
  const { missing, behind } = standing;
  if (behind > limits.yellow) return judged('yellow', 'behind', progressFigures(standing, facts.percent));
  if (facts.milestonesLate) return judged('yellow', 'milestone-late', milestoneFigures(facts.milestonesLate, today));
  if (facts.targetsBehind) return judgeBehind(facts.targetsBehind);
  if (facts.returnedPeriod) return judged('yellow', 'report-returned', periodFigures(facts.returnedPeriod));
  const newest = missing.at(-1);
  if (newest) {
    const deadline = deadlineOf(newest.code, limits.reportDay);
    return judged('yellow', 'report-missing', { ...periodFigures(newest.code), ...dated('due', deadline) });
  }
  const left = daysBetween(today, facts.dueOn);
  if (facts.reports && facts.percent < 100 && left >= 0 && left <= limits.dueSoonDays)
    return judged('yellow', 'due-soon', { ...dated('due', facts.dueOn), days: left, actual: facts.percent });
  if (facts.reports && facts.percent >= 100 && left < 0)
    return judged('yellow', 'awaiting-acceptance-late', { ...dated('due', facts.dueOn), days: -left });
  return null;
};

const judgeGreen = (facts: LightFacts, standing: Standing): Judgement => {
  if (!facts.reports) return judged('green', 'signed', facts.signedOn ? dated('on', facts.signedOn) : {});
  if (facts.percent >= 100) return judged('green', 'awaiting-acceptance');
  if (!standing.asOf) return judged('green', 'begun', facts.signedOn ? dated('on', facts.signedOn) : {});
  return judged('green', 'on-track', progressFigures(standing, facts.percent));
};

/**
 * 亮灯: the light of a task, or of one unit in it, on a day, with the figures of the sentence that explains it. Grey before
 * it is sent, begun or signed; blue when done; else the gravest of what applies.
 */
export const judgeLight = (
  facts: LightFacts,
  today: DateText,
  limits: LightThresholds = defaultThresholds,
): Judgement => {
  if (facts.status === 'done') return judged('blue', 'done', facts.doneOn ? dated('on', facts.doneOn) : {});
  if (facts.status === 'draft') return judged('grey', 'not-sent');
  if (today < facts.startOn) return judged('grey', 'before-start', dated('on', facts.startOn));
  if (!facts.signedOn) return judgeUnsigned(facts, limits, today);
  const standing = standingOf(facts, limits, today);
  return (
    judgeRed(facts, limits, standing, today) ??
    judgeYellow(facts, limits, standing, today) ??
    judgeGreen(facts, standing)
  );
};
