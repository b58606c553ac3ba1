import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAmount, writtenAmount } from './amount';

describe('amounts in a cell', () => {
  it('are written as the plan writes them', () => {
    expect([writtenAmount(21_600_000_000, '元'), writtenAmount(93.5, '%'), writtenAmount(null, '所')]).toEqual([
      '216亿',
      '93.5',
      '',
    ]);
    expect(writtenAmount(-0.5, '个百分点')).toBe('-0.5');
  });

  it('are read back as they were', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), fc.constantFrom('元', '%', '人', null), (value, unit) => {
        expect(readAmount(writtenAmount(value, unit))).toBe(value);
      }),
    );
    expect([readAmount('1,500'), readAmount('９万'), readAmount('约十')]).toEqual([1500, 90_000, null]);
  });
});
