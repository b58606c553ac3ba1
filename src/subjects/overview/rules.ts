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

/** What a unit owed in one task, and when it first handed in each period. */
export type Dues = { duty: Duty; handedIn: readonly { period: string; on: DateText }[] };

/** 按时率: of the reports whose deadline has passed, the percentage handed in by it; null where none was due. */
export const onTimeShare = (dues: readonly Dues[], today: DateText, reportDay: number): number | null => {
  let owed = 0;
  let inTime = 0;
  for (const { duty, handedIn } of dues) {
    const first = new Map(handedIn.map(({ period, on }) => [period, on]));
    for (const { code } of periodsOwed(duty, today)) {
      const deadline = deadlineOf(code, reportDay);
      if (deadline >= today) continue;
      owed += 1;
      if ((first.get(code) ?? '9999') <= deadline) inTime += 1;
    }
  }
  return owed === 0 ? null : Math.round((100 * inTime) / owed);
};
