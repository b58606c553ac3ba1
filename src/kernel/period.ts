import { addDays, monthEnd, weekdayOf } from './calendar';

/** How often something is counted: 周 月 季 学期 年. */
export const frequencies = ['week', 'month', 'quarter', 'term', 'year'] as const;
export type Frequency = (typeof frequencies)[number];

/**
 * 期: 2026, 2026-S1 (学期), 2026-Q3, 2026-08 or 2026-W35 (ISO week), with its first and last day. It belongs to the year that its code
 * names, whole: `standsFor` is the day its figures are held against, its last, or that of the year where a term (a week) goes on past it.
 */
export type Period = { code: string; frequency: Frequency; start: string; end: string; standsFor: string };

const pad = (value: number): string => String(value).padStart(2, '0');
const yearOf = (date: string): number => Number(date.slice(0, 4));
const monthOf = (date: string): number => Number(date.slice(5, 7));

type Days = Omit<Period, 'standsFor'>;

const month = (date: string): Days => ({
  code: date.slice(0, 7),
  frequency: 'month',
  start: `${date.slice(0, 7)}-01`,
  end: monthEnd(date),
});

const quarter = (date: string): Days => {
  const [year, number] = [yearOf(date), Math.ceil(monthOf(date) / 3)];
  return {
    code: `${year}-Q${number}`,
    frequency: 'quarter',
    start: `${year}-${pad(number * 3 - 2)}-01`,
    end: monthEnd(`${year}-${pad(number * 3)}-01`),
  };
};

/** The ISO week: it belongs to the year of its Thursday. */
const week = (date: string): Days => {
  const start = addDays(date, 1 - weekdayOf(date));
  const thursday = addDays(start, 3);
  const year = yearOf(thursday);
  const number = Math.floor((Date.parse(thursday) - Date.parse(`${year}-01-01`)) / 604_800_000) + 1;
  return { code: `${year}-W${pad(number)}`, frequency: 'week', start, end: addDays(start, 6) };
};

/** 学期: S1 from February to July, S2 from August to the January after; it belongs to the year in which it begins. */
const term = (date: string): Days => {
  const [year, at] = [yearOf(date), monthOf(date)];
  const [first, half] = at === 1 ? [year - 1, 2] : [year, at < 8 ? 1 : 2];
  return half === 1
    ? { code: `${first}-S1`, frequency: 'term', start: `${first}-02-01`, end: `${first}-07-31` }
    : { code: `${first}-S2`, frequency: 'term', start: `${first}-08-01`, end: `${first + 1}-01-31` };
};

const year = (date: string): Days => {
  const code = date.slice(0, 4);
  return { code, frequency: 'year', start: `${code}-01-01`, end: `${code}-12-31` };
};

const makers: Record<Frequency, (date: string) => Days> = { week, month, quarter, term, year };

/** The period of a frequency that a day is in. */
export const periodOn = (frequency: Frequency, date: string): Period => {
  const days = makers[frequency](date);
  const yearEnd = `${days.code.slice(0, 4)}-12-31`;
  return { ...days, standsFor: days.end < yearEnd ? days.end : yearEnd };
};

// The few codes of some years are asked for once per figure and unit; what strangers send is not kept without end.
const known = new Map<string, Period | null>();
const MOST_KNOWN = 5_000;

/** The period of a code; null where it is none (2026-W53 of a year with 52 weeks). */
export const periodOf = (code: string): Period | null => {
  const found = known.get(code);
  if (found !== undefined) return found;
  const period = readPeriod(code);
  if (known.size < MOST_KNOWN) known.set(code, period);
  return period;
};

const readPeriod = (code: string): Period | null => {
  const [, of, rest] = /^(\d{4})(?:-(S[12]|Q[1-4]|W\d\d|\d\d))?$/.exec(code) ?? [];
  // Codes are compared as texts: all years have four digits, with room for the periods beside.
  if (!of || of < '1000' || of > '2999') return null;
  if (!rest) return periodOn('year', `${of}-01-01`);
  const number = Number(rest.replace(/^\D/, ''));
  if (rest.startsWith('S')) return periodOn('term', `${of}-${number === 1 ? '02' : '08'}-01`);
  if (rest.startsWith('Q')) return periodOn('quarter', `${of}-${pad(number * 3)}-01`);
  if (!rest.startsWith('W')) return number >= 1 && number <= 12 ? periodOn('month', `${code}-01`) : null;
  // The fourth of January is always in the first week.
  const found = periodOn('week', addDays(`${of}-01-04`, (number - 1) * 7));
  return found.code === code ? found : null;
};

/** The period so many steps later (earlier where `by` is negative); throws a RangeError for what is no period. */
export const shiftPeriod = (code: string, by: number): string => {
  let period = periodOf(code);
  if (!period) throw new RangeError(`not a period: ${code}`);
  for (let left = Math.abs(by); left > 0; left -= 1)
    period = periodOn(period.frequency, by > 0 ? addDays(period.end, 1) : addDays(period.start, -1));
  return period.code;
};

/** The same period of another year: 2026-08 → 2025-08; the 53rd week becomes the last of a year that has no such. */
export const shiftYear = (code: string, by: number): string => {
  const shifted = `${Number(code.slice(0, 4)) + by}${code.slice(4)}`;
  return periodOf(shifted)?.code ?? `${shifted.slice(0, 4)}-W52`;
};

/** The periods of a frequency that stand for days between two, both included, oldest first. */
export const periodsWithin = (frequency: Frequency, from: string, to: string): Period[] => {
  const found: Period[] = [];
  let period = periodOn(frequency, from);
  for (; period.standsFor <= to; period = periodOn(frequency, addDays(period.end, 1)))
    if (period.standsFor >= from) found.push(period);
  return found;
};

/** The finer periods that stand for days of a coarser one: 2026-Q3 → 2026-07, 2026-08, 2026-09; a period of its own frequency is itself. */
export const partsOf = (code: string, frequency: Frequency): string[] => {
  const period = periodOf(code);
  if (!period) throw new RangeError(`not a period: ${code}`);
  return period.frequency === frequency
    ? [code]
    : periodsWithin(frequency, period.start, period.end).map(part => part.code);
};
