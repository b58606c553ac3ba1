import { describe, expect, it } from 'vitest';
import { periodOf } from '../../../kernel/period';
import type { FigureAggregation, FigureKind } from '../../indicators/schema';
import { figureOver, type Sum, type SumOf } from './indicator-value';

// Two units, reckoned by hand. In month m of 2026 one stands at 100 + m and the other at 200 + m; m and 2m come in; since January that is
// 3 × (1 + … + m). January of 2027 begins anew.
const upTo = (month: number): number => (month * (month + 1)) / 2;
const reported: Record<FigureKind, (month: number) => [number, number]> = {
  stock: month => [100 + month, 200 + month],
  flow: month => [month, 2 * month],
  cumulative: month => [upTo(month), 2 * upTo(month)],
};
const monthly =
  (kind: FigureKind, until = '2027-01'): SumOf =>
  (_code, _category, period) => {
    if (period < '2026-01' || period > until) return null;
    const values = reported[kind](Number(period.slice(5)));
    const sum: Sum = { n: 2, total: String(values[0] + values[1]), low: String(values[0]), high: String(values[1]) };
    return sum;
  };

const over = (kind: FigureKind, period: string, aggregation: FigureAggregation = 'sum', until?: string) =>
  figureOver({ kind, aggregation, frequency: 'month' }, 'A', null, period, monthly(kind, until));

describe('a monthly figure over a longer period', () => {
  // By month, quarter, term (February to July, August to January) and year.
  const expected: Record<FigureKind, Record<string, string>> = {
    // 300 + 2m at the end of the period.
    stock: { '2026-03': '306', '2026-Q1': '306', '2026-Q3': '318', '2026-S1': '314', '2026-S2': '302', '2026': '324' },
    // Three times 3; 1+2+3; 7+8+9; 2+…+7; 8+…+12 and 1 of January; 1+…+12.
    flow: { '2026-03': '9', '2026-Q1': '18', '2026-Q3': '72', '2026-S1': '81', '2026-S2': '153', '2026': '234' },
    // Since January: three times 6, 6, 45, 28; 1 in the year that has begun; 78.
    cumulative: { '2026-03': '18', '2026-Q1': '18', '2026-Q3': '135', '2026-S1': '84', '2026-S2': '3', '2026': '234' },
  };
  it.each(Object.entries(expected))('of kind %s', (kind, byPeriod) => {
    const found = Object.keys(byPeriod).map(period => [period, over(kind as FigureKind, period)]);
    expect(Object.fromEntries(found)).toEqual(byPeriod);
  });

  it('what came in a year is what the last month has since January', () => {
    expect(over('flow', '2026')).toBe(over('cumulative', '2026'));
    expect(over('flow', '2026-Q1')).toBe(over('cumulative', '2026-Q1'));
  });

  it('of a quarter that is not over: what has come, and what stood last', () => {
    expect(['flow', 'stock', 'cumulative'].map(kind => over(kind as FigureKind, '2026-Q3', 'sum', '2026-08'))).toEqual([
      '45',
      '316',
      '108',
    ]);
  });

  it('goes over units by mean, greatest and least, then over time', () => {
    const by = (kind: FigureKind) =>
      (['mean', 'max', 'min'] as const).map(aggregation => Number(over(kind, '2026-Q1', aggregation)));
    // 103 and 203 in March; 1.5 + 3 + 4.5, 2 + 4 + 6 and 1 + 2 + 3 over the quarter.
    expect(by('stock')).toEqual([153, 203, 103]);
    expect(by('flow')).toEqual([9, 12, 6]);
  });
});

describe('a weekly figure over a month', () => {
  it('has the weeks that end in it', () => {
    // Of August 2026 these are the weeks that end on the 2nd, 9th, 16th, 23rd and 30th.
    const weekly: SumOf = (_code, _category, period) => ({
      n: 1,
      total: periodOf(period)!.end.slice(8),
      low: null,
      high: null,
    });
    const facts = { aggregation: 'sum', frequency: 'week' } as const;
    expect(figureOver({ kind: 'flow', ...facts }, 'A', null, '2026-08', weekly)).toBe('80');
    expect(figureOver({ kind: 'stock', ...facts }, 'A', null, '2026-08', weekly)).toBe('30');
  });
});
