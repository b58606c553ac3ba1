import type { Schedule } from './job';

const DAY = 86_400_000;
// China keeps one time all year.
const EIGHT_HOURS = 8 * 3_600_000;

/** The last instant, at or before `now` (milliseconds), at which the schedule was due. */
export function lastDue(schedule: Schedule, now: number): number {
  if ('everySeconds' in schedule) {
    const step = schedule.everySeconds * 1000;
    return Math.floor(now / step) * step;
  }
  const [hour, minute] = schedule.dailyAt.split(':').map(Number);
  const offset = (hour! * 60 + minute!) * 60_000 - EIGHT_HOURS;
  return Math.floor((now - offset) / DAY) * DAY + offset;
}
