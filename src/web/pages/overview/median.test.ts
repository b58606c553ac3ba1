import { describe, expect, it } from 'vitest';
import { medianOf } from './median';

describe('the median', () => {
  it('is the middle value, or half way between two', () => {
    expect(medianOf([90, 10, 50])).toBe(50);
    expect(medianOf([40, 10, 50, 61])).toBe(45);
  });

  it('leaves out what nobody reported', () => {
    expect(medianOf([null, 80, null])).toBe(80);
    expect(medianOf([null])).toBeNull();
    expect(medianOf([])).toBeNull();
  });
});
