import { describe, expect, it } from 'vitest';
import { niceDomain, ticksOf } from './nice-domain';

describe('a scale with round ends', () => {
  it.each([
    [[92.1, 93.5], { low: 92, high: 94, step: 0.5 }],
    [[0, 120], { low: 0, high: 150, step: 25 }],
    [[-12, 30], { low: -20, high: 40, step: 10 }],
  ])('%j', (values, expected) => {
    expect(niceDomain(values)).toEqual(expected);
  });

  it('begins at zero for bars, below it only where a value is', () => {
    expect(niceDomain([88, 97], { zero: true })).toMatchObject({ low: 0, high: 100 });
    expect(niceDomain([-5, 20], { zero: true })?.low).toBeLessThan(0);
  });

  it('does not pass 100 % unless a value does', () => {
    expect(niceDomain([98, 99.9], { cap: 100 })?.high).toBe(100);
    expect(niceDomain([98, 104], { cap: 100 })?.high).toBeGreaterThanOrEqual(104);
  });

  it('never goes below zero for what cannot', () => {
    expect(niceDomain([0.2, 40])?.low).toBe(0);
  });

  it('makes room around one value, and says so when there is none', () => {
    const alone = niceDomain([50])!;
    expect(alone.low).toBeLessThan(50);
    expect(alone.high).toBeGreaterThan(50);
    expect(niceDomain([0])!.high).toBeGreaterThan(0);
    expect(niceDomain([])).toBeNull();
  });

  it('names its ticks', () => {
    expect(ticksOf({ low: 92, high: 93.5, step: 0.5 })).toEqual([92, 92.5, 93, 93.5]);
    expect(ticksOf({ low: 0, high: 0.3, step: 0.1 })).toEqual([0, 0.1, 0.2, 0.3]);
  });
});
