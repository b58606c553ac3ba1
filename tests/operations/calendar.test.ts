import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { bringCalendar } from '../../src/cli/bring-calendar';
import {
  hasCalendar,
  isLikelyWorkday,
  isWorkday,
  LAST_CALENDAR_YEAR,
  workdaysBetween,
} from '../../src/kernel/calendar';
import { windowDaysOf, yearsUnannounced } from '../../src/subjects/reporting/rules/timing';

const folder = mkdtempSync(join(tmpdir(), `luoshi-test-${process.pid}-`));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const next = String(LAST_CALENDAR_YEAR + 1);
const last = `${LAST_CALENDAR_YEAR}-12-31`;
const timing = { opens: 0, due: 3, locks: 5 };
const complaint = (content: string): string => {
  const path = join(folder, 'wrong.json');
  writeFileSync(path, content);
  try {
    bringCalendar(path);
    return '';
  } catch (error) {
    return (error as Error).message;
  }
};

describe('a year whose holidays are not announced yet', () => {
  it('is reckoned by Mondays to Fridays without New Year, and named', () => {
    expect(hasCalendar(`${next}-01-04`)).toBe(false);
    expect([`${next}-01-01`, `${next}-01-04`, `${next}-01-09`].map(isLikelyWorkday)).toEqual([false, true, false]);
    const days = windowDaysOf(timing, { end: last });
    expect(days).toEqual({ opensOn: last, dueOn: `${next}-01-06`, locksOn: `${next}-01-13` });
    expect(yearsUnannounced([days])).toEqual([next]);
    expect(yearsUnannounced([windowDaysOf(timing, { end: `${LAST_CALENDAR_YEAR}-11-30` })])).toEqual([]);
    expect(workdaysBetween(`${next}-01-06`, last)).toBe(-3);
  });

  it('is told what is wrong with its file', () => {
    expect(complaint('nonsense')).toContain('wrong.json');
    expect(complaint(`{"${next}":{"holidays":["2031-01-01"]}}`)).toContain(`${next} 2031-01-01`);
    expect(complaint(`{"${next}":{"holidays":["${next}-02-30"]}}`)).toContain(`${next}.holidays.0`);
    expect(complaint(`{"${next}":{"holidays":[]}}`)).toContain(`${next}.holidays`);
    expect(hasCalendar(`${next}-01-04`)).toBe(false);
  });

  it('is known once an administrator brings it in', () => {
    const path = join(folder, 'days.json');
    // Far off: what is brought in stays for whoever runs in this process.
    const holidays = ['2044-01-01', '2044-01-04', '2044-01-05'];
    writeFileSync(path, JSON.stringify({ 2044: { holidays, workdays: ['2044-01-09'] } }));
    expect(yearsUnannounced([windowDaysOf(timing, { end: '2043-12-31' })])).toEqual(['2044']);
    bringCalendar(path);
    expect(['2044-01-05', '2044-01-09', '2044-01-10'].map(isWorkday)).toEqual([false, true, false]);
    const days = windowDaysOf(timing, { end: '2043-12-31' });
    expect(days.dueOn).toBe('2044-01-08');
    expect(yearsUnannounced([days])).toEqual([]);
  });
});
