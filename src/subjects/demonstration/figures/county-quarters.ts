import type { AimOf } from './aims';
import { type Answer, type Cells, optionsOf } from './cells';
import { type County, quarters, type Series } from './county-facts';
import { countsAtRate, movedTo, shareOut, sumOf } from './spread';

const POP_6_14 = 331_000;
const POP_15_17 = 125_500;
const types = ['kindergarten', 'primary', 'junior', 'senior', 'vocational', 'special'] as const;

/** What is counted: so many at each quarter's end, growing where there is more of it already. */
export const counted = (weights: readonly number[], totals: readonly number[], caps?: readonly number[]): Series => {
  const series: Series = [];
  for (const total of totals) series.push(movedTo(series.at(-1) ?? weights.map(() => 0), total, weights, caps));
  return series;
};

/** What is a share of something that stays: the rate of the whole at each quarter's end, no county ever losing what it has. */
export const shares = (
  bases: readonly number[],
  leans: readonly number[],
  rates: readonly number[],
  width: number,
): Series => {
  const series: Series = [];
  for (const rate of rates) {
    const before = series.at(-1);
    const now = before
      ? movedTo(
          before,
          Math.round(rate * sumOf(bases)),
          bases.map((base, at) => base - before[at]!),
          bases,
        )
      : countsAtRate(bases, leans, rate, width);
    series.push(now);
  }
  return series;
};

/** Aims at the ends of the quarters. */
export const along = (aim: AimOf, code: string, otherwise: readonly [number, number, number]): number[] =>
  quarters.map(({ end }, at) => aim(code, end, otherwise[at]!));

/** The same of an increment over what stood when the year began. */
export const addedTo = (begun: number, aim: AimOf, code: string): number[] =>
  quarters.map(({ end }, at) => begun + (at === 0 ? 0 : aim(code, end, 0)));

const percent = (rates: readonly number[]): number[] => rates.map(rate => rate / 100);

const areas = ['city', 'town', 'rural'] as const;

/** Schools by where they stand: in a district mostly in the city, in a county in towns and villages. */
const byArea = (count: number, inCity: boolean): Cells => {
  const [city, town, rural] = shareOut(count, inCity ? [6, 3, 1] : [1, 5, 4]) as [number, number, number];
  return { city, town, rural };
};

/** 县级事业发展季报 of all counties; `kindergartenPopulation` by county. */
export const countyQuarters = (
  counties: readonly County[],
  aim: AimOf,
  kindergartenPopulation: readonly number[],
): Answer[] => {
  const weights = counties.map(({ weight }) => weight);
  const leans = counties.map(({ lean }) => lean);
  const number = (type: (typeof types)[number]) => counties.map(({ schools }) => schools[type]);
  const compulsory = counties.map(({ schools }) => schools.primary + schools.junior);
  const rate = (code: string, otherwise: readonly [number, number, number]) => percent(along(aim, code, otherwise));
  const children = shareOut(POP_6_14, weights);
  const begun = shareOut(36_400, weights);
  const youth = shareOut(POP_15_17, weights);
  const disabled = shareOut(1_980, weights);
  const graduates = shareOut(40_200, weights);
  const first = counties.map(({ lean }) => lean + 2);
  const { STANDARD, ...series } = {
    ENROLLED_6_14: shares(children, leans, [0.9985, 0.9987, 0.9989], 0.001),
    COHORT_NOW: shares(begun, leans, rate('compulsory-retention', [97.2, 97.4, 97.6]), 0.012),
    SENIOR_STAGE: shares(youth, leans, rate('senior-gross-enrolment', [94, 94.4, 94.7]), 0.015),
    DISABLED_PLACED: shares(disabled, leans, rate('disabled-placement', [96.4, 96.8, 97]), 0.02),
    KG_FIRST: counted(
      weights,
      [31, 31, 33],
      number('kindergarten').map(count => Math.floor(count / 3)),
    ),
    KG_RURAL_MODEL: counted(
      weights,
      [22, 22, 24],
      number('kindergarten').map(count => Math.floor(count / 3)),
    ),
    KG_PROVINCE_MODEL: counted(
      weights,
      along(aim, 'kindergarten-province-model', [52, 53, 55]),
      number('kindergarten'),
    ),
    STANDARD: shares(compulsory, leans, rate('compulsory-standard-schools', [86, 86.5, 87]), 0.06),
    CE_FEATURED: counted(weights, [64, 66, 70]),
    CE_RURAL_GOOD: counted(
      counties.map(({ inCity, weight }) => (inCity ? 0 : weight)),
      [28, 28, 31],
    ),
    CE_GROUPS: counted(weights, along(aim, 'education-groups', [33, 36, 39])),
    CE_GROUP_SCHOOLS: shares(compulsory, leans, rate('group-coverage', [61, 64, 67]), 0.1),
    CE_AFTER_SCHOOLS: shares(compulsory, leans, [0.97, 0.98, 0.985], 0.02),
    BALANCED: counted(
      first,
      along(aim, 'balanced-counties', [3, 3, 4]),
      counties.map(() => 1),
    ),
    SH_MODEL: counted(weights, [21, 21, 21], number('senior')),
    SH_FEATURED: counted(weights, addedTo(13, aim, 'senior-featured'), number('senior')),
    SH_HELPED: counted(
      counties.map(({ inCity, weight }) => (inCity ? 0 : weight)),
      along(aim, 'senior-helped', [7, 8, 9]),
      number('senior'),
    ),
    VE_PUBLIC_STANDARD: shares(number('vocational'), leans, rate('vocational-standard', [82, 83, 85]), 0.1),
    VE_FEATURED: counted(weights, [7, 7, 8]),
    SE_FAMOUS: counted(weights, [2, 2, 3], number('special')),
  };
  return quarters.flatMap(({ period }, at) =>
    counties.map(
      ({ code, schools, inCity }, of): Answer => ({
        form: 'COUNTY_QUARTER',
        period,
        unitCode: code,
        cells: {
          POP_3_5: kindergartenPopulation[of]!,
          POP_6_14: children[of]!,
          COHORT_START: begun[of]!,
          POP_15_17: youth[of]!,
          JUNIOR_GRADUATES: at === 1 ? 0 : graduates[of]!,
          SENIOR_ENTRANTS: at === 1 ? 0 : Math.round(graduates[of]! * 0.755),
          DISABLED_DUE: disabled[of]!,
          ...optionsOf('SCHOOLS', types, schools),
          VE_PUBLIC: schools.vocational,
          ...optionsOf('CE_STANDARD', areas, byArea(STANDARD[at]![of]!, inCity)),
          ...Object.fromEntries(Object.entries(series).map(([figure, rows]) => [figure, rows[at]![of]!])),
        },
      }),
    ),
  );
};
