import type { DateText } from '../../platform/database/tables';
import type { JudgedTarget } from '../indicators/reads';
import { shareReached } from '../indicators/rules';
import { type Duty, deadlineOf, periodsOwed } from '../tasks/rules/period';

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

/** A duty to report that a unit has in so many tasks. */
export type Duties = Duty & { tasks: number };

/** How many reports of these duties had their deadline before today. */
export const reportsDue = (duties: readonly Duties[], today: DateText, reportDay: number): number =>
  duties.reduce((sum, { tasks, ...duty }) => {
    const due = periodsOwed(duty, today).filter(({ code }) => deadlineOf(code, reportDay) < today);
    return sum + tasks * due.length;
  }, 0);

/** Every period of a year, of any rhythm, whose deadline has passed, with that deadline. */
export const deadlinesPassed = (year: number, today: DateText, reportDay: number) =>
  (['monthly', 'quarterly', 'weekly'] as const).flatMap(rhythm =>
    periodsOwed({ rhythm, startOn: `${year}-01-01`, dueOn: `${year}-12-31`, since: `${year}-01-01` }, today)
      .map(({ code }) => ({ period: code, deadline: deadlineOf(code, reportDay) }))
      .filter(({ deadline }) => deadline < today),
  );
