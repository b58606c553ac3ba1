import { describe, expect, it } from 'vitest';
import { deadlinesOf, onTimeShare, reportsMissing } from './rules';

describe('reports in time', () => {
  const duty = { rhythm: 'monthly' as const, startOn: '2026-01-01', dueOn: '2026-12-31', since: '2026-01-15' };

  it('count what is missing after the last report, once per task', () => {
    const duties = [
      { ...duty, tasks: 3, lastPeriod: '2026-07' },
      { ...duty, tasks: 1, lastPeriod: '2026-08' },
      { ...duty, rhythm: 'quarterly' as const, tasks: 2, lastPeriod: null },
    ];
    expect(reportsMissing(duties, '2026-09-28', 5)).toBe(3 + 0 + 2 * 2);
  });

  it('are a share of those handed in and those missing, and nothing where there are none', () => {
    expect(onTimeShare(6, 8, 2)).toBe(60);
    expect(onTimeShare(0, 0, 0)).toBeNull();
  });

  it('know the deadline of every period that has begun', () => {
    const deadlines = deadlinesOf(2026, '2026-03-02', 5);
    expect(deadlines).toContainEqual({ period: '2026-02', deadline: '2026-03-05' });
    expect(deadlines).toContainEqual({ period: '2026-Q1', deadline: '2026-04-07' });
    expect(deadlines.map(({ period }) => period)).not.toContain('2026-04');
  });
});
