import type { DateText } from '../../platform/database/tables';
import type { JudgedTarget } from '../indicators/reads';
import { shareReached } from '../indicators/rules/targets';
import { type Duty, deadlineOf, periodsMissing, periodsOwed } from '../tasks/rules/period';

const mean = (values: readonly number[]): number | null =>
  values.length === 0 ? null : Math.round(values.reduce((sum, value) => sum + value, 0) / values.length);

/**
 * «按序时应完成 61%，实际 58%»: the mean share of the way done, over the targets that have a trajectory and a reported value,
 * each on the day of its value. What nobody reported is not counted as zero.
 */
export const targetShares = (targets: readonly JudgedTarget[]): { planned: number | null; actual: number | null } => {
  const known = targets.flatMap(target => {
    const { latest, direction, judgement } = target;
    if (latest === null || judgement.planned === null) return [];
    const planned = shareReached(target, judgement.planned, direction);
    const actual = shareReached(target, latest, direction);
    return planned === null || actual === null ? [] : [{ planned, actual }];
  });
  return { planned: mean(known.map(({ planned }) => planned)), actual: mean(known.map(({ actual }) => actual)) };
};

/** A duty to report that a unit has in so many tasks, and the period that it reported last there. */
export type Duties = Duty & { tasks: number; lastPeriod: string | null };

/** Reports that are missing now: past their deadline and after the last one (one report clears those before it). */
export const reportsMissing = (duties: readonly Duties[], today: DateText, reportDay: number): number =>
  duties.reduce(
    (sum, { tasks, lastPeriod, ...duty }) => sum + tasks * periodsMissing(duty, lastPeriod, today, reportDay).length,
    0,
  );

/** 按时率: of the reports handed in or missing, the percentage handed in by their deadline; null where there are none. */
export const onTimeShare = (inTime: number, handedIn: number, missing: number): number | null =>
  handedIn + missing === 0 ? null : Math.round((100 * inTime) / (handedIn + missing));

/** Every period that has begun in a year, of any rhythm, with its deadline. */
export const deadlinesOf = (year: number, today: DateText, reportDay: number) =>
  (['monthly', 'quarterly', 'weekly'] as const).flatMap(rhythm =>
    periodsOwed({ rhythm, startOn: `${year}-01-01`, dueOn: `${year}-12-31`, since: `${year}-01-01` }, today).map(
      ({ code }) => ({ period: code, deadline: deadlineOf(code, reportDay) }),
    ),
  );
