import type { AimOf } from './aims';
import type { Answer } from './cells';
import { type County, paces, quarters, type Series } from './county-facts';
import { addedTo, along, counted, shares } from './county-quarters';
import { shareOut, sumOf } from './spread';

/** What the body itself built and spends, beside its counties. */
const OWN = { senior: [1, 0, 1], budget: 0.18, smart: [9, 9, 10] } as const;

const hundreds = (amount: number): number => Math.round(amount / 100) * 100;

/** Cumulative: what the year before came to, then this year's from nothing. */
const sinceNewYear = (weights: readonly number[], totals: readonly number[], caps?: Series): Series => [
  counted(weights, [totals[0]!], caps?.[0])[0]!,
  ...thisYear(weights, totals.slice(1), caps?.slice(1)),
];

const thisYear = (weights: readonly number[], totals: readonly number[], caps?: Series): Series => {
  const series: Series = [];
  for (const [at, total] of totals.entries()) {
    const before = series.at(-1) ?? weights.map(() => 0);
    const wanted = counted(weights, at === 0 ? [total] : [sumOf(before), total])[at === 0 ? 0 : 1]!;
    const more = wanted.map((count, of) => Math.max(count, before[of]!));
    series.push(caps ? more.map((count, of) => Math.min(count, caps[at]![of]!)) : more);
  }
  return series;
};

/** What is built, by kind of school: the whole is the plan's, kindergartens as many as the public ones at least. */
const builtOf = (weights: readonly number[], aim: AimOf) => {
  const all = along(aim, 'schools-built', [41, 7, 20]);
  const publicKindergartens = along(aim, 'kindergarten-public-new', [11, 3, 8]);
  const kindergartens = all.map((total, at) => Math.max(publicKindergartens[at]!, Math.round((total * 14) / 46)));
  const rest = all.map((total, at) => total - kindergartens[at]! - OWN.senior[at]!);
  const part = (share: number) => rest.map(total => Math.max(0, Math.round(total * share)));
  const [primary, junior] = [part(0.53), part(0.3)];
  const senior = rest.map((total, at) => Math.max(0, total - primary[at]! - junior[at]!));
  const NEW_KG_PUBLIC = sinceNewYear(weights, publicKindergartens);
  const extra = sinceNewYear(
    weights.toReversed(),
    kindergartens.map((count, at) => count - publicKindergartens[at]!),
  );
  return {
    NEW_KG_PUBLIC,
    NEW_KG: NEW_KG_PUBLIC.map((row, at) => row.map((count, of) => count + extra[at]![of]!)),
    NEW_PRIMARY: sinceNewYear(weights, primary),
    NEW_JUNIOR: sinceNewYear(weights, junior),
    NEW_SENIOR: sinceNewYear(weights, senior),
    NEW_VOCATIONAL: quarters.map(() => weights.map(() => 0)),
  };
};

const each = (series: readonly Series[], of: (...counts: number[]) => number): Series =>
  quarters.map((_, at) => series[0]![at]!.map((_count, county) => of(...series.map(rows => rows[at]![county]!))));

