import { addDays, monthEnd, shiftToWorkday, weekdayOf } from '../../../kernel/calendar';
import type { DateText } from '../../../platform/database/tables';
import type { Rhythm } from '../schema';

/** 期: 2026-08, 2026-Q3 or 2026-W35 (ISO week), with its first and last day. */
export type Period = { code: string; start: DateText; end: DateText };

/** How often reports are due. A task without a rhythm may be reported by the month, and never has to be. */
export type PeriodRhythm = Exclude<Rhythm, 'none'>;

const pad = (value: number): string => String(value).padStart(2, '0');

const month = (date: DateText): Period => {
  const code = date.slice(0, 7);
  return { code, start: `${code}-01`, end: monthEnd(date) };
};

const quarter = (date: DateText): Period => {
  const [year, number] = [date.slice(0, 4), Math.ceil(Number(date.slice(5, 7)) / 3)];
  return {
    code: `${year}-Q${number}`,
    start: `${year}-${pad(number * 3 - 2)}-01`,
    end: monthEnd(`${year}-${pad(number * 3)}-01`),
  };
};

/** The ISO week: it belongs to the year of its Thursday. */
const week = (date: DateText): Period => {
  const start = addDays(date, 1 - weekdayOf(date));
  const thursday = addDays(start, 3);
  const year = thursday.slice(0, 4);
  const number = Math.floor((Date.parse(thursday) - Date.parse(`${year}-01-01`)) / 604_800_000) + 1;
  return { code: `${year}-W${pad(number)}`, start, end: addDays(start, 6) };
};

const makers: Record<PeriodRhythm, (date: DateText) => Period> = { monthly: month, quarterly: quarter, weekly: week };

const known = new Map<string, Period>();

/** The period of a rhythm that a day is in; by the month where there is no rhythm. */
export const periodOn = (rhythm: Rhythm, date: DateText): Period => {
  const key = `${rhythm}/${date}`;
  const found = known.get(key) ?? makers[rhythm === 'none' ? 'monthly' : rhythm](date);
  known.set(key, found);
  return found;
};

/** The period of a code; null where it is none (2026-W53 of a year with 52 weeks). */
export const periodOfCode = (code: string): Period | null => {
  const [, year, rest] = /^(\d{4})-(Q[1-4]|W\d\d|\d\d)$/.exec(code) ?? [];
  if (!year || !rest) return null;
  if (rest.startsWith('Q')) return quarter(`${year}-${pad(Number(rest.slice(1)) * 3)}-01`);
  if (!rest.startsWith('W')) return Number(rest) >= 1 && Number(rest) <= 12 ? month(`${code}-01`) : null;
  // The fourth of January is always in the first week.
  const found = week(addDays(`${year}-01-04`, (Number(rest.slice(1)) - 1) * 7));
  return found.code === code ? found : null;
};

/** The rhythm that a code belongs to. */
export const rhythmOfCode = (code: string): PeriodRhythm =>
  code.includes('Q') ? 'quarterly' : code.includes('W') ? 'weekly' : 'monthly';

const computeDeadline = (code: string, reportDay: number): DateText => {
  const period = periodOfCode(code);
  if (!period) throw new RangeError(`not a period: ${code}`);
  const after = addDays(period.end, 1);
  if (rhythmOfCode(code) === 'weekly') return shiftToWorkday(after);
  const day = Math.min(reportDay, Number(monthEnd(after).slice(8)));
  return shiftToWorkday(`${after.slice(0, 8)}${pad(day)}`);
};

// The few periods of a year are asked for once per task and unit, every day.
const deadlines = new Map<string, DateText>();

/**
 * The last day on which the report of a period is in time: `reportDay` of the month after it (a weekly report: the Monday
 * after), moved to the next working day where that is a holiday.
 */
export const deadlineOf = (code: string, reportDay = 5): DateText => {
  const key = `${code}/${reportDay}`;
  const known = deadlines.get(key);
  if (known) return known;
  const deadline = computeDeadline(code, reportDay);
  deadlines.set(key, deadline);
  return deadline;
};

