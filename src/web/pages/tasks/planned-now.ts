import { periodOfCode } from '../../../subjects/tasks/rules/period';
import { plannedPercent } from '../../../subjects/tasks/rules/planned';
import type { TaskRow } from '../../../subjects/tasks/schema';

type Facts = Pick<TaskRow, 'status' | 'startOn' | 'dueOn' | 'lastPeriod'>;

/**
 * 序时进度 to hold the reported progress against: that of the day the newest report speaks of, for a report on August says
 * nothing about September; of today where nothing was reported. Null before it is sent out.
 */
export const plannedNow = (
  { status, startOn, dueOn, lastPeriod }: Facts,
  today: string,
): { planned: number; on: string } | null => {
  if (status === 'draft') return null;
  const end = lastPeriod ? periodOfCode(lastPeriod)?.end : undefined;
  const on = end && end < today ? end : today;
  return { planned: plannedPercent(startOn, dueOn, on), on };
};
