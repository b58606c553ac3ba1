import { addDays, addWorkdays, daysBetween, hasCalendar, workdaysBetween } from '../../../kernel/calendar';
import { type Frequency, type Period, periodOf, periodOn } from '../../../kernel/period';
import type { DateText } from '../../../platform/database/tables';
import type { EntryBar } from '../entry-schema';
import type { FormTiming, Stage } from '../schema';

// Further off nobody counts days: five of seven will do.
const COUNTED = 400;

/** Working days from a day to another: 0 on the same day, negative where it is past. */
export const workdaysTo = (from: DateText, to: DateText): number => {
  const span = daysBetween(from, to);
  return Math.abs(span) > COUNTED ? Math.round((span * 5) / 7) : workdaysBetween(from, to);
};

export type OpenDays = { opensOn: DateText; dueOn: DateText; locksOn: DateText };

/** The years whose holidays are not known yet (they are announced in autumn) among days that were reckoned in working days. */
export const yearsUnannounced = (days: readonly OpenDays[]): string[] =>
  [
    ...new Set(
      days.flatMap(({ dueOn, locksOn }) =>
        [dueOn, locksOn].filter(day => !hasCalendar(day)).map(day => day.slice(0, 4)),
      ),
    ),
  ].toSorted();

/** When a window opens, is due and locks. A form that would be due before it opens is due on the day it opens. */
export const windowDaysOf = ({ opens, due, locks }: FormTiming, { end }: Pick<Period, 'end'>): OpenDays => {
  const opensOn = addDays(end, opens);
  const dueOn = [opensOn, addWorkdays(end, due)].toSorted().at(-1)!;
  return { opensOn, dueOn, locksOn: addWorkdays(dueOn, locks) };
};

export type TimedForm = { frequency: Frequency; timing: FormTiming; validFrom: DateText; validTo: DateText | null };
export type TimedPeriod = Period & OpenDays;

// A weekly form that stays open for a year has fifty windows; none has more to be opened at once.
const MOST_OPEN = 60;

const timed = ({ timing }: TimedForm, period: Period): TimedPeriod => ({ ...period, ...windowDaysOf(timing, period) });
const isAsked = ({ validFrom, validTo }: TimedForm, { end }: Period): boolean =>
  validFrom <= end && (validTo === null || end < validTo);

/** The periods of a form that are open on a day by its timing, oldest first: opened already, not yet locked. */
export const periodsOpenOn = (form: TimedForm, today: DateText): TimedPeriod[] => {
  const open: TimedPeriod[] = [];
  let period = periodOn(form.frequency, addDays(today, -form.timing.opens));
  for (let looked = 0; looked < MOST_OPEN; looked += 1) {
    const candidate = timed(form, period);
    if (candidate.locksOn < today) break;
    if (candidate.opensOn <= today && isAsked(form, period)) open.push(candidate);
    period = periodOn(form.frequency, addDays(period.start, -1));
  }
  return open.reverse();
};

/** The period that opens next; null where the form has ended by then. */
export const nextToOpen = (form: TimedForm, today: DateText): TimedPeriod | null => {
  let period = periodOn(form.frequency, addDays(today, -form.timing.opens));
  if (timed(form, period).opensOn <= today) period = periodOn(form.frequency, addDays(period.end, 1));
  return isAsked(form, period) ? timed(form, period) : null;
};

/** A period as the form asks it; null where the code is none, or of another frequency. */
export const periodOfForm = (frequency: Frequency, code: string): Period | null => {
  const period = periodOf(code);
  return period?.frequency === frequency ? period : null;
};

export type WindowState = 'coming' | 'open' | 'late' | 'locked' | 'closed';

/** How a window stands on a day: late 已过期未锁定 still takes what is handed in. */
export const windowState = (
  { opensOn, dueOn, locksOn, closedAt }: OpenDays & { closedAt: string | null },
  today: DateText,
): WindowState => {
  if (closedAt !== null) return 'closed';
  if (today < opensOn) return 'coming';
  if (today > locksOn) return 'locked';
  return today > dueOn ? 'late' : 'open';
};

/** What decides whether a unit may type: its submission, the window, and its own life. */
export type Entering = OpenDays & {
  closedAt: string | null;
  extendedTo: DateText | null;
  exempt: string | null;
  stage: Stage;
  /** The unit's last day plus one; null while it exists. */
  unitValidTo: DateText | null;
  endsOn: DateText;
  /** When it came back to the unit; null once it is handed in again. */
  returnedAt: string | null;
};

/** Why nothing can be typed on a day; null where it can. What was approved is told before what is over. */
export const barOf = (entering: Entering, today: DateText): EntryBar | null => {
  const { stage, exempt, unitValidTo, endsOn, extendedTo, opensOn, locksOn, closedAt } = entering;
  if (unitValidTo !== null && unitValidTo <= endsOn) return 'unit-closed';
  if (stage >= 2) return 'figures-locked';
  if (exempt !== null) return 'unit-exempt';
  // Whoever sent it back, or opened it again with a reason, waits for the correction: no lock stands in its way.
  if (entering.returnedAt !== null) return null;
  if (today < opensOn) return 'window-not-open';
  const isExtended = extendedTo !== null && today <= extendedTo;
  if (closedAt !== null || (today > locksOn && !isExtended)) return 'window-locked';
  return null;
};

/** The day on which it is due for a unit: its own later day, where it has one. */
export const dueDayOf = ({ dueOn, extendedTo }: { dueOn: DateText; extendedTo: DateText | null }): DateText =>
  extendedTo !== null && extendedTo > dueOn ? extendedTo : dueOn;