/** What the duty to report depends on. `since`: the day it was sent out, before which nothing was owed. */
export type Duty = { rhythm: Rhythm; startOn: DateText; dueOn: DateText; since: DateText };

const laterOf = (a: DateText, b: DateText): DateText => (a > b ? a : b);

/** All periods with a report owed whose first day is not after `until`, oldest first. */
export const periodsOwed = (duty: Duty, until: DateText): Period[] => {
  if (duty.rhythm === 'none') return [];
  const last = duty.dueOn < until ? duty.dueOn : until;
  const periods: Period[] = [];
  for (let at = periodOn(duty.rhythm, laterOf(duty.startOn, duty.since)); at.start <= last; ) {
    periods.push(at);
    at = periodOn(duty.rhythm, addDays(at.end, 1));
  }
  return periods;
};

/**
 * Periods whose deadline has passed and which come after the last one reported. One report clears what is before it:
 * nobody gains from a July report that is written in September.
 */
export const periodsMissing = (duty: Duty, lastPeriod: string | null, today: DateText, reportDay = 5): Period[] => {
  const reportedUntil = lastPeriod ? (periodOfCode(lastPeriod)?.end ?? '') : '';
  return periodsOwed(duty, today).filter(
    period => period.end > reportedUntil && deadlineOf(period.code, reportDay) < today,
  );
};

/** May a report be written for this period: of the task's rhythm, begun, and not over before the task began. */
export const isReportable = (duty: Duty, code: string, today: DateText): boolean => {
  const period = periodOfCode(code);
  if (!period) return false;
  const rhythm = duty.rhythm === 'none' ? 'monthly' : duty.rhythm;
  return rhythmOfCode(code) === rhythm && period.start <= today && period.end >= duty.startOn;
};

/** The period to report now: the newest that is overdue, else the one that today is in. */
export const periodToReport = (duty: Duty, lastPeriod: string | null, today: DateText, reportDay = 5): Period =>
  periodsMissing(duty, lastPeriod, today, reportDay).at(-1) ?? periodOn(duty.rhythm, today);

// Days before the end of a period from which its report stands in the to-do list.
const AHEAD: Record<PeriodRhythm, number> = { weekly: 2, monthly: 7, quarterly: 14 };

const computeNewestAwaited = (rhythm: PeriodRhythm, today: DateText): Period => {
  const current = periodOn(rhythm, today);
  return addDays(current.end, -AHEAD[rhythm]) <= today ? current : periodOn(rhythm, addDays(current.start, -1));
};

// Three a day, asked for once per task.
const newest = new Map<string, Period>();

/** The newest period of a rhythm whose report may stand in the to-do list on a day. */
export const newestAwaited = (rhythm: PeriodRhythm, today: DateText): Period => {
  const key = `${rhythm}/${today}`;
  const found = newest.get(key) ?? computeNewestAwaited(rhythm, today);
  newest.set(key, found);
  return found;
};

/**
 * The period whose report stands in the to-do list today: an overdue one, one awaiting its deadline, or one about to end. Of those owed the
 * newest: one report clears what is before it.
 */
export const periodAwaited = (duty: Duty, lastPeriod: string | null, today: DateText): Period | null => {
  const { rhythm, startOn, dueOn, since } = duty;
  if (rhythm === 'none') return null;
  const latest = newestAwaited(rhythm, today);
  const period = dueOn < latest.start ? periodOn(rhythm, dueOn) : latest;
  const first = periodOn(rhythm, laterOf(startOn, since));
  const reportedUntil = lastPeriod ? (periodOfCode(lastPeriod)?.end ?? '') : '';
  return period.start >= first.start && period.end > reportedUntil ? period : null;
};

/** 8, 3, 35: the number that stands for a period in a sentence; the rhythm chooses the words around it. */
export const periodFigures = (code: string): { period: string; periodNumber: number; context: PeriodRhythm } => ({
  period: code,
  periodNumber: Number(code.slice(5).replace(/[QW]/, '')),
  context: rhythmOfCode(code),
});