/** 县级项目保障和民生季报 of all counties. */
export const worksQuarters = (counties: readonly County[], aim: AimOf): Answer[] => {
  const weights = paces(counties);
  const leans = counties.map(({ lean }) => lean);
  const rural = counties.map(({ inCity, weight }) => (inCity ? 0 : weight));
  const rate = (code: string, otherwise: readonly [number, number, number]) =>
    along(aim, code, otherwise).map(one => one / 100);
  const grown = (code: string, otherwise: readonly [number, number, number], by = weights) =>
    sinceNewYear(by, along(aim, code, otherwise));
  const all = counties.map(({ schools }) => sumOf(Object.values(schools)));
  const grades = counties.map(({ schools }, at) => all[at]! - schools.kindergarten);
  const upper = counties.map(({ schools }) => schools.primary + schools.junior + schools.senior + schools.vocational);
  const projects = shareOut(124, weights);
  const audits = counties.map(({ weight }) => 9 + 2 * weight);
  const kitchens = all.map(count => Math.round(count * 0.86));
  const lunches = counties.map(({ inCity, schools }) => (inCity ? schools.primary : 0));
  const services = counties.map(() => 34);
  const built = builtOf(weights, aim);
  const places = grown('places-new', [31_000, 6_400, 16_500]);
  const teachers = sinceNewYear(weights, [1_480, 120, 640]);
  const own = along(aim, 'budget', [8_100_000_000, 1_900_000_000, 3_960_000_000]).map(total =>
    hundreds(total * (1 - OWN.budget)),
  );
  const series: Record<string, Series> = {
    ...built,
    CONVERTED_KG: sinceNewYear(weights, [6, 1, 3]),
    PROMISED_KG: each([built.NEW_KG], count => Math.min(count, 1)),
    PROMISED_SCHOOLS: each([built.NEW_PRIMARY, built.NEW_JUNIOR], (primary, junior) => Math.min(primary + junior, 1)),
    HANDED_KG: grown('kindergarten-handed-over', [12, 3, 10]),
    NEW_PLACES: places,
    NEW_PLACES_KG: each([grown('inclusive-places-new', [2_900, 800, 2_000]), places], Math.min),
    PROJECTS: quarters.map(() => projects),
    PROJECTS_STARTED: shares(projects, leans, rate('projects-started', [35, 52, 70]), 0.12),
    SCHOOLS_FINISHED: grown('schools-finished', [24, 4, 12]),
    RURAL_RENEWED: grown('rural-schools-renewed', [30, 7, 19], rural),
    BUDGET: sinceNewYear(weights, own),
    BOND_MONEY: sinceNewYear(weights, along(aim, 'bond-money', [380_000_000, 80_000_000, 190_000_000]).map(hundreds)),
    NEW_POSTS: sinceNewYear(weights, [900, 150, 560]),
    NEW_TEACHERS: teachers,
    NEW_SCARCE: each([grown('teachers-scarce', [96, 20, 70]), teachers], Math.min),
    STUDIOS: counted(weights, along(aim, 'studios', [55, 57, 61])),
    AUDITS_DUE: quarters.map(() => audits),
    AUDITS_DONE: [audits, ...shares(audits, leans, rate('audit-coverage', [100, 31, 64]).slice(1), 0.1)],
    SMART: counted(
      weights,
      along(aim, 'smart-campuses', [135, 142, 152]).map((total, at) => total - OWN.smart[at]!),
    ),
    PATRIOT_MODEL: counted(weights, [36, 36, 38]),
    LABOUR_MODEL: counted(weights, [40, 40, 43]),
    LABOUR_BASES: counted(weights, addedTo(62, aim, 'labour-bases')),
    MIND_MODEL: counted(weights, [27, 27, 29]),
    FOOTBALL: counted(weights, [88, 88, 91]),
    GIGABIT: shares(grades, leans, rate('gigabit', [92, 94.5, 97]), 0.03),
    GUARDED: shares(all, leans, [0.968, 0.975, 0.983], 0.02),
    ALARMED: shares(all, leans, rate('alarmed', [97.5, 98, 98.7]), 0.012),
    KITCHENS: quarters.map(() => kitchens),
    KITCHENS_OPEN: shares(kitchens, leans, rate('open-kitchens', [98, 98.6, 99.2]), 0.01),
    SUPERVISED: shares(all, leans, rate('supervised', [97, 97.6, 98.3]), 0.015),
    MIND_ROOMS: shares(upper, leans, [0.88, 0.9, 0.92], 0.06),
    FAMILY_SCHOOLS: shares(all, leans, [0.9, 0.92, 0.94], 0.05),
    LUNCH_DUE: quarters.map(() => lunches),
    LUNCH_SERVED: shares(lunches, leans, [0.7, 0.74, 0.8], 0.08),
    CENTRES_DUE: quarters.map(() => counties.map(() => 1)),
    CENTRES: counted(
      weights,
      [15, 16, 17],
      counties.map(() => 1),
    ),
    SERVICES: quarters.map(() => services),
    SERVICES_ONE_TRIP: shares(services, leans, [0.94, 0.95, 0.96], 0.03),
    SERVICES_ONLINE: shares(services, leans, rate('online-services', [95.5, 96.3, 97]), 0.02),
  };
  return quarters.flatMap(({ period }, at) =>
    counties.map(
      ({ code }, of): Answer => ({
        form: 'COUNTY_WORKS_QUARTER',
        period,
        unitCode: code,
        cells: Object.fromEntries(Object.entries(series).map(([figure, rows]) => [figure, rows[at]![of]!])),
      }),
    ),
  );
};

/** 市级季报: what only the body itself counts. */
export const bureauQuarters = (unitCode: string, aim: AimOf): Answer[] => {
  const found = [52, 27, 36];
  const fixed = along(aim, 'audit-fixed', [96, 94, 96]).map((rate, at) => Math.round((found[at]! * rate) / 100));
  const budget = along(aim, 'budget', [8_100_000_000, 1_900_000_000, 3_960_000_000]);
  return quarters.map(
    ({ period }, at): Answer => ({
      form: 'BUREAU_QUARTER',
      period,
      unitCode,
      cells: {
        SH_MODEL: 6,
        SH_FEATURED: 4,
        VE_PUBLIC: 3,
        VE_PUBLIC_STANDARD: 3,
        VE_FEATURED: 2,
        SMART: OWN.smart[at]!,
        NEW_SENIOR: OWN.senior[at]!,
        NEW_VOCATIONAL: 0,
        BUDGET: Math.round(budget[at]!) - hundreds(budget[at]! * (1 - OWN.budget)),
        NEW_POSTS: [60, 0, 40][at]!,
        NEW_TEACHERS: [70, 0, 46][at]!,
        HE_KEY_MAJORS: [14, 14, 15][at]!,
        PARTY_SCHOOLS: [20, 0, 12][at]!,
        PARTY_BRANCHES: [30, 0, 18][at]!,
        PARTY_POSTS: [60, 0, 40][at]!,
        CITY_FINISHED: [4, 0, 1][at]!,
        CITY_STARTED: [5, 1, 3][at]!,
        ISSUES_FOUND: found[at]!,
        ISSUES_FIXED: fixed[at]!,
      },
    }),
  );
};
