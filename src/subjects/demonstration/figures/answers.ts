import type { DemoTask } from '../events';
import { type DemoUnit, ROOT_CODE } from '../organisation';
import { aimsOf } from './aims';
import type { Answer } from './cells';
import { compulsoryMonths, pupilsByMonth } from './compulsory-months';
import { compulsoryTerm } from './compulsory-terms';
import { countiesOf } from './county-facts';
import { countyQuarters } from './county-quarters';
import { seniorTerm, specialTerm, vocationalTerm } from './higher-terms';
import { childrenByCounty, kindergartenMonths, kindergartenTerm, populationOf } from './kindergartens';
import { isThere, reformsOf } from './reforms';
import { schoolsOf } from './school-facts';
import { schoolTerm, studentsOf } from './school-terms';
import { shareOut } from './spread';
import { bureauQuarters, worksQuarters } from './works-quarters';

/** Months that are reported: kindergartens since January, schools since the spring term began. */
export const MONTHS = { kindergarten: [1, 8], compulsory: [3, 8] } as const;
const before = { period: '2025-S2', end: '2026-01-31' } as const;
const term = { period: '2026-S1', end: '2026-07-31' } as const;

/**
 * What 600 schools, 18 counties and the bureau answer to the forms of the education pack over the year, oldest form first and each in
 * order of time. What the plan has targets for comes out as the tasks' story says; the same tasks give the same answers.
 */
export const answersOf = (units: readonly DemoUnit[], tasks: readonly DemoTask[]): Answer[] => {
  const aim = aimsOf(tasks);
  const reforms = reformsOf(units);
  const schools = schoolsOf(units);
  const kindergartens = schools.filter(({ stage }) => stage === 'kindergarten');
  const compulsory = schools.filter(({ stage }) => stage === 'primary' || stage === 'junior');
  const there = compulsory.filter(({ code }) => isThere(reforms, code, term.end));
  const pupils = pupilsByMonth(compulsory, reforms, MONTHS.compulsory[1]);
  const [january, july] = [pupils[0]!.pupils, pupils[6]!.pupils];
  const graded = schools.filter(({ code, stage }) => stage !== 'kindergarten' && isThere(reforms, code, term.end));
  const students = studentsOf(graded, july);
  const counties = countiesOf(units, schools);
  const children = childrenByCounty(kindergartens, aim, '2026-01-31');
  const [first, last] = MONTHS.kindergarten;
  const months = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  return [
    ...kindergartenMonths(kindergartens, aim, months),
    ...compulsoryMonths(compulsory, aim, reforms, MONTHS.compulsory),
    ...schoolTerm(graded, students, aim, term),
    ...kindergartenTerm(kindergartens, aim, term.period),
    ...compulsoryTerm(compulsory, { pupils: january, january }, aim, { ...before, index: 0 }),
    ...compulsoryTerm(there, { pupils: july, january }, aim, { ...term, index: 1 }),
    ...seniorTerm(graded, students, aim, term),
    ...vocationalTerm(graded, students, aim, before),
    ...vocationalTerm(graded, students, aim, term),
    ...specialTerm(graded, students, term),
    ...countyQuarters(
      counties,
      aim,
      shareOut(
        populationOf(aim),
        counties.map(({ code, lean }) => children.get(code)! * (1 - lean * 0.01)),
      ),
    ),
    ...worksQuarters(counties, aim),
    ...bureauQuarters(ROOT_CODE, aim),
  ];
};
