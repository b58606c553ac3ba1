import { describe, expect, it } from 'vitest';
import { type AcceptedSum, reportedBefore, reportedSince } from './measured';

const sum = (figureId: string, period: string): AcceptedSum => ({
  figureId,
  period,
  category: '',
  headId: '1',
  headKind: 'county',
  n: 1,
  total: '1',
  low: null,
  high: null,
});

// Children by the month, the population by the quarter; another figure that does not count.
const sums = ['2025-12', '2026-02', '2026-03', '2026-04'].map(period => sum('children', period));
sums.push(sum('population', '2025-Q4'), sum('population', '2026-Q1'), sum('other', '2026-05'));
const both = new Set(['children', 'population']);

describe('the periods that an indicator is measured for', () => {
  it('are each day once, where two rhythms end on it the longer period', () => {
    const periods = reportedSince(sums, both, '2026-01-31');
    expect(periods.map(({ code, end }) => [code, end])).toEqual([
      ['2026-02', '2026-02-28'],
      ['2026-Q1', '2026-03-31'],
      ['2026-04', '2026-04-30'],
    ]);
  });

  it('begin with what the year before ended with, if anything was reported then', () => {
    expect(reportedBefore(sums, both, 2026)?.end).toBe('2025-12-31');
    expect(reportedBefore(sums, new Set(['other']), 2026)).toBeNull();
  });
});
