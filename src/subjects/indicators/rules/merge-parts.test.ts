import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { balance } from './allocation';
import { mergedShare } from './merge-parts';

const cents = (max: number) => fc.integer({ min: 1, max }).map(units => (units / 10).toFixed(1));
const shares = fc.array(fc.record({ value: cents(1000), weight: cents(900) }), { minLength: 2, maxLength: 8 });

describe('merging the parts of two units', () => {
  it('keeps what all parts give together, by every rule and in both directions', () => {
    const rules = fc.constantFrom('sum' as const, 'weighted' as const, 'each' as const);
    fc.assert(
      fc.property(shares, rules, fc.constantFrom('up' as const, 'down' as const), (parts, rule, direction) => {
        const of = { whole: '50', rule, decimals: 1, direction };
        const [one, other, ...rest] = parts;
        const before = Number(balance(parts, of).given);
        const after = Number(balance([mergedShare(rule, direction, one!, other!), ...rest], of).given);
        if (rule === 'sum') expect(after).toBeCloseTo(before, 6);
        // A mean has two places more than its parts, and so have both balances: three roundings, of half a thousandth each.
        else if (rule === 'weighted') expect(Math.abs(after - before)).toBeLessThan(0.0025);
        // The worst of all may only have become stricter.
        else expect(direction === 'up' ? after >= before : after <= before).toBe(true);
      }),
    );
  });

  it('takes what there is where one has none', () => {
    expect(mergedShare('sum', 'up', { value: null, weight: null }, { value: '3', weight: '2' })).toEqual({
      value: '3',
      weight: '2',
    });
    expect(mergedShare('weighted', 'up', { value: '90', weight: null }, { value: '80', weight: null })).toEqual({
      value: '85',
      weight: null,
    });
    expect(mergedShare('each', 'down', { value: '5', weight: null }, { value: '3', weight: null }).value).toBe('3');
  });
});
