import { makeRandom } from '../random';
import type { AimOf } from './aims';
import { type Answer, type Cells, optionsOf } from './cells';
import type { School } from './school-facts';
import { countsAtRate, shareOut } from './spread';

type Term = { period: string; end: string };
type Students = ReadonlyMap<string, Cells>;

const ofStage = (schools: readonly School[], students: Students, stage: School['stage']) => {
  const those = schools.filter(one => one.stage === stage);
  return {
    those,
    sizes: those.map(({ code }) => students.get(code)?.[stage] ?? 0),
    leans: those.map(({ lean }) => lean),
  };
};

/** 普通高中学期报 */
export const seniorTerm = (
  schools: readonly School[],
  students: Students,
  aim: AimOf,
  { period, end }: Term,
): Answer[] => {
  const { those, sizes, leans } = ofStage(schools, students, 'senior');
  const entrants = shareOut(aim('senior-enrolment', end, 31_000), sizes);
  const quota = countsAtRate(entrants, leans, aim('senior-quota', end, 60) / 100, 0.05);
  const huge = shareOut(
    aim('huge-classes', end, 5),
    leans.map(lean => (lean < -0.2 ? -lean : 0)),
  );
  return those.map((school, at): Answer => {
    const random = makeRandom(`senior ${school.code}`);
    const size = sizes[at]!;
    const grades = shareOut(size, [1.02, 1, 0.98]);
    const classes = Math.ceil(size / random.between(46, 52));
    const large = Math.min(classes - huge[at]!, random.int(0, school.lean < 0 ? 3 : 1));
    const teachers = Math.ceil(size / 13.2);
    const graduates = grades[2]!;
    return {
      form: 'SENIOR_TERM',
      period,
      unitCode: school.code,
      cells: {
        ...optionsOf('SH_CLASSES', ['standard', 'ample', 'large', 'huge'], {
          standard: Math.floor((classes - large - huge[at]!) * 0.4),
          ample: classes - large - huge[at]! - Math.floor((classes - large - huge[at]!) * 0.4),
          large,
          huge: huge[at]!,
        }),
        'SH_STUDENTS.s1': grades[0]!,
        'SH_STUDENTS.s2': grades[1]!,
        'SH_STUDENTS.s3': grades[2]!,
        SH_PLAN: entrants[at]!,
        SH_ENTRANTS: entrants[at]!,
        SH_QUOTA: quota[at]!,
        SH_GRADUATES: graduates,
        SH_ADMITTED: Math.round(graduates * Math.min(0.99, 0.9 + school.lean * 0.03)),
        SH_TEACHERS: teachers,
        SH_DEGREE_MET: Math.floor(teachers * 0.985),
        SH_MASTERS: Math.round(teachers * random.between(0.12, 0.2)),
        SH_COUNSELLED: Math.round(size * random.between(0.8, 0.98)),
      },
      ...(huge[at]! > 0 ? { explained: { 'SH_CLASSES.huge': '教学楼九月交付，秋季学期重新分班后消除。' } } : {}),
    };
  });
};

/** Province's key majors before the year began. */
const PROVINCE_MAJORS = 24;

/** 中等职业学校学期报; `added` province majors since the year began come from the plan. */
export const vocationalTerm = (
  schools: readonly School[],
  students: Students,
  aim: AimOf,
  { period, end }: Term,
): Answer[] => {
  const { those, sizes, leans } = ofStage(schools, students, 'vocational');
  const isAutumn = end < '2026-02-01';
  const added = isAutumn ? 0 : aim('vocational-province-majors', end, 0);
  const majors = shareOut(PROVINCE_MAJORS + added, sizes);
  // They graduate in summer.
  const graduates = sizes.map(size => (isAutumn ? 0 : Math.round(size * 0.31)));
  const placed = countsAtRate(graduates, leans, aim('vocational-placed', end, 95) / 100, 0.02);
  return those.map((school, at): Answer => {
    const random = makeRandom(`vocational ${school.code}`);
    const size = sizes[at]!;
    const advanced = Math.round(placed[at]! * random.between(0.5, 0.62));
    const teachers = Math.ceil(size / 30);
    const training = Math.round(size * random.between(0.4, 0.9));
    return {
      form: 'VOCATIONAL_TERM',
      period,
      unitCode: school.code,
      cells: {
        VE_ENTRANTS: isAutumn ? Math.round(size * 0.34) : 0,
        VE_GRADUATES: graduates[at]!,
        VE_ADVANCED: advanced,
        VE_EMPLOYED: placed[at]! - advanced,
        VE_CERTIFIED: Math.round(size * random.between(0.3, 0.42)),
        VE_INTERNS: Math.round(size * 0.2),
        VE_TEACHERS: teachers,
        VE_DUAL: Math.round(teachers * random.between(0.52, 0.7)),
        VE_MAJORS: majors[at]! + random.int(6, 12),
        VE_KEY_MAJORS: random.int(1, 3),
        VE_PROVINCE_MAJORS: majors[at]!,
        VE_BASES: random.int(1, 2),
        VE_STATIONS: Math.round(size * 0.4),
        VE_COMMUNITIES: random.int(0, 2),
        VE_FIRMS: random.int(6, 24),
        VE_TRAINING: training,
        VE_FREE_TRAINING: Math.round(training * 0.45),
      },
    };
  });
};

/** 特殊教育学校学期报 */
export const specialTerm = (schools: readonly School[], students: Students, { period }: Term): Answer[] => {
  const { those, sizes } = ofStage(schools, students, 'special');
  return those.map((school, at): Answer => {
    const random = makeRandom(`special ${school.code}`);
    const size = sizes[at]!;
    const teachers = Math.ceil(size / 3.4);
    return {
      form: 'SPECIAL_TERM',
      period,
      unitCode: school.code,
      cells: {
        SE_CLASSES: Math.max(1, Math.ceil(size / 11)),
        SE_ENTRANTS: Math.round(size * 0.08),
        SE_HOME_TAUGHT: Math.round(size * 0.15),
        SE_PRESCHOOL: Math.round(size * 0.06),
        SE_SENIOR: Math.round(size * 0.12),
        SE_REHAB: Math.round(size * 0.7),
        SE_TEACHERS: teachers,
        SE_TRAINED: Math.round(teachers * 0.93),
        SE_GUIDED: random.int(2, 9),
      },
    };
  });
};
