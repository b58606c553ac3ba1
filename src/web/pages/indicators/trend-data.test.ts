import { describe, expect, it } from 'vitest';
import type { Series } from '../../../subjects/analysis/schema';
import { formulaWords } from './formula-text';
import { shownValue } from './shown-value';
import { targetSteps, trendData } from './trend-data';

const point = (period: string, endsOn: string, value: string | null) => ({
  ...{ period, endsOn, value, actual: value, planned: null, status: null },
  reported: { expected: 10, reported: 8 },
});
const revision = (at: string, before: string, after: string) => ({ at, by: '高远', reason: '上调', before, after });

const series = (kind: 'stock' | 'cumulative', revisions: ReturnType<typeof revision>[] = []) =>
  ({
    indicator: { unit: '个', decimals: 0, figures: [{ code: 'SEATS', name: '学位', unit: '个', kind }] },
    whole: [
      point('2025-11', '2025-11-30', '90'),
      point('2025-12', '2025-12-31', '100'),
      point('2026-01', '2026-01-31', '8.4999999'),
    ],
    target: {
      ...{ comparator: 'add', value: '120', low: null, high: null, baseline: null, dueOn: '2026-12-31', revisions },
      points: [
        { on: '2025-12-31', planned: '0' },
        { on: '2026-12-31', planned: '120' },
      ],
    },
  }) as unknown as Series;

const label = (period: string) => period;

describe('a trajectory as it is drawn', () => {
  it('begins anew each year where the figure does', () => {
    expect(trendData(series('stock'), '2026-02-10', label).reported.map(({ value }) => value)).toEqual([
      '90',
      '100',
      '8',
    ]);
    const { reported, span, today } = trendData(series('cumulative'), '2026-02-10', label);
    expect(reported.map(({ period, missing }) => [period, missing])).toEqual([['2026-01', 2]]);
    expect([span, today]).toEqual([{ from: '2025-12-31', to: '2026-12-31' }, '2026-02-10']);
  });

  it('shows the target as it was before each revision, by the day in China', () => {
    const twice = [revision('2026-03-01T17:00:00Z', '100', '110'), revision('2026-05-12T02:00:00Z', '110', '120')];
    expect(targetSteps(series('stock', twice), '2025-12-31').map(({ from, value }) => [from, value])).toEqual([
      ['2025-12-31', '100'],
      ['2026-03-02', '110'],
      ['2026-05-12', '120'],
    ]);
    expect(targetSteps(series('stock'), '2025-12-31')).toHaveLength(1);
  });
});

describe('a value as it is shown', () => {
  it('is rounded to the decimals of its indicator, and never filled up', () => {
    expect(['92.2499', '92.25', '92', null].map(value => shownValue(value, { decimals: 1 }))).toEqual([
      '92.2',
      '92.3',
      '92',
      null,
    ]);
  });
});

describe('a formula in words', () => {
  it('names each figure and keeps what it does not know', () => {
    const figures = [{ code: 'KG', name: '在园幼儿数', unit: '人', kind: 'stock' as const }];
    expect(formulaWords('KG.public + previous(KG) - OTHER', figures)).toBe(
      '在园幼儿数（public） + previous(在园幼儿数) - OTHER',
    );
  });
});
