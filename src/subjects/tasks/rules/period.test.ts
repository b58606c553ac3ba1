import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../../kernel/calendar';
import { rhythms } from '../schema';
import {
  type Duty,
  deadlineOf,
  isReportable,
  periodAwaited,
  periodOfCode,
  periodOn,
  periodsMissing,
  periodsOwed,
  periodToReport,
} from './period';
import { judgedOn, plannedPercent } from './planned';

const duty: Duty = { rhythm: 'monthly', startOn: '2026-01-01', dueOn: '2026-12-31', since: '2026-03-20' };
const day = fc.integer({ min: 0, max: 900 }).map(days => addDays('2025-06-01', days));

describe('periods', () => {
  it('names months, quarters and ISO weeks', () => {
    expect(periodOn('monthly', '2026-02-11')).toEqual({ code: '2026-02', start: '2026-02-01', end: '2026-02-28' });
    expect(periodOn('quarterly', '2026-08-31')).toEqual({ code: '2026-Q3', start: '2026-07-01', end: '2026-09-30' });
    expect(periodOn('weekly', '2027-01-02').code).toBe('2026-W53');
    expect(periodOn('none', '2026-02-11').code).toBe('2026-02');
  });

  it('gives back the period of a code', () => {
    fc.assert(
      fc.property(day, fc.constantFrom(...rhythms), (date, rhythm) => {
        const period = periodOn(rhythm, date);
        expect(periodOfCode(period.code)).toEqual(period);
        expect(period.start <= date && date <= period.end).toBe(true);
      }),
    );
    expect(periodOfCode('2025-W53')).toBeNull();
    expect(periodOfCode('2026-13')).toBeNull();
  });

  it('puts the deadline on the fifth of the next month, and after the holidays', () => {
    expect(deadlineOf('2026-05')).toBe('2026-06-05');
    expect(deadlineOf('2026-09')).toBe('2026-10-08');
    expect(deadlineOf('2026-Q3', 10)).toBe('2026-10-10');
    expect(deadlineOf('2026-12')).toBe('2027-01-05');
    expect(deadlineOf('2026-W36')).toBe('2026-09-07');
  });

  it('owes nothing before it was sent, and nothing after the end', () => {
    expect(periodsOwed(duty, '2026-05-10').map(({ code }) => code)).toEqual(['2026-03', '2026-04', '2026-05']);
    expect(periodsOwed({ ...duty, dueOn: '2026-04-15' }, '2026-09-28').map(({ code }) => code)).toEqual([
      '2026-03',
      '2026-04',
    ]);
    expect(periodsOwed({ ...duty, rhythm: 'none' }, '2026-09-28')).toEqual([]);
  });

  it('misses what is past its deadline and after the last report', () => {
    const missing = (last: string | null) => periodsMissing(duty, last, '2026-09-28').map(({ code }) => code);
    expect(missing('2026-08')).toEqual([]);
    expect(missing('2026-06')).toEqual(['2026-07', '2026-08']);
    expect(missing(null)).toHaveLength(6);
  });

  it('asks for the overdue report first, then for the one of today', () => {
    expect(periodToReport(duty, '2026-07', '2026-09-28').code).toBe('2026-08');
    expect(periodToReport(duty, '2026-08', '2026-09-10').code).toBe('2026-09');
    expect(periodAwaited(duty, '2026-08', '2026-09-10')).toBeNull();
    expect(periodAwaited(duty, '2026-08', '2026-09-28')?.code).toBe('2026-09');
    expect(periodAwaited(duty, '2026-09', '2026-09-28')).toBeNull();
  });

  it('takes reports of its own rhythm that have begun', () => {
    expect(isReportable(duty, '2026-09', '2026-09-28')).toBe(true);
    expect(isReportable(duty, '2026-10', '2026-09-28')).toBe(false);
    expect(isReportable(duty, '2026-Q3', '2026-09-28')).toBe(false);
    expect(isReportable(duty, '2025-12', '2026-09-28')).toBe(false);
  });
});

describe('planned progress', () => {
  it('runs from 0 to 100 and never back', () => {
    fc.assert(
      fc.property(
        day,
        fc.integer({ min: 0, max: 500 }),
        day,
        fc.integer({ min: 0, max: 90 }),
        (from, length, on, later) => {
          const to = addDays(from, length);
          const [now, then] = [plannedPercent(from, to, on), plannedPercent(from, to, addDays(on, later))];
          expect(now).toBeGreaterThanOrEqual(0);
          expect(then).toBeLessThanOrEqual(100);
          expect(then).toBeGreaterThanOrEqual(now);
          expect(plannedPercent(from, to, to)).toBe(100);
        },
      ),
    );
  });

  it('is judged at the end of the newest month that is reported or was due', () => {
    expect(judgedOn(duty, '2026-06', '2026-09-28')).toBe('2026-08-31');
    expect(judgedOn(duty, '2026-09', '2026-09-28')).toBe('2026-09-28');
    expect(judgedOn(duty, null, '2026-04-01')).toBeNull();
  });
});
