import { addDays, addWorkdays, isWorkday } from '../../kernel/calendar';
import type { Random } from './random';

/** The demonstration's day, the day its plan was sent out, and the last moment that anything happened. */
export const DEMO_TODAY = '2026-09-28';
export const SENT_ON = '2026-01-15';
export const LAST_MOMENT = `${DEMO_TODAY}T09:00:00+08:00`;

const two = (value: number): string => String(value).padStart(2, '0');

/** A moment of a day in office hours; early on the demonstration's own day, which has only just begun. */
export const momentOn = (day: string, random: Random): string => {
  const minutes =
    day === DEMO_TODAY ? random.int(481, 534) : random.pick([random.int(505, 700), random.int(850, 1075)]);
  return `${day}T${two(Math.floor(minutes / 60))}:${two(minutes % 60)}:${two(random.int(0, 59))}+08:00`;
};

/** The working day that is so many working days after a day. */
export const workdaysAfter = (day: string, count: number): string => addWorkdays(day, count);

/** The working day on or before a day. */
export const workdayBy = (day: string): string => {
  let at = day;
  while (!isWorkday(at)) at = addDays(at, -1);
  return at;
};

/** 2026-03 → 3. */
export const monthOf = (periodOrDay: string): number => Number(periodOrDay.slice(5, 7));

/** 2026-09-15 → 9月15日. */
export const spokenDay = (day: string): string => `${monthOf(day)}月${Number(day.slice(8, 10))}日`;

/** The earlier of two days or moments. */
export const earlierOf = (a: string, b: string): string => (a <= b ? a : b);
