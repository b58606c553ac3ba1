import { describe, expect, it } from 'vitest';
import { lastDue } from './due';
import type { Schedule } from './job';

const due = (schedule: Schedule, now: string) => new Date(lastDue(schedule, Date.parse(now))).toISOString();

describe('when a job was last due', () => {
  it('daily: today at that hour in China, or yesterday before it', () => {
    expect(due({ dailyAt: '00:05' }, '2026-03-31T16:05:00Z')).toBe('2026-03-31T16:05:00.000Z');
    expect(due({ dailyAt: '00:05' }, '2026-03-31T16:04:59Z')).toBe('2026-03-30T16:05:00.000Z');
    expect(due({ dailyAt: '23:30' }, '2026-03-31T15:31:00Z')).toBe('2026-03-31T15:30:00.000Z');
    expect(due({ dailyAt: '07:59' }, '2026-01-01T00:00:00Z')).toBe('2025-12-31T23:59:00.000Z');
  });

  it('every so many seconds: the same instants whenever a server started', () => {
    expect(due({ everySeconds: 3600 }, '2026-03-31T16:59:59.999Z')).toBe('2026-03-31T16:00:00.000Z');
    expect(due({ everySeconds: 600 }, '2026-03-31T16:10:00Z')).toBe('2026-03-31T16:10:00.000Z');
  });

  it('is never in the future, and no later than the next step', () => {
    for (const schedule of [{ dailyAt: '03:20' }, { everySeconds: 7 }] as const) {
      const step = 'dailyAt' in schedule ? 86_400_000 : 7000;
      for (let now = Date.parse('2026-02-27T00:00:00Z'), n = 0; n < 500; n += 1, now += 1_234_567) {
        const at = lastDue(schedule, now);
        expect(at).toBeLessThanOrEqual(now);
        expect(now - at).toBeLessThan(step);
        expect(lastDue(schedule, at)).toBe(at);
      }
    }
  });
});
