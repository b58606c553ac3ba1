import { describe, expect, it } from 'vitest';
import type { GanttRow } from '../../../subjects/tasks/schema';
import { ganttLines, ganttScale, spanOf } from './gantt-scale';

const row = (change: Partial<GanttRow>): GanttRow => ({
  id: '1',
  number: '1',
  title: '改造校舍',
  leadUnitName: '基建处',
  startOn: '2026-01-01',
  dueOn: '2026-12-31',
  percent: 0,
  light: 'green',
  milestones: [],
  ...change,
});

describe('the axis of the Gantt', () => {
  it('is the plan year, and longer where a task is', () => {
    expect(ganttScale([row({})], 2026).months).toHaveLength(12);
    const longer = ganttScale([row({ startOn: '2025-11-20', dueOn: '2027-01-10' })], 2026);
    expect(longer.months.map(({ key }) => key)).toEqual(
      expect.arrayContaining(['2025-11', '2025-12', '2026-01', '2027-01']),
    );
    expect(longer.months).toHaveLength(15);
  });

  it('lays a whole year over its whole width', () => {
    const scale = ganttScale([], 2026);
    const { left, width } = spanOf(scale, '2026-01-01', '2026-12-31');
    expect([left, width]).toEqual([0, 1]);
    expect(scale.place('2026-07-02')).toBeCloseTo(182 / 365);
    expect(spanOf(scale, '2026-05-01', '2026-04-01').width).toBeGreaterThan(0);
  });

  it('keeps the tasks of a unit together', () => {
    const lines = ganttLines([row({}), row({ id: '2', leadUnitName: '办公室' }), row({ id: '3' })]);
    expect(lines.map(line => (line.kind === 'group' ? `${line.name} ${line.count}` : line.row.id))).toEqual([
      '基建处 2',
      '1',
      '3',
      '办公室 1',
      '2',
    ]);
  });
});
