import { addDays, isWorkday } from '../../../kernel/calendar';
import { momentOn, workdayBy, workdaysAfter } from '../clock';
import { makeRandom } from '../random';

/** When an answer went up: to the county, and to the body. Null: not yet. */
export type HandedIn = { submittedAt: string; approvedAt: string | null; acceptedAt: string | null };

/** Days of a window. */
export type Days = { endsOn: string; opensOn: string; dueOn: string; locksOn: string };

/** How often a unit of such a county is late, by how well the county does. */
const lateness = (lean: number): number => (lean < -1 ? 0.2 : lean < -0.4 ? 0.08 : 0.025);

const workdaysFrom = (from: string, to: string): string[] => {
  const days: string[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) if (isWorkday(day)) days.push(day);
  return days;
};

/**
 * The hours of one unit: it hands in between the period's end and the due day, some after; its county goes through what is there on the
 * working day after, the body one or two later. What stands right below the body has no county between.
 */
export const handedIn = (
  { unitCode, countyCode, lean }: { unitCode: string; countyCode: string | null; lean: number },
  what: string,
  { endsOn, opensOn, dueOn, locksOn }: Days,
): HandedIn => {
  const random = makeRandom(`hand in ${unitCode} ${what}`);
  const late = random.chance(lateness(lean));
  const inTime = workdaysFrom(opensOn > endsOn ? opensOn : endsOn, dueOn);
  const after = workdaysFrom(addDays(dueOn, 1), locksOn);
  const day =
    late && after.length > 0 ? random.pick(after) : inTime.length > 0 ? random.pick(inTime) : workdayBy(dueOn);
  const submittedAt = momentOn(day, random);
  const looked = day > dueOn ? workdaysAfter(locksOn, 1) : workdaysAfter(dueOn, 1);
  const county = makeRandom(`review ${countyCode ?? ''} ${what} ${looked}`);
  const approvedAt = countyCode === null ? null : momentOn(looked, county);
  const acceptedAt = momentOn(
    workdaysAfter(looked, county.int(1, 2)),
    makeRandom(`accept ${countyCode ?? ''} ${what} ${looked}`),
  );
  return { submittedAt, approvedAt, acceptedAt };
};
