import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spreadLabels } from './spread-labels';

describe('labels beside the ends of lines', () => {
  it('stay where they are when there is room', () => {
    expect(spreadLabels([20, 80, 50], 14, 0, 100)).toEqual([20, 80, 50]);
  });

  it('part evenly when two want one place, and keep inside', () => {
    expect(spreadLabels([50, 50], 14, 0, 100)).toEqual([43, 57]);
    expect(spreadLabels([2, 3], 14, 0, 100)).toEqual([7, 21]);
  });

  it('never lie on each other, keep their order and stay inside', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 200 }), { maxLength: 8 }), places => {
        const found = spreadLabels(places, 14, 0, 200);
        const order = places.map((_, index) => index).toSorted((a, b) => places[a]! - places[b]!);
        order.slice(1).forEach((index, at) => {
          expect(found[index]! - found[order[at]!]!).toBeGreaterThanOrEqual(14 - 1e-6);
        });
        for (const place of found) {
          expect(place).toBeGreaterThanOrEqual(7 - 1e-6);
          expect(place).toBeLessThanOrEqual(193 + 1e-6);
        }
      }),
    );
  });
});
