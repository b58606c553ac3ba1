import { describe, expect, it } from 'vitest';
import { changePercent } from './change-percent';

describe('how far a value moved', () => {
  it.each([
    ['100', '125', '+25.0'],
    ['80', '60', '−25.0'],
    ['300', '301', '+0.3'],
    ['-4', '-5', '−25.0'],
    ['100', '100', '0.0'],
  ])('from %s to %s is %s percent', (before, after, percent) => {
    expect(changePercent(before, after)).toBe(percent);
  });

  it('is not told where there is nothing to hold it against', () => {
    expect([changePercent(null, '1'), changePercent('0', '1'), changePercent('1', null)]).toEqual([null, null, null]);
  });
});
