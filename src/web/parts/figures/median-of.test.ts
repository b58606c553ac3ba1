import { describe, expect, it } from 'vitest';
import { medianOf } from './median-of';

describe('the median of what was reported', () => {
  it('is the middle value, or half way between two, exactly', () => {
    expect(medianOf(['90', '10.5', '50.00'])).toBe('50');
    expect(medianOf(['0.1', '0.2'])).toBe('0.15');
    expect(medianOf(['93.45', '93.5', '10', '99'])).toBe('93.475');
    expect(medianOf(['-3', '3'])).toBe('0');
  });

  it('orders by size, not by letters', () => {
    expect(medianOf(['9', '10', '100'])).toBe('10');
  });

  it('leaves out what nobody reported', () => {
    expect(medianOf([null, '80', null])).toBe('80');
    expect(medianOf([null])).toBeNull();
    expect(medianOf([])).toBeNull();
  });
});
