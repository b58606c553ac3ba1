import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addDays } from '../../../kernel/calendar';
import { trajectoryOf } from '../../indicators/rules/targets';
import { type AimedAt, partStanding, partTarget, standingOf } from './standing';

const limits = { yellow: 10, red: 30 };

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
      (from, to, part, value, day, later, shared) => {
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
        const days = { endsOn: on, lookedOn: addDays(on, later) };
        const latest = { value: String(value), on };
        const whole = standingOf(partTarget(target, String(part), 'up'), latest, days.lookedOn, 'up', limits).status;
        expect(partStanding(target, String(part), String(value), days, 'up', limits)).toBe(whole);
      },
    ),
  );
});
