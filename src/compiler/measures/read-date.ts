import { chineseNumber } from '../plain/numerals';

export type Dates = { from: string | null; until: string | null; recurring: string | null };

const pad = (number: number): string => String(number).padStart(2, '0');
const lastDay = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();
const iso = (year: number, month: number, day: number): string =>
  `${year}-${pad(month)}-${pad(Math.min(day, lastDay(year, month)))}`;

// The month that ends before a holiday of a fixed date.
const HOLIDAYS: Array<[string, number]> = [
  ['五一', 4],
  ['七一', 6],
  ['国庆', 9],
  ['元旦', 12],
];

const QUARTERS = '一二三四';
const MONTH_PART =
  /(?:(20[0-9]{2})年|今年|本年|明年)?([0-9]{1,2}|[一二三四五六七八九十]{1,2})月(?:([0-9]{1,2})日|(上旬|初)|(中旬))?/;

type Point = { year: number; month: number; day: number; last: boolean };

const readPoint = (said: string, planYear: number): Point | null => {
  const match = MONTH_PART.exec(said);
  if (!match) return null;
  const [, year, month, day, early, middle] = match;
  const at = { year: year ? Number(year) : planYear, month: chineseNumber(month!) ?? 0, day: 31, last: true };
  if (at.month < 1 || at.month > 12) return null;
  if (day) at.day = Number(day);
  else if (early) at.day = 10;
  else if (middle) at.day = 20;
  else at.last = false;
  return at;
};

/**
 * The dates that a phrase means: 6月底前, 第三季度, 3月至5月, 每月28日前. Without a plan year only rhythms can be told. Null for
 * what is no date after all.
 */
export const readDate = (phrase: string, planYear: number | null): Dates | null => {
  const said = phrase.replaceAll(' ', '');
  if (said.startsWith('每')) return { from: null, until: null, recurring: said };
  const stated = /20[0-9]{2}(?=年)/.exec(said)?.[0];
  if (said === '长期坚持') return { from: null, until: null, recurring: null };
  const year = stated ? Number(stated) : planYear !== null && said.includes('明年') ? planYear + 1 : planYear;
  if (year === null) return { from: null, until: null, recurring: null };
  const until = (month: number, day = 31): Dates => ({ from: null, until: iso(year, month, day), recurring: null });

  const quarter = /([一二三四1-4])季度/.exec(said);
  if (quarter) return until(3 * (/[1-4]/.test(quarter[1]!) ? Number(quarter[1]) : QUARTERS.indexOf(quarter[1]!) + 1));
  const holiday = HOLIDAYS.find(([name]) => said.includes(name));
  if (holiday && !/月/.test(said)) return until(holiday[1]);
  if (said.includes('上半年')) return until(6);
  if (said.includes('下半年')) return until(12);
  if (/月/.test(said)) return readMonths(said, year);
  if (said.includes('寒假')) return until(2);
  if (/暑假|暑期/.test(said)) return until(8);
  if (said.includes('春')) return /开学/.test(said) ? until(2) : until(6);
  if (said.includes('秋')) return /开学|前/.test(said) ? until(8) : until(12);
  return until(12);
};

const readMonths = (said: string, year: number): Dates | null => {
  const [said1, second] = said.split(/-|—|~|至|到(?!20|今)/).filter(part => part !== '');
  // 1—9月: the first has no 月 of its own.
  const first = second && /(?:^|年)[0-9]{1,2}$/.test(said1 ?? '') ? `${said1}月` : said1;
  const start = readPoint(first ?? said, year);
  if (!start) return null;
  const end = second ? readPoint(second, start.year) : null;
  if (!end) return { from: null, until: iso(start.year, start.month, start.day), recurring: null };
  return {
    from: iso(start.year, start.month, start.last ? start.day : 1),
    until: iso(end.year, end.month, end.day),
    recurring: null,
  };
};
