import { describe, expect, it } from 'vitest';
import { plannedNow } from './planned-now';

const task = { status: 'active' as const, startOn: '2026-01-01', dueOn: '2026-12-31', lastPeriod: '2026-08' };

describe('the progress that is held against a report', () => {
  it('is that of the end of the reported month', () => {
    expect(plannedNow(task, '2026-09-28')).toEqual({ planned: 66, on: '2026-08-31' });
  });

  it('is that of today before the first report, and never later than today', () => {
    expect(plannedNow({ ...task, lastPeriod: null }, '2026-09-28')?.on).toBe('2026-09-28');
    expect(plannedNow({ ...task, lastPeriod: '2026-09' }, '2026-09-28')?.on).toBe('2026-09-28');
    expect(plannedNow({ ...task, status: 'draft' }, '2026-09-28')).toBeNull();
  });
});
