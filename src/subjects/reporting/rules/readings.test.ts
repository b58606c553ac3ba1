import { describe, expect, it } from 'vitest';
import { periodOf } from '../../../kernel/period';
import type { Numeric } from '../../indicators/rules/expression/expression';
import type { FigureFacts, MeasuredIndicator, SumOf } from './indicator-value';
import { codesMeasured, countedTowards, countsGrowth, neededTowards, readingOn, type Towards } from './readings';

const figure = (code: string): Numeric => ({ op: 'figure', code, category: null });
const facts = (kind: FigureFacts['kind'], frequency: FigureFacts['frequency'] = 'month'): FigureFacts => ({
  kind,
  frequency,
  aggregation: 'sum',
});
const sums =
  (totals: Record<string, string>): SumOf =>
  (code, _category, period) => {
    const total = totals[`${code} ${period}`];
    return total === undefined ? null : { n: 1, total, low: null, high: null };
  };
const indicator = (numerator: Numeric, denominator: Numeric | null = null, unit = ''): MeasuredIndicator => ({
  aggregation: 'sum',
  unit,
  direction: 'up',
  expression: { numerator, denominator },
});
const august = { code: '2026-08', standsFor: '2026-08-31' };

describe('an indicator on the way to its target', () => {
  it('adds what flowed since the year began, up to the period and not beyond', () => {
    const rows = sums({ 'A 2025-12': '900', 'A 2026-01': '5', 'A 2026-08': '7', 'A 2026-09': '100' });
    expect(readingOn(indicator(figure('A')), new Map([['A', facts('flow')]]), august, rows)).toBe('12');
  });

  it('holds the year so far beside the same months of the year before', () => {
    const growth = indicator({ op: '-', left: figure('A'), right: { op: 'lastYear', of: figure('A') } });
    const rows = sums({ 'A 2025-03': '4', 'A 2025-12': '900', 'A 2026-03': '5', 'A 2026-08': '7' });
    expect(readingOn(growth, new Map([['A', facts('flow')]]), august, rows)).toBe('8');
  });

  it('takes the last of a stock, and of a cumulative figure', () => {
    const rows = sums({ 'A 2026-07': '160', 'A 2026-08': '175', 'A 2026-09': '176' });
    for (const kind of ['stock', 'cumulative'] as const)
      expect(readingOn(indicator(figure('A')), new Map([['A', facts(kind)]]), august, rows)).toBe('175');
  });

  it('puts what flowed over the last yearly count', () => {
    const figures = new Map([
      ['A', facts('flow')],
      ['B', facts('stock', 'year')],
    ]);
    const rows = sums({ 'A 2026-07': '10', 'A 2026-08': '15', 'B 2025': '50' });
    const share = indicator(figure('A'), figure('B'), '%');
    expect(codesMeasured(share)).toEqual(['A', 'B']);
    expect(readingOn(share, figures, august, rows)).toBe('50');
  });

  it('measures the period itself where the formula looks one back', () => {
    const growth = indicator({ op: '-', left: figure('A'), right: { op: 'previous', of: figure('A') } });
    const rows = sums({ 'A 2026-07': '10', 'A 2026-08': '15' });
    expect(readingOn(growth, new Map([['A', facts('flow')]]), august, rows)).toBe('5');
  });
});

describe('a term that goes on past the end of its year', () => {
  const [autumn, spring] = ['2026-S2', '2026-S1'].map(code => periodOf(code)!);
  const terms = sums({ 'A 2025-S2': '900', 'A 2026-S1': '30', 'A 2026-S2': '50' });

  it('adds its flow to the year in which it began, not to the next', () => {
    const flow = new Map([['A', facts('flow', 'term')]]);
    expect(readingOn(indicator(figure('A')), flow, spring!, terms)).toBe('30');
    expect(readingOn(indicator(figure('A')), flow, autumn!, terms)).toBe('80');
  });

  it('counts of what flows by the month the part up to the end of the year', () => {
    const months = sums({ 'A 2026-07': '30', 'A 2026-12': '50', 'A 2027-01': '900' });
    expect(readingOn(indicator(figure('A')), new Map([['A', facts('flow')]]), autumn!, months)).toBe('80');
  });

  it('has what stood or was reached in it: this year ends with it, and began with that of last year', () => {
    for (const kind of ['stock', 'cumulative'] as const)
      expect(readingOn(indicator(figure('A')), new Map([['A', facts(kind, 'term')]]), autumn!, terms)).toBe('50');
    const stock = new Map([['A', facts('stock', 'term')]]);
    const towards = { reported: spring!, before: periodOf('2025-S2')! };
    expect(countedTowards(indicator(figure('A')), stock, towards, terms, '930')).toBe('30');
  });

  it('holds a year by its terms beside the same of the year before', () => {
    const growth = indicator({ op: '-', left: figure('A'), right: { op: 'lastYear', of: figure('A') } });
    const rows = sums({ 'A 2025-S1': '10', 'A 2025-S2': '20', 'A 2026-S1': '13', 'A 2026-S2': '25' });
    const flow = new Map([['A', facts('flow', 'term')]]);
    expect(readingOn(growth, flow, spring!, rows)).toBe('3');
    expect(readingOn(growth, flow, autumn!, rows)).toBe('8');
  });
});

describe('what counts towards a target', () => {
  const growth = { reported: august, before: { code: '2025-12', standsFor: '2025-12-31' } };
  const level = { reported: august, before: null };
  const bases = sums({ 'B 2025-12': '57', 'B 2026-08': '73' });

  it('of a stock of 73 bases is 73, of new ones the 16 that came since last year; nothing where that is not known', () => {
    const stock = new Map([['B', facts('stock')]]);
    const counted = (towards: Towards, value: string | null = '73') =>
      countedTowards(indicator(figure('B')), stock, towards, bases, value);
    expect(countsGrowth(indicator(figure('B')), stock, 'add')).toBe(true);
    expect(countsGrowth(indicator(figure('B')), stock, 'ge')).toBe(false);
    expect(counted(level)).toBe('73');
    expect(counted(growth)).toBe('16');
    expect(counted({ ...growth, before: { code: '2025-11', standsFor: '2025-11-30' } })).toBeNull();
    expect(counted(growth, null)).toBeNull();
    expect(neededTowards(indicator(figure('B')), stock, growth)).toEqual([
      { code: 'B', period: '2026-08' },
      { code: 'B', period: '2025-12' },
    ]);
  });

  it('of trainings is what was held since January, and so of their share', () => {
    const flows = new Map([
      ['A', facts('flow')],
      ['D', facts('flow')],
    ]);
    const held = sums({ 'A 2026-01': '30', 'D 2026-01': '40', 'A 2026-08': '10', 'D 2026-08': '60' });
    expect(countsGrowth(indicator(figure('A')), flows, 'add')).toBe(false);
    expect(countedTowards(indicator(figure('A')), flows, level, held, '10')).toBe('40');
    expect(countedTowards(indicator(figure('A'), figure('D'), '%'), flows, level, held, '16.7')).toBe('40');
    expect(neededTowards(indicator(figure('A')), flows, level)).toContainEqual({ code: 'A', period: '2026-01' });
  });
});
