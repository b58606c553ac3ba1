import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { balance } from './allocation';
import { mergedShare } from './merge-parts';

const cents = (max: number) => fc.integer({ min: 1, max }).map(units => (units / 10).toFixed(1));
const shares = fc.array(
  fc.record({ value: cents(1000), weight: cents(900), last: fc.option(cents(1000), { nil: null }) }),
  { minLength: 2, maxLength: 8 },
);

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
    const share = (value: string | null, weight: string | null = null, last: string | null = null) => ({
      value,
      weight,
      last,
    });
    expect(mergedShare('sum', 'up', share(null), share('3', '2'))).toEqual(share('3', '2'));
    expect(mergedShare('weighted', 'up', share('90'), share('80'))).toEqual(share('85'));
    expect(mergedShare('each', 'down', share('5'), share('3')).value).toBe('3');
  });

  it('begins where both were last year, and nowhere where that is not known of one', () => {
    const last = (rule: 'sum' | 'weighted' | 'each', one: string | null, other: string | null) =>
      mergedShare(rule, 'up', { value: '9', weight: '3', last: one }, { value: '8', weight: '1', last: other }).last;
    expect(last('sum', '4', '6')).toBe('10');
    expect(last('sum', '4', null)).toBeNull();
    expect(last('weighted', '80', '60')).toBe('75');
    expect(last('each', '4', '6')).toBe('4');
  });
});
