import { type Period, periodOf } from '../../../kernel/period';
import { parseWrittenDay } from '../../../platform/papers/import-value';
import { dayOfSerial } from '../../../platform/papers/sheet-cells';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const QUARTERS: Record<string, string> = { 一: '1', 二: '2', 三: '3', 四: '4' };
// 2000-01-01 to 2099-12-31 as a spreadsheet counts days.
const SERIALS = [36_526, 73_050] as const;

/** A period as people and spreadsheets write it; or the day that stands there instead; null where it is neither. */
export type WrittenPeriod = { period: Period } | { day: string } | null;

const two = (digits: string): string => digits.padStart(2, '0');

const codeIn = (text: string): string | null => {
  const [, year, month] = /^(\d{4})[-/年](\d{1,2})月?$/.exec(text) ?? /^(\d{4})(\d{2})$/.exec(text) ?? [];
  if (year && month) return `${year}-${two(month)}`;
  const [, of, kind, number] = /^(\d{4})[-年]?第?([QW])?([一二三四]|\d{1,2})(?:季度)?$/i.exec(text) ?? [];
  const isQuarter = kind?.toUpperCase() === 'Q' || /季度$/.test(text);
  if (of && number && (isQuarter || kind))
    return isQuarter ? `${of}-Q${QUARTERS[number] ?? number}` : `${of}-W${two(number)}`;
  const [, only] = /^(\d{4})年(?:度)?$/.exec(text) ?? [];
  if (only) return only;
  // What Excel makes of 2026-08 when it saves a table as text.
  const [, name, short] = /^([A-Z]{3})-(\d{2})$/i.exec(text) ?? [];
  const at = name ? MONTHS.indexOf(name.toLowerCase()) : -1;
  return at < 0 ? null : `20${short}-${two(String(at + 1))}`;
};

const dayIn = (text: string): string | null => {
  const serial = /^\d{5}$/.test(text) ? Number(text) : 0;
  if (serial >= SERIALS[0] && serial <= SERIALS[1]) return dayOfSerial(serial, false);
  return parseWrittenDay(text);
};

/**
 * Reads 2026-08, 2026/8, 2026年8月, 202608, Aug-26, 2026年第三季度. Spreadsheets like to make the first day of a month of it (2026-08-01,
 * or that day's number): that is the month. Any other day is no period.
 */
export const periodWritten = (written: string): WrittenPeriod => {
  const text = written.normalize('NFKC').replaceAll(/\s/g, '');
  const period = periodOf(text) ?? periodOf(codeIn(text) ?? '');
  if (period) return { period };
  const day = dayIn(written.normalize('NFKC').trim());
  if (!day) return null;
  const month = day.endsWith('-01') ? periodOf(day.slice(0, 7)) : null;
  return month ? { period: month } : { day };
};
