import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { monthEnd } from '../../kernel/calendar';
import { isMet, judgeTarget, trajectoryOf } from '../indicators/rules/targets';
import type { DemoTarget, DemoTask } from './events';
import { countyValueAt, valueAt } from './values';

const ends = Array.from({ length: 12 }, (_, index) => monthEnd(`2026-${String(index + 1).padStart(2, '0')}-01`));
const taskOf = (target: DemoTarget): DemoTask => ({
  id: '1',
  version: 1,
  number: '1.',
  title: '任务',
  leadUnitCode: 'YC-C01',
  unitCodes: [],
  startOn: '2026-01-01',
  dueOn: target.dueOn,
  targets: [target],
});

const targetOf = (indicator: string, value: string, unit: string, more: Partial<DemoTarget> = {}): DemoTarget => ({
  id: '1',
  indicator,
  code: null,
  comparator: 'add',
  value,
  low: null,
  high: null,
  baseline: null,
  unit,
  dueOn: '2026-12-31',
  ...more,
});

/** Increments from two to hundred millions, and stocks or rates with a baseline: what has a trajectory. */
const withTrajectory = fc
  .record({
    word: fc.string({ unit: fc.constantFrom('学', '位', '所', '校'), minLength: 1, maxLength: 6 }),
    increment: fc.oneof(fc.integer({ min: 2, max: 60 }), fc.integer({ min: 100, max: 400_000_000 })),
    base: fc.option(fc.integer({ min: 0, max: 5000 })),
    month: fc.integer({ min: 4, max: 12 }),
  })
  .map(({ word, increment, base, month }) =>
    targetOf(word, String(increment + (base ?? 0)), '所', {
      dueOn: ends[month - 1]!,
      ...(base === null ? {} : { comparator: 'eq' as const, baseline: String(base) }),
    }),
  );

describe('reported values', () => {
  it('of a task on track are never behind, never fall, and reach the target on its day', () => {
    fc.assert(
      fc.property(withTrajectory, target => {
        const points = trajectoryOf(target, '2025-12-31', target.dueOn);
        let before = Number.NEGATIVE_INFINITY;
        for (const on of ends.filter(end => end <= target.dueOn)) {
          const value = valueAt(taskOf(target), target, 'steady', on);
          expect(Number(value)).toBeGreaterThanOrEqual(before);
          expect(judgeTarget(target, points, { value, on }).gap).toBeNull();
          before = Number(value);
        }
        expect(isMet(target, valueAt(taskOf(target), target, 'steady', target.dueOn))).toBe(true);
      }),
    );
  });

  it('of a task whose targets are behind are judged so', () => {
    const target = targetOf('名师工作室', '20', '个');
    const value = valueAt(taskOf(target), target, 'target-behind', '2026-08-31');
    const points = trajectoryOf(target, '2025-12-31', target.dueOn);
    expect(judgeTarget(target, points, { value, on: '2026-08-31' }).status).toBe('behind');
  });

  it('keep limits all year, and come down to nothing where nothing may be left', () => {
    const limit = targetOf('文件', '110', '件', { comparator: 'le' });
    const none = targetOf('辍学学生', '0', '', { comparator: 'eq' });
    const series = (target: DemoTarget) => ends.map(on => Number(valueAt(taskOf(target), target, 'steady', on)));
    expect(Math.max(...series(limit))).toBeLessThanOrEqual(110);
    expect(series(none)[0]).toBeGreaterThan(0);
    expect(series(none).at(-1)).toBe(0);
  });

  it('of counties are shares of things, levels of rates, and nothing of what is too few to share', () => {
    const county = { name: '望湖区', share: 0.09, counties: 18 };
    const give = (target: DemoTarget) => countyValueAt(taskOf(target), target, county, 'steady', '2026-08-31');
    expect(Number(give(targetOf('资助学生', '65000', '人次')))).toBeLessThan(6500);
    expect(Number(give(targetOf('联网率', '100', '%', { comparator: 'eq' })))).toBeGreaterThan(80);
    expect(give(targetOf('帮扶县中', '4', '所'))).toBeNull();
  });
});
