import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { frequencies, partsOf, periodOf, periodOn, periodsWithin, shiftPeriod, shiftYear } from './period';

const days = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2060-12-31'), noInvalidDate: true })
  .map(date => date.toISOString().slice(0, 10));

describe('a period', () => {
  it('knows its days', () => {
    expect(periodOf('2026')).toMatchObject({ start: '2026-01-01', end: '2026-12-31' });
    expect(periodOf('2026-S1')).toMatchObject({ start: '2026-02-01', end: '2026-07-31' });
    expect(periodOf('2026-S2')).toMatchObject({ start: '2026-08-01', end: '2027-01-31' });
    expect(periodOf('2026-Q3')).toMatchObject({ start: '2026-07-01', end: '2026-09-30' });
    expect(periodOf('2026-02')).toMatchObject({ start: '2026-02-01', end: '2026-02-28' });
    expect(periodOf('2026-W53')).toMatchObject({ start: '2026-12-28', end: '2027-01-03' });
    expect(periodOf('2025-W53')).toBeNull();
    for (const wrong of ['2026-13', '2026-00', '2026-Q5', '2026-S3', '26-01', '2026-W00', '2026-1', ''])
      expect(periodOf(wrong)).toBeNull();
  });

  it('of a day contains it, and its code says it again', () => {
    fc.assert(
      fc.property(days, fc.constantFrom(...frequencies), (day, frequency) => {
        const period = periodOn(frequency, day);
        expect(period.start <= day && day <= period.end).toBe(true);
        expect(periodOf(period.code)).toEqual(period);
      }),
    );
  });

  it('goes forward and back without a gap', () => {
    fc.assert(
      fc.property(days, fc.constantFrom(...frequencies), fc.integer({ min: 1, max: 9 }), (day, frequency, by) => {
        const { code } = periodOn(frequency, day);
        expect(shiftPeriod(shiftPeriod(code, by), -by)).toBe(code);
        expect(periodOf(shiftPeriod(code, 1))!.start > periodOf(code)!.end).toBe(true);
      }),
    );
    expect(shiftYear('2026-08', -1)).toBe('2025-08');
    expect(shiftYear('2026-W53', 1)).toBe('2027-W52');
  });

  it('consists of finer ones', () => {
    expect(partsOf('2026-Q3', 'month')).toEqual(['2026-07', '2026-08', '2026-09']);
    expect(partsOf('2026-S2', 'month')).toEqual(['2026-08', '2026-09', '2026-10', '2026-11', '2026-12', '2027-01']);
    expect(partsOf('2026', 'term')).toEqual(['2026-S1', '2026-S2']);
    expect(partsOf('2026', 'quarter')).toHaveLength(4);
    expect(partsOf('2026-08', 'month')).toEqual(['2026-08']);
    expect(periodsWithin('week', '2026-12-01', '2026-12-31').map(({ code }) => code)).toEqual([
      '2026-W49',
      '2026-W50',
      '2026-W51',
      '2026-W52',
      '2026-W53',
    ]);
  });

  it('belongs to the year that its code names, whole, and stands for a day of it', () => {
    expect(['2026-S2', '2026-S1', '2026-W53', '2026-Q4'].map(code => periodOf(code)!.standsFor)).toEqual([
      '2026-12-31',
      '2026-07-31',
      '2026-12-31',
      '2026-12-31',
    ]);
    fc.assert(
      fc.property(days, fc.constantFrom(...frequencies), (day, frequency) => {
        const { code, end, standsFor } = periodOn(frequency, day);
        expect([standsFor.slice(0, 4), standsFor <= end]).toEqual([code.slice(0, 4), true]);
        expect(partsOf(code.slice(0, 4), frequency)).toContain(code);
      }),
    );
  });
});
