import type { DemoUnit } from '../organisation';
import { demoCounties } from '../organisation';
import { moodOf, type School, type SchoolStage } from './school-facts';

/** A county with what its quarterly figures begin from. */
export type County = {
  code: string;
  name: string;
  weight: number;
  lean: number;
  inCity: boolean;
  schools: Record<SchoolStage, number>;
};

export const countiesOf = (units: readonly DemoUnit[], schools: readonly School[]): County[] =>
  demoCounties.map(({ name, weight }) => {
    const { code } = units.find(unit => unit.kind === 'county' && unit.shortName === name)!;
    const count = (stage: SchoolStage) => schools.filter(one => one.countyCode === code && one.stage === stage).length;
    return {
      code,
      name,
      weight,
      lean: moodOf(name),
      inCity: name.endsWith('区'),
      schools: {
        kindergarten: count('kindergarten'),
        primary: count('primary'),
        junior: count('junior'),
        senior: count('senior'),
        vocational: count('vocational'),
        special: count('special'),
      },
    };
  });

/** The quarters that are answered: the last of the year before, as what the year is held against, and two of the year. */
export const quarters = [
  { period: '2025-Q4', end: '2025-12-31' },
  { period: '2026-Q1', end: '2026-03-31' },
  { period: '2026-Q2', end: '2026-06-30' },
] as const;

/** How much of what is counted falls to each county: by its size, a little more where it does well. */
export const paces = (counties: readonly County[]): number[] =>
  counties.map(({ weight, lean }) => weight * (1 + 0.2 * lean));

/** One number of each county in each of the quarters. */
export type Series = number[][];
