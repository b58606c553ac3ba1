import chineseDays from 'chinese-days';
import { refuse } from './refusal';

// The State Council announces holidays and make-up days year by year; the data of chinese-days ends here.
const FIRST_YEAR = 2004;
export const LAST_CALENDAR_YEAR = 2026;

const DAY = 86_400_000;
const toTime = (date: string): number => Date.parse(`${date}T00:00:00Z`);
const toDate = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** The date `days` later (earlier, if negative). Dates are ISO `YYYY-MM-DD`. */
export const addDays = (date: string, days: number): string => toDate(toTime(date) + days * DAY);

/** Calendar days from `from` to `to`; negative where `to` is earlier. */
export const daysBetween = (from: string, to: string): number => Math.round((toTime(to) - toTime(from)) / DAY);

/** The last day of the month that `date` is in. */
export const monthEnd = (date: string): string => {
  const [year, month] = [Number(date.slice(0, 4)), Number(date.slice(5, 7))];
  return toDate(Date.UTC(year, month, 0));
};

/** 1 Monday … 7 Sunday. */
export const weekdayOf = (date: string): number => new Date(toTime(date)).getUTCDay() || 7;

/** 放假安排 of a year: days off, weekends beside, and weekends that are worked (调休上班). Dates are of that year. */
export type YearOfDays = { holidays: readonly string[]; workdays: readonly string[] };

// Years that were brought in after this program was made.
const announced = new Map<string, { holidays: ReadonlySet<string>; workdays: ReadonlySet<string> }>();
const known = new Map<string, boolean>();

/** Takes in what was announced of a year; it stands before what the program knows of it. */
export const announceYear = (year: string, { holidays, workdays }: YearOfDays): void => {
  announced.set(year, { holidays: new Set(holidays), workdays: new Set(workdays) });
  known.clear();
};

/** Are the holidays and make-up days of this date's year known? */
export const hasCalendar = (date: string): boolean => {
  const year = date.slice(0, 4);
  return announced.has(year) || (Number(year) >= FIRST_YEAR && Number(year) <= LAST_CALENDAR_YEAR);
};

/** The years from one date to another whose holidays are not known: working days between them are a guess. */
export const yearsWithoutCalendar = (from: string, to: string): string[] => {
  const [first, last] = [from, to].toSorted().map(date => Number(date.slice(0, 4))) as [number, number];
  return Array.from({ length: last - first + 1 }, (_, at) => String(first + at)).filter(year => !hasCalendar(year));
};

/** 工作日, with statutory holidays and make-up days. Refuses `no-calendar` for a year whose holidays are not known. */
export const isWorkday = (date: string): boolean => {
  const cached = known.get(date);
  if (cached !== undefined) return cached;
  if (!hasCalendar(date)) refuse('no-calendar', { year: date.slice(0, 4) });
  const year = announced.get(date.slice(0, 4));
  const answer = year
    ? year.workdays.has(date) || (weekdayOf(date) <= 5 && !year.holidays.has(date))
    : chineseDays.isWorkday(date);
  known.set(date, answer);
  return answer;
};

// Days off by the law itself (全国年节及纪念日放假办法) that do not go by the moon.
const FIXED_HOLIDAYS = /-(01-01|05-0[12]|10-0[123])$/;

/** The same as far as is known: of a year that is not announced yet Mondays to Fridays but the fixed holidays. Whoever shows it says so. */
export const isLikelyWorkday = (date: string): boolean =>
  hasCalendar(date) ? isWorkday(date) : weekdayOf(date) <= 5 && !FIXED_HOLIDAYS.test(date);

/** The date that is, as far as is known, `count` working days after `date` (which itself is not counted); before it, if negative. */
export const addWorkdays = (date: string, count: number): string => {
  const step = count < 0 ? -1 : 1;
  let day = date;
  for (let left = Math.abs(count); left > 0; ) {
    day = addDays(day, step);
    if (isLikelyWorkday(day)) left -= 1;
  }
  return day;
};

/** Working days, as far as is known, after `from` up to and with `to`; negative where `to` is earlier: from Friday to Monday is 1. */
export const workdaysBetween = (from: string, to: string): number => {
  if (to < from) return 0 - workdaysBetween(to, from);
  let count = 0;
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) if (isLikelyWorkday(day)) count += 1;
  return count;
};

/** `date` itself, or the next working day (遇节假日顺延); as it is where the year's holidays are not known. */
export const shiftToWorkday = (date: string): string => {
  let day = date;
  while (hasCalendar(day) && !isWorkday(day)) day = addDays(day, 1);
  return day;
};
