import { daysBetween } from '../../../kernel/calendar';
import type { DateText } from '../../../platform/database/tables';
import { type Duty, deadlineOf, periodOfCode, periodsOwed } from './period';

/** 序时进度: the percentage that should be reached on a day, linear from the start (0) to the due date (100), whole. */
export const plannedPercent = (startOn: DateText, dueOn: DateText, date: DateText): number => {
  if (date >= dueOn) return 100;
  if (date <= startOn) return 0;
  return Math.round((100 * daysBetween(startOn, date)) / daysBetween(startOn, dueOn));
};

/**
 * The day as of which progress is judged. A monthly report in September speaks of the end of August: to hold it against
 * today would call everybody late. It is the end of the newest period that is reported or whose deadline has passed.
 * Null where nothing could have been reported yet.
 */
export const judgedOn = (duty: Duty, lastPeriod: string | null, today: DateText, reportDay = 5): DateText | null => {
  const due = periodsOwed(duty, today).filter(period => deadlineOf(period.code, reportDay) < today);
  const reported = lastPeriod ? periodOfCode(lastPeriod)?.end : undefined;
  const newest = [due.at(-1)?.end, reported]
    .filter(end => end !== undefined)
    .sort()
    .at(-1);
  if (newest === undefined) return null;
  return newest < today ? newest : today;
};
