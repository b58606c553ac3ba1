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

  it('shows a number as it is read', () => {
    expect(plainDecimal('175.00')).toBe('175');
    expect(plainDecimal('100')).toBe('100');
    expect(decimalOf(21_600_000_000)).toBe('21600000000');
    expect(decimalOf(1e21)).toBe('1000000000000000000000');
    expect(decimalOf(0.0000001)).toBe('0.0000001');
    expect(() => decimalOf(Number.NaN)).toThrow(RangeError);
  });
});
