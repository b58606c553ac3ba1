import type { DemoUnit } from '../organisation';
import type { DemoPerson } from '../people';
import type { Answer } from './cells';

/** The last month of schools, as it stands on the demonstration's day: not all of it has come up. */
export const AUGUST = { form: 'COMPULSORY_MONTH', period: '2026-08' } as const;

/** Counties whose schools wait for the body, and those that are not done themselves. */
const approvedOnly = ['兰浦县', '梅溪县', '安澜县'];
const unfinished = ['雁回县', '棠梨县'];

export type August = {
  /** County codes. */
  approvedOnly: ReadonlySet<string>;
  unfinished: ReadonlySet<string>;
  /** Schools that have not handed in. */
  missing: readonly string[];
  /** Schools that hand in by themselves, and those that were sent theirs back. */
  byThemselves: readonly { unitCode: string; login: string }[];
  returned: readonly string[];
};

const isAsked = ({ tags = [] }: DemoUnit): boolean => tags.includes('compulsory');

export const augustOf = (units: readonly DemoUnit[], people: readonly DemoPerson[]): August => {
  const codesOf = (names: readonly string[]) =>
    names.map(name => units.find(({ kind, shortName }) => kind === 'county' && shortName === name)!.code);
  const schoolsIn = (code: string) => units.filter(unit => unit.parentCode === code && isAsked(unit));
  const [first, second] = codesOf(unfinished).map(schoolsIn) as [DemoUnit[], DemoUnit[]];
  const late = [...first.slice(2, 4), ...second.slice(1, 4)].map(({ code }) => code);
  const returned = [first[5]!, second[5]!].map(({ code }) => code);
  const asked = new Set(units.filter(isAsked).map(({ code }) => code));
  const others = people.flatMap(({ login, posts: [post] }) =>
    post?.role === 'reporter' && asked.has(post.unitCode) ? [{ unitCode: post.unitCode, login }] : [],
  );
  const busy = new Set([...late, ...returned]);
  return {
    approvedOnly: new Set(codesOf(approvedOnly)),
    unfinished: new Set(codesOf(unfinished)),
    missing: late,
    byThemselves: others.filter(({ unitCode }) => !busy.has(unitCode)),
    returned,
  };
};

/** How far an answer has come by itself: 3 accepted, 2 approved, 1 handed in, 0 not. */
export const stageInAugust = (
  august: August,
  { form, period, unitCode }: Answer,
  countyCode: string | null,
): number => {
  if (form !== AUGUST.form || period !== AUGUST.period) return 3;
  if (august.missing.includes(unitCode)) return 0;
  if (august.byThemselves.some(one => one.unitCode === unitCode)) return 0;
  if (countyCode !== null && august.unfinished.has(countyCode)) return 1;
  return countyCode !== null && august.approvedOnly.has(countyCode) ? 2 : 3;
};
