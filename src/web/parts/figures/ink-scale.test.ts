import { describe, expect, it } from 'vitest';
import { inkScale } from './ink-scale';

describe('five steps of ink', () => {
  it('are equal intervals, larger is darker', () => {
    const step = inkScale(['0', '100']);
    expect(['0', '19.9', '20', '50', '79.9', '80', '100'].map(step)).toEqual([0, 0, 1, 2, 3, 4, 4]);
  });

  it('know negative values', () => {
    const step = inkScale(['-10', '0', '10']);
    expect(['-10', '0', '10'].map(step)).toEqual([0, 2, 4]);
  });

  it('leave a missing value without ink, and let it count for nothing', () => {
    const step = inkScale(['50', null, '60']);
    expect(step(null)).toBeNull();
    expect(step('50')).toBe(0);
  });

  it('make nothing of equal values, or of none', () => {
    expect(inkScale(['7', '7.0'])('7')).toBe(0);
    expect(inkScale([null])(null)).toBeNull();
  });

  it('keep a value from outside at the edge', () => {
    expect(inkScale(['1', '2'])('9')).toBe(4);
    expect(inkScale(['1', '2'])('-9')).toBe(0);
  });
});
