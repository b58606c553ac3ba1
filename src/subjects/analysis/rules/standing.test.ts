import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addDays } from '../../../kernel/calendar';
import { trajectoryOf } from '../../indicators/rules/targets';
import { type AimedAt, judgeParts, partTarget, standingOf } from './standing';

const limits = { yellow: 10, red: 30 };

it('a part begins where the unit stood last year, as its letter says; where that is not known by its share', () => {
  const shape = { comparator: 'ge' as const, value: '100', low: null, high: null, unit: '所', baseline: '80' };
  const points = trajectoryOf(shape, '2026-01-01', '2026-12-31');
  const target: AimedAt = { ...shape, dueOn: '2026-12-31', points, shared: true };
  expect(partTarget(target, { value: '50', last: '48' }, 'up')).toMatchObject({ baseline: '48', value: '50' });
  expect(partTarget(target, { value: '50', last: null }, 'up')).toMatchObject({ baseline: '40', value: '50' });
  // 47 is behind for who stood at 48, and ahead for who would have begun at 40.
  const judge = judgeParts(target, { standsFor: '2026-06-30', lookedOn: '2026-07-01' }, 'up', limits);
  expect([judge({ value: '50', last: '48' }, '47'), judge({ value: '50', last: null }, '47')]).toEqual([
    'far-behind',
    'on-track',
  ]);
});

it('a part is judged by the points beside the day as it would be by its whole trajectory', () => {
  const amount = fc.integer({ min: 0, max: 5_000 });
  fc.assert(
    fc.property(
      amount,
      amount,
      amount,
      amount,
      fc.integer({ min: 0, max: 380 }),
      fc.nat({ max: 60 }),
      fc.boolean(),
      fc.option(amount),
      (from, to, given, value, day, later, shared, reached) => {
        const shape = {
          comparator: 'ge' as const,
          value: String(to),
          low: null,
          high: null,
          unit: '所',
          baseline: String(from),
        };
        const points = trajectoryOf(shape, '2026-01-01', '2026-12-31');
        const target: AimedAt = { ...shape, dueOn: '2026-12-31', points, shared, trajectory: 'linear' } as AimedAt;
        const on = addDays('2026-01-01', day);
        const days = { standsFor: on, lookedOn: addDays(on, later) };
        const latest = { value: String(value), on };
        const part = { value: String(given), last: reached === null ? null : String(reached) };
        const whole = standingOf(partTarget(target, part, 'up'), latest, days.lookedOn, 'up', limits).status;
        expect(judgeParts(target, days, 'up', limits)(part, String(value))).toBe(whole);
      },
    ),
  );
});
