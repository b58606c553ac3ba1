import { describe, expect, it } from 'vitest';
import { type BulletTarget, bulletScale } from './bullet-scale';

const target: BulletTarget = {
  comparator: 'ge',
  value: '93.5',
  low: null,
  high: null,
  baseline: '92.5',
  latest: '93.0',
  plannedToday: '93.25',
};

describe('the marks of a bullet', () => {
  it('measure the way from the baseline to the target', () => {
    const scale = bulletScale(target);
    expect(scale?.start).toBe('92.5');
    expect(scale?.done).toBeCloseTo((scale?.aim ?? 0) / 2);
    expect(scale?.planned).toBeCloseTo((scale?.aim ?? 0) * 0.75);
  });

  it('begin at zero for what is added, whatever stood there before', () => {
    const scale = bulletScale({ ...target, comparator: 'add', value: '120', baseline: '40', latest: '60' });
    expect(scale?.start).toBe('0');
    expect(scale?.done).toBeCloseTo((scale?.aim ?? 0) / 2);
  });

  it('work downwards', () => {
    const scale = bulletScale({ ...target, comparator: 'le', value: '2', baseline: '6', latest: '4' });
    expect(scale?.done).toBeCloseTo((scale?.aim ?? 0) / 2);
  });

  it('show a ceiling that is broken', () => {
    const scale = bulletScale({ ...target, comparator: 'le', value: '10', baseline: null, latest: '20' });
    expect(scale?.aim).toBeCloseTo((scale?.done ?? 0) / 2);
  });

  it('show what is left before zero', () => {
    const zero = { ...target, comparator: 'eq' as const, value: '0', baseline: null };
    expect(bulletScale({ ...zero, latest: '4' })).toMatchObject({ aim: 0, start: '0' });
    expect(bulletScale({ ...zero, latest: '4' })?.done).toBeGreaterThan(0.5);
    expect(bulletScale({ ...zero, latest: '0' })?.done).toBe(0);
  });

  it('leave the bar away where nobody reported, and everything where there is no number', () => {
    expect(bulletScale({ ...target, latest: null })?.done).toBeNull();
    expect(bulletScale({ ...target, value: null })).toBeNull();
    expect(bulletScale({ ...target, latest: '120' })?.done).toBe(1);
    expect(bulletScale({ ...target, latest: '80' })?.done).toBe(0);
  });
});
