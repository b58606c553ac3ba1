import { describe, expect, it } from 'vitest';
import { bulletMarks } from './bullet-marks';

const none = { value: null, target: null, planned: null, unit: null };

describe('the marks of a bullet', () => {
  it('stand on one scale for all rates: 0 to 100 %', () => {
    expect(bulletMarks({ value: '92.5', target: '93.5', planned: '93', unit: '%' })).toEqual({
      zero: 0,
      value: 0.925,
      target: 0.935,
      planned: 0.93,
      baseline: null,
    });
  });

  it('begin at zero and leave room behind the outermost', () => {
    const marks = bulletMarks({ ...none, value: '96', target: '120', baseline: '60', unit: '所' })!;
    expect(marks.zero).toBe(0);
    expect(marks.target).toBeCloseTo(1 / 1.08);
    expect(marks.value! / marks.target!).toBeCloseTo(96 / 120);
    expect(marks.baseline! / marks.target!).toBeCloseTo(0.5);
  });

  it('go below zero where a value does', () => {
    const marks = bulletMarks({ ...none, value: '-2', target: '2', unit: '个百分点' })!;
    expect(marks.zero).toBeCloseTo(0.5);
    expect(marks.value!).toBeLessThan(marks.zero);
  });

  it('know a target of zero, a rate above 100 and a missing value', () => {
    expect(bulletMarks({ ...none, target: '0', unit: '起' })).toMatchObject({ zero: 0, target: 0, value: null });
    expect(bulletMarks({ ...none, value: '104', target: '100', unit: '%' })!.value).toBeLessThanOrEqual(1);
    expect(bulletMarks(none)).toBeNull();
    expect(bulletMarks({ ...none, value: '1.2', target: '0.5', unit: '%' })!.value).toBeGreaterThan(0.9);
  });
});
