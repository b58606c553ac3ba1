import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDecimals,
  compareDecimals,
  decimalOf,
  plainDecimal,
  proportionOf,
  shareOf,
  subtractDecimals,
  toUnits,
} from './decimal';

const decimal = fc
  .tuple(fc.integer({ min: -1_000_000, max: 1_000_000 }), fc.integer({ min: 0, max: 999 }))
  .map(([whole, part]) => `${whole}.${String(part).padStart(3, '0')}`);

describe('exact decimals', () => {
  it('adds what floats cannot', () => {
    expect(addDecimals('0.1', '0.2')).toBe('0.3');
    expect(subtractDecimals('93.5', '92.85')).toBe('0.65');
    expect(subtractDecimals('1', '1.50')).toBe('-0.50');
  });

  it('takes away what it added', () => {
    fc.assert(
      fc.property(decimal, decimal, (a, b) => {
        expect(compareDecimals(subtractDecimals(addDecimals(a, b), b), a)).toBe(0);
        expect(addDecimals(a, b)).toBe(addDecimals(b, a));
      }),
    );
  });

  it('rounds a share half away from zero', () => {
    expect(shareOf('15', 3, 12, 2)).toBe('3.75');
    expect(shareOf('15', 1, 2, 0)).toBe('8');
    expect(shareOf('-15', 1, 2, 0)).toBe('-8');
  });

  it('takes a share of decimals, and none of zero', () => {
    expect(proportionOf('12', '0.5', '1.5', 2)).toBe('4.00');
    expect(proportionOf('-1', '1', '-3', 3)).toBe('0.333');
    expect(proportionOf('10', '1', '4', 0)).toBe('3');
    expect(() => proportionOf('1', '1', '0.00', 2)).toThrow(RangeError);
    fc.assert(
      fc.property(
        decimal,
        fc.integer({ min: -999, max: 999 }),
        fc.integer({ min: 1, max: 999 }),
        (value, part, whole) => {
          expect(proportionOf(value, String(part), String(whole), 4)).toBe(shareOf(value, part, whole, 4));
        },
      ),
    );
  });

  it('divides counts as exactly as anything else', () => {
    const counted = fc.oneof(fc.maxSafeNat(), fc.nat(2_000), fc.nat(2_000_000));
    fc.assert(
      fc.property(counted, fc.constantFrom(1, 100, 1000), counted, fc.nat(12), (part, scale, above, digits) => {
        fc.pre(part > 0);
        // Written with a point, the same numbers take the other way.
        expect(proportionOf(String(scale), String(above), String(part), digits)).toBe(
          proportionOf(`${scale}.0`, String(above), String(part), digits),
        );
      }),
      { numRuns: 2_000 },
    );
    for (const [above, below] of [
      [9_007_199_254_740, 9_007_199_254_740],
      [999_999_999_999, 1_000_000_000_000],
      [1, 3],
      [2, 3],
      [199_999, 200_000],
    ] as const)
      for (const digits of [0, 1, 4, 5, 9])
        expect(proportionOf('1', String(above), String(below), digits)).toBe(
          proportionOf('1.0', String(above), String(below), digits),
        );
  });

  it('orders decimals as whole numbers of their smallest digit are ordered', () => {
    const written = fc
      .tuple(fc.integer({ min: -99_999_999, max: 99_999_999 }), fc.nat(9_999_999_999), fc.integer({ min: 1, max: 10 }))
      .map(([whole, fraction, digits]) => `${whole}.${String(fraction).padStart(digits, '0')}`);
    fc.assert(
      fc.property(written, fc.oneof(written, fc.constant(null)), (a, other) => {
        const b = other ?? `${a}0`;
        const difference = toUnits(a, 12) - toUnits(b, 12);
        expect(compareDecimals(a, b)).toBe(difference < 0n ? -1 : difference > 0n ? 1 : 0);
      }),
      { numRuns: 1_000 },
    );
  });

  it('shows a number as it is read', () => {
    expect(plainDecimal('175.00')).toBe('175');
    expect(plainDecimal('100')).toBe('100');
    expect(decimalOf(21_600_000_000)).toBe('21600000000');
    expect(decimalOf(1e21)).toBe('1000000000000000000000');
    expect(decimalOf(0.0000001)).toBe('0.0000001');
    expect(() => decimalOf(Number.NaN)).toThrow(RangeError);
  });
});
