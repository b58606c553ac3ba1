import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, addWorkdays, isWorkday, monthEnd, shiftToWorkday, weekdayOf, workdaysBetween } from './calendar';
import { Refusal } from './refusal';

const date = fc.integer({ min: 0, max: 1_000 }).map(days => addDays('2023-06-01', days));

describe('working days', () => {
  it('knows National Day and its make-up Saturday of 2026', () => {
    expect(isWorkday('2026-10-01')).toBe(false);
    expect(isWorkday('2026-10-10')).toBe(true);
    expect(weekdayOf('2026-10-10')).toBe(6);
    expect(shiftToWorkday('2026-10-05')).toBe('2026-10-08');
  });

  it('counts from Friday to Monday as one', () => {
    expect(workdaysBetween('2026-09-11', '2026-09-14')).toBe(1);
    expect(workdaysBetween('2026-09-14', '2026-09-11')).toBe(-1);
    expect(workdaysBetween('2026-10-03', '2026-10-01')).toBe(0);
  });

  it('undoes what it added', () => {
    fc.assert(
      fc.property(date, fc.integer({ min: 1, max: 60 }), (from, count) => {
        const to = addWorkdays(from, count);
        expect(workdaysBetween(from, to)).toBe(count);
        expect(isWorkday(to)).toBe(true);
      }),
    );
  });

  it('reckons on into a year whose holidays are not announced yet, and leaves such a deadline where it is', () => {
    expect(() => isWorkday('2027-01-04')).toThrow(Refusal);
    expect(addWorkdays('2026-12-30', 5)).toBe('2027-01-07');
    expect(shiftToWorkday('2027-01-02')).toBe('2027-01-02');
  });

  it('ends February where the year says', () => {
    expect([monthEnd('2026-02-03'), monthEnd('2024-02-29'), monthEnd('2026-12-31')]).toEqual([
      '2026-02-28',
      '2024-02-29',
      '2026-12-31',
    ]);
  });
});
