import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDecimals } from '../../../kernel/decimal';
import type { Numeric } from '../../indicators/rules/expression/expression';
import {
  type FigureFacts,
  figureOver,
  indicatorValue,
  type MeasuredIndicator,
  neededFor,
  type Sum,
  type SumOf,
  worstOf,
} from './indicator-value';

const figure = (code: string): Numeric => ({ op: 'figure', code, category: null });
const facts = (
  kind: FigureFacts['kind'],
  frequency: FigureFacts['frequency'] = 'month',
  aggregation: FigureFacts['aggregation'] = 'sum',
) => ({
  kind,
  frequency,
  aggregation,
});
const ratio: MeasuredIndicator = {
  aggregation: 'ratio',
  unit: '%',
  direction: 'up',
  expression: { numerator: figure('IN'), denominator: figure('ALL') },
};
const sum = (total: string, n = 1): Sum => ({ n, total, low: null, high: null });
const from =
  (rows: Record<string, Sum>): SumOf =>
  (code, _category, period) =>
    rows[`${code} ${period}`] ?? null;

describe('a figure over a longer period', () => {
  const months = from({ 'A 2026-07': sum('10'), 'A 2026-08': sum('12'), 'A 2026-09': { ...sum('0'), n: 0 } });

  it('adds what flowed, and takes the last of what is counted', () => {
    expect(figureOver(facts('flow'), 'A', null, '2026-Q3', months)).toBe('22');
    expect(figureOver(facts('stock'), 'A', null, '2026-Q3', months)).toBe('12');
    expect(figureOver(facts('cumulative'), 'A', null, '2026-Q3', months)).toBe('12');
    expect(figureOver(facts('flow'), 'A', null, '2026-09', months)).toBeNull();
  });

  it('is the last count before where it is counted more rarely', () => {
    const census = from({ 'A 2025': sum('900'), 'A 2023': sum('700') });
    expect(figureOver(facts('stock', 'year'), 'A', null, '2026-03', census)).toBe('900');
    expect(figureOver(facts('stock', 'year'), 'A', null, '2025-03', census)).toBe('900');
    expect(figureOver(facts('stock', 'year'), 'A', null, '2027-03', census)).toBeNull();
    expect(figureOver(facts('flow', 'year'), 'A', null, '2026-03', census)).toBeNull();
  });

  it('is a mean, a greatest or a least where the figure says so', () => {
    const rows = from({ 'A 2026-07': { n: 4, total: '10', low: '1', high: '6' } });
    expect(figureOver(facts('stock', 'month', 'mean'), 'A', null, '2026-07', rows)).toBe('2.5');
    expect(figureOver(facts('stock', 'month', 'max'), 'A', null, '2026-07', rows)).toBe('6');
    expect(figureOver(facts('stock', 'month', 'min'), 'A', null, '2026-07', rows)).toBe('1');
  });
});

describe('an indicator', () => {
  const figures = new Map([
    ['IN', facts('stock')],
    ['ALL', facts('stock')],
  ]);

  it('is numerators over denominators, never a mean of percentages', () => {
    // 50 of 100 in one county and 9 of 10 in another: 59 of 110, not 70 %.
    const rows = from({ 'IN 2026-08': sum('59', 2), 'ALL 2026-08': sum('110', 2) });
    expect(indicatorValue(ratio, figures, '2026-08', rows)).toMatch(/^53\.636/);
    expect(neededFor(ratio, figures, '2026-Q3')).toHaveLength(6);
  });

  it('is unknown where a part is missing or nothing is below the line', () => {
    expect(indicatorValue(ratio, figures, '2026-08', from({ 'IN 2026-08': sum('59') }))).toBeNull();
    expect(
      indicatorValue(ratio, figures, '2026-08', from({ 'IN 2026-08': sum('0'), 'ALL 2026-08': sum('0') })),
    ).toBeNull();
  });

  it('looks back where its formula does', () => {
    const growth: MeasuredIndicator = {
      ...ratio,
      unit: '所',
      aggregation: 'sum',
      expression: {
        numerator: { op: '-', left: figure('IN'), right: { op: 'lastYear', of: figure('IN') } },
        denominator: null,
      },
    };
    const rows = from({ 'IN 2026-08': sum('175'), 'IN 2025-08': sum('160') });
    expect(indicatorValue(growth, figures, '2026-08', rows)).toBe('15');
    expect(neededFor(growth, figures, '2026-08').map(({ period }) => period)).toEqual(['2026-08', '2025-08']);
  });

  it('of a whole lies between those of its parts, and a sum is the sum of its parts', () => {
    const part = fc.record({
      whole: fc.integer({ min: 1, max: 5000 }),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 12 }), parts => {
        const given = parts.map(({ whole, share }) => ({ all: String(whole), in: String(Math.floor(whole * share)) }));
        const shareOf = (all: string, within: string) =>
          indicatorValue(ratio, figures, '2026-08', from({ 'IN 2026-08': sum(within), 'ALL 2026-08': sum(all) }))!;
        const each = given.map(one => Number(shareOf(one.all, one.in)));
        const whole = Number(
          shareOf(given.map(({ all }) => all).reduce(addDecimals), given.map(one => one.in).reduce(addDecimals)),
        );
        expect(whole).toBeGreaterThanOrEqual(Math.min(...each) - 1e-9);
        expect(whole).toBeLessThanOrEqual(Math.max(...each) + 1e-9);
      }),
    );
  });

  it('of which each unit has to reach something is that of the worst', () => {
    expect(worstOf(['4', null, '6', '3'], 'up')).toBe('3');
    expect(worstOf(['4', null, '6', '3'], 'down')).toBe('6');
    expect(worstOf([null], 'up')).toBeNull();
  });
});
