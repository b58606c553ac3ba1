import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../../kernel/calendar';
import { compareDecimals } from '../../../kernel/decimal';
import { checkPair, isMet, judgeTarget, plannedOn, shareReached, type TargetShape, trajectoryOf } from './targets';

const stock: TargetShape = { comparator: 'ge', value: '175', low: null, high: null, unit: '所', baseline: '160' };
const increment: TargetShape = { ...stock, comparator: 'add', value: '12', baseline: null };
const rate: TargetShape = { ...stock, comparator: 'eq', value: '93.5', unit: '%', baseline: '92.9' };
const [start, due] = ['2025-12-31', '2026-12-31'];

describe('trajectory', () => {
  it('goes by the month from the baseline to the value', () => {
    const points = trajectoryOf(increment, start, due);
    expect(points).toHaveLength(13);
    expect(points.slice(0, 3)).toEqual([
      { on: '2025-12-31', planned: '0' },
      { on: '2026-01-31', planned: '1' },
      { on: '2026-02-28', planned: '2' },
    ]);
    expect(points.at(-1)).toEqual({ on: '2026-12-31', planned: '12' });
    expect(trajectoryOf(rate, start, due).map(({ planned }) => planned)).toContain('93.2');
  });

  it('is unknown without a baseline', () => {
    expect(trajectoryOf({ ...stock, baseline: null }, start, due)).toEqual([]);
    expect(plannedOn([], '2026-05-01')).toBeNull();
  });

  it('ends at the value and never turns back', () => {
    const value = fc.integer({ min: -5_000, max: 5_000 }).map(tenths => (tenths / 10).toFixed(1));
    fc.assert(
      fc.property(value, value, fc.integer({ min: 1, max: 800 }), (from, to, length) => {
        const end = addDays(start, length);
        const points = trajectoryOf({ ...rate, baseline: from, value: to }, start, end);
        expect(points.at(-1)!.on).toBe(end);
        expect(compareDecimals(points.at(-1)!.planned, to)).toBe(0);
        const rising = compareDecimals(to, from);
        for (const [index, point] of points.entries())
          if (index > 0)
            expect(compareDecimals(point.planned, points[index - 1]!.planned) * rising).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('is read between two points by the days', () => {
    const points = trajectoryOf(stock, start, due);
    expect(plannedOn(points, '2026-08-31')).toBe('170');
    expect(plannedOn(points, '2027-03-01')).toBe('175');
    expect(plannedOn(points, '2025-01-01')).toBeNull();
  });
});

describe('a target against its trajectory', () => {
  const points = trajectoryOf(stock, start, due);
  const judge = (value: string) => judgeTarget(stock, points, { value, on: '2026-08-31' });

  it('is met, on track, behind or far behind', () => {
    expect(judge('175').status).toBe('met');
    expect(judge('169').status).toBe('on-track');
    expect(judge('167')).toEqual({ status: 'behind', planned: '170', gap: '3' });
    expect(judge('160').status).toBe('far-behind');
    expect(judgeTarget(stock, points, null).status).toBe('unreported');
    expect(judgeTarget(stock, [], { value: '170', on: '2026-08-31' }).status).toBe('under-way');
  });

  it('is met or missed once its day is past', () => {
    const afterwards = (value: string) =>
      judgeTarget(stock, points, { value, on: '2026-11-30' }, 'up', undefined, true);
    expect(afterwards('175').status).toBe('met');
    expect(afterwards('174')).toEqual({ status: 'missed', planned: '175', gap: '1' });
  });

  it('wants less where the plan says no more than', () => {
    const limit: TargetShape = { ...rate, comparator: 'le', value: '2.0', baseline: '5.0' };
    const down = trajectoryOf(limit, start, due);
    expect(judgeTarget(limit, down, { value: '4.8', on: '2026-08-31' }).status).toBe('far-behind');
    expect(judgeTarget(limit, down, { value: '2.9', on: '2026-08-31' }).status).toBe('on-track');
    expect(isMet(limit, '2')).toBe(true);
    expect(isMet({ ...limit, comparator: 'lt' }, '2')).toBe(false);
    expect(isMet({ ...limit, comparator: 'eq' }, '1.5', 'down')).toBe(true);
  });

  it('wants less where the plan says down: 下降5%, 清零, 由12%降到8%', () => {
    const fall: TargetShape = { ...rate, comparator: 'add', value: '-5', baseline: null };
    expect([isMet(fall, '-2'), isMet(fall, '-5.5')]).toEqual([false, true]);
    const none: TargetShape = { ...rate, comparator: 'eq', value: '0', baseline: null };
    expect([isMet(none, '3'), isMet(none, '0')]).toEqual([false, true]);
    const lowered: TargetShape = { ...rate, comparator: 'eq', value: '8', baseline: '12' };
    expect([isMet(lowered, '9'), isMet(lowered, '7.5')]).toEqual([false, true]);
  });

  it('lies within a range', () => {
    const range: TargetShape = { ...rate, comparator: 'range', value: null, low: '45', high: '55' };
    expect(isMet(range, '50')).toBe(true);
    expect(isMet(range, '55.1')).toBe(false);
  });

  it('measures how much of the way is done', () => {
    expect(shareReached(stock, '166')).toBe(40);
    expect(shareReached(increment, '3')).toBe(25);
    expect(shareReached({ ...stock, baseline: null }, '166')).toBeNull();
  });
});

describe('an increment and its stock', () => {
  it('imply the base', () => {
    expect(checkPair('15', '175', null)).toEqual({ base: '160', agrees: true });
    expect(checkPair('15', '175', '160.0')).toEqual({ base: '160', agrees: true });
    expect(checkPair('15', '175', '158')).toEqual({ base: '160', agrees: false });
  });
});
