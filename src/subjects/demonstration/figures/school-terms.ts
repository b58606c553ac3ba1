import { makeRandom } from '../random';
import type { AimOf } from './aims';
import { type Answer, type Cells, optionsOf } from './cells';
import { allOf, type Pupils } from './compulsory-months';
import { teachersOf } from './compulsory-terms';
import type { School } from './school-facts';
import { countsAtRate, shareOut, sumOf } from './spread';

const stages = ['primary', 'junior', 'senior', 'vocational', 'special'] as const;
const HIGHER = { senior: 93_000, vocational: 25_500, special: 1_150 };

/** Students by stage of every school that is no kindergarten. */
export const studentsOf = (schools: readonly School[], pupils: ReadonlyMap<string, Pupils>): Map<string, Cells> => {
  const students = new Map<string, Cells>();
  for (const { code } of schools) {
    const count = pupils.get(code);
    if (count) students.set(code, { ...count });
  }
  for (const stage of ['senior', 'vocational', 'special'] as const) {
    const those = schools.filter(one => one.stage === stage);
    const shares = shareOut(
      HIGHER[stage],
      those.map(({ weight }) => weight),
    );
    for (const [at, { code }] of those.entries()) students.set(code, { [stage]: shares[at]! });
  }
  return students;
};

const myopic = { primary: 0.37, junior: 0.66, senior: 0.79, vocational: 0.68, special: 0.3, kindergarten: 0 };
const perTeacher = { senior: 12.6, vocational: 16, special: 3.6 };

const teachersIn = (school: School, count: Cells): number =>
  count.primary !== undefined || count.junior !== undefined
    ? allOf(teachersOf(school, { primary: count.primary ?? 0, junior: count.junior ?? 0 }))
    : Math.ceil(sumOf(Object.values(count)) / perTeacher[school.stage as keyof typeof perTeacher]);

/** 中小学学期报 of the term that ends on a day. */
export const schoolTerm = (
  schools: readonly School[],
  students: ReadonlyMap<string, Cells>,
  aim: AimOf,
  { period, end }: { period: string; end: string },
): Answer[] => {
  const leans = schools.map(({ lean }) => lean);
  const sizes = schools.map(({ code }) => sumOf(Object.values(students.get(code)!)));
  const tested = sizes.map((size, at) => Math.round(size * (0.975 + Math.min(0.02, 0.005 * leans[at]!))));
  const good = countsAtRate(tested, leans, aim('fitness-good', end, 52) / 100, 0.06);
  const staff = schools.map((school, at) => {
    const teachers = teachersIn(school, students.get(school.code)!);
    return { teachers, all: teachers + 2 + Math.round(sizes[at]! / 260) };
  });
  const ethics = countsAtRate(
    staff.map(({ all }) => all),
    leans,
    aim('teacher-ethics', end, 97) / 100,
    0.02,
  );
  const poor = schools.map(({ code, rural }, at) =>
    Math.round(sizes[at]! * makeRandom(`poor ${code}`).between(0.03, rural ? 0.11 : 0.06)),
  );
  const money = shareOut(Math.round(aim('aid-money', end, 78_000_000) / 100), poor);
  return schools.map((school, at): Answer => {
    const random = makeRandom(`term ${school.code} ${period}`);
    const [size, { teachers, all }] = [sizes[at]!, staff[at]!];
    const girls = Math.round(size * random.between(0.455, 0.495));
    const due = Math.round(size * (school.rural ? 0.12 : 0.05));
    const [graduate, lower] = [Math.round(teachers * (school.stage === 'senior' ? 0.16 : 0.04)), 0];
    const college = Math.round(
      teachers * Math.max(0.01, (school.stage === 'primary' ? 0.19 : 0.05) - school.lean * 0.02),
    );
    const rooms = Math.ceil(size / 44) + random.int(2, 6);
    return {
      form: 'SCHOOL_TERM',
      period,
      unitCode: school.code,
      cells: {
        ...optionsOf('SCH_STUDENTS', stages, students.get(school.code)!),
        'SCH_SEX.female': girls,
        'SCH_SEX.male': size - girls,
        SCH_BOARDERS: Math.round(size * (school.stage === 'senior' ? 0.62 : school.rural ? 0.28 : 0.03)),
        SCH_LEFT_BEHIND: Math.round(size * (school.rural ? 0.07 : 0.01)),
        SCH_CARE_DUE: due,
        SCH_CARE_DONE: Math.min(due, Math.round(due * (0.97 + school.lean * 0.02))),
        SCH_POOR: poor[at]!,
        SCH_POOR_AIDED: poor[at]!,
        SCH_AID_TIMES: poor[at]!,
        SCH_AID_MONEY: money[at]! * 100,
        SCH_STAFF: all,
        SCH_TEACHERS: teachers,
        'SCH_DEGREES.graduate': graduate,
        'SCH_DEGREES.bachelor': teachers - graduate - college - lower,
        'SCH_DEGREES.college': college,
        'SCH_DEGREES.lower': lower,
        SCH_QUALIFIED: Math.floor(teachers * 0.995),
        SCH_TRAINED: Math.round(teachers * random.between(0.6, 1.3)),
        SCH_ETHICS: ethics[at]!,
        SCH_PE_TEACHERS: Math.max(1, Math.round(size / 340)),
        SCH_MIND_TEACHERS: Math.max(1, Math.round(size / 950)),
        SCH_FLOOR_AREA: Math.round(size * random.between(6.8, 11)),
        SCH_SPORT_AREA: Math.round(size * random.between(5.2, 8.4)),
        SCH_BOOKS: Math.round(size * random.between(22, 36)),
        SCH_COMPUTERS: Math.round((size / 100) * random.between(10, 16)),
        SCH_EQUIPMENT: Math.round(size * random.between(1_600, 3_400)),
        SCH_ROOMS: rooms,
        SCH_MEDIA_ROOMS: Math.round(rooms * random.between(0.88, 1)),
        SCH_FIT_TESTED: tested[at]!,
        SCH_FIT_PASSED: Math.max(good[at]!, Math.round(tested[at]! * random.between(0.93, 0.97))),
        SCH_FIT_GOOD: good[at]!,
        SCH_EYES_TESTED: tested[at]!,
        SCH_MYOPIC: Math.round(tested[at]! * myopic[school.stage] * random.between(0.93, 1.06)),
        SCH_OBESE: Math.round(tested[at]! * random.between(0.14, 0.24)),
        SCH_EXERCISE: random.pick([1, 1, 1.2, 1.5, 2]),
        SCH_EXERCISE_OUT: random.pick([0.5, 0.8, 1, 1]),
        SCH_MIND_DUE: tested[at]!,
        SCH_MIND_TESTED: Math.round(tested[at]! * random.between(0.96, 1)),
        SCH_ART_TESTED: Math.round(size * random.between(0.9, 1)),
        SCH_ART_SKILLS: random.pick([0.8, 1, 1.2, 1.4]),
        SCH_ART_SKILLED: Math.round(size * random.between(0.68, 0.9)),
        SCH_LABOUR_LESSONS: random.pick([1, 1, 1, 1.5, 2]),
        SCH_LABOUR: Math.round(size * random.between(0.92, 1)),
      },
    };
  });
};
