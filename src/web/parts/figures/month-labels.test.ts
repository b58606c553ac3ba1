import { describe, expect, it } from 'vitest';
import { monthLabels } from './month-labels';

const named = (from: string, to: string, most = 12) => monthLabels({ from, to }, most).map(({ on }) => on);

describe('names of months below a chart', () => {
  it('stand in the middle of each month', () => {
    expect(named('2026-01-01', '2026-03-31')).toEqual(['2026-01-15', '2026-02-15', '2026-03-15']);
    expect(named('2026-01-01', '2026-12-31')).toHaveLength(12);
  });

  it('are fewer where there is little room', () => {
    expect(named('2026-01-01', '2026-12-31', 6)).toEqual(
      ['01', '03', '05', '07', '09', '11'].map(month => `2026-${month}-15`),
    );
    expect(named('2025-08-01', '2027-07-31', 6)).toEqual(['2026-01-15', '2026-07-15', '2027-01-15', '2027-07-15']);
    expect(named('2016-01-01', '2025-12-31', 5)).toHaveLength(5);
  });

  it('do not name a month whose middle is outside, or anything of a span that is none', () => {
    expect(named('2026-01-20', '2026-02-10')).toEqual([]);
    expect(named('2026-05-01', '2026-01-01')).toEqual([]);
  });
});
