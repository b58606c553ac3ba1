import type { GanttRow } from '../../../subjects/tasks/schema';

/** A line of the Gantt: the head of a lead unit's group, or a task. */
export type GanttLineData = { kind: 'group'; name: string | null; count: number } | { kind: 'task'; row: GanttRow };

/** The axis: months, and the place of a day between 0 and 1. */
export type GanttScale = {
  months: { key: string; year: number; month: number; left: number; width: number }[];
  place: (date: string) => number;
};

const DAY = 86_400_000;

/** The tasks by lead unit, in the order in which the units first occur. */
export const ganttLines = (rows: readonly GanttRow[]): GanttLineData[] => {
  const groups = new Map<string | null, GanttRow[]>();
  for (const row of rows) groups.set(row.leadUnitName, [...(groups.get(row.leadUnitName) ?? []), row]);
  return [...groups].flatMap(([name, tasks]): GanttLineData[] => [
    { kind: 'group', name, count: tasks.length },
    ...tasks.map(row => ({ kind: 'task' as const, row })),
  ]);
};

/** Whole months that hold every bar, at least the plan year. */
export const ganttScale = (rows: readonly GanttRow[], year: number): GanttScale => {
  let [first, last] = [`${year}-01`, `${year}-12`];
  for (const { startOn, dueOn } of rows) {
    if (startOn.slice(0, 7) < first) first = startOn.slice(0, 7);
    if (dueOn.slice(0, 7) > last) last = dueOn.slice(0, 7);
  }
  const begin = Date.parse(`${first}-01`);
  const [lastYear, lastMonth] = last.split('-').map(Number) as [number, number];
  const width = Date.UTC(lastYear, lastMonth, 1) - begin;
  const months: GanttScale['months'] = [];
  for (
    let at = new Date(begin);
    at.getTime() < begin + width;
    at = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 1))
  ) {
    const next = Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 1);
    months.push({
      key: at.toISOString().slice(0, 7),
      year: at.getUTCFullYear(),
      month: at.getUTCMonth() + 1,
      left: (at.getTime() - begin) / width,
      width: (next - at.getTime()) / width,
    });
  }
  return {
    months,
    place: date => Math.min(1, Math.max(0, (Date.parse(date) - begin) / width)),
  };
};

/** The share of the axis from the first day to the end of the last. */
export const spanOf = (scale: GanttScale, from: string, to: string): { left: number; width: number } => {
  const left = scale.place(from);
  const end = scale.place(new Date(Date.parse(to) + DAY).toISOString().slice(0, 10));
  return { left, width: Math.max(end - left, 0.004) };
};
