import type { ColumnNumbers } from './column-numbers';
import { tipOf } from './tip-of';
import { type TrajectoryData, targetOn } from './trajectory-data';
import { aimOf, type TrajectoryWords } from './trajectory-drawing';

/** What a reported value says when it is pointed at: value, plan, target, who is missing. */
export const trajectoryTip = (
  { reported, targets }: TrajectoryData,
  numbers: ColumnNumbers,
  words: TrajectoryWords,
) => ({
  trigger: 'item',
  formatter: ({ data }: { data: unknown }) => {
    const at = typeof data === 'object' && data !== null && 'period' in data ? data.period : null;
    const point = reported.find(({ period }) => period === at);
    if (!point) return '';
    const gap = /^[%‰]/.test(numbers.unit ?? '') ? '' : ' ';
    const write = (value: string | null) => `${numbers.text(value)}${gap}${numbers.unit ?? ''}`;
    return tipOf(point.label, [
      [words.actual, write(point.value)],
      ...(point.planned != null ? [[words.planned, write(point.planned)] as const] : []),
      [words.target, aimOf(targetOn(targets, point.on), numbers)],
      ...(point.missing ? [['', words.missing(point.missing)] as const] : []),
    ]);
  },
});
