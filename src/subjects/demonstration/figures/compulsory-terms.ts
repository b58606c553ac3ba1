import { makeRandom } from '../random';
import type { AimOf } from './aims';
import { type Answer, type Cells, optionsOf } from './cells';
import type { Pupils } from './compulsory-months';
import { allOf } from './compulsory-months';
import type { School } from './school-facts';
import { countsAtRate, movedTo, shareOut, sumOf, wholeNear } from './spread';

/** Share of classes of 56 and more before the year began. */
const LARGE_BEFORE = 3.4;

/** Teachers of a school by stage; the same all year. */
export const teachersOf = ({ code }: School, { primary, junior }: Pupils): Pupils => {
  const random = makeRandom(`teachers ${code}`);
  return {
    primary: Math.ceil(primary / random.between(15.5, 18.5)),
    junior: Math.ceil(junior / random.between(11.5, 13.5)),
  };
};

/** Pupils by grade, the last one taking what is left. */
const gradesOf = ({ primary, junior }: Pupils): Cells => {
  const grades: Cells = {};
  for (const [pupils, from, to] of [
    [primary, 1, 6],
    [junior, 7, 9],
  ] as const) {
    const shares = shareOut(
      pupils,
      Array.from({ length: to - from + 1 }, (_, at) => 10 + (at % 3)),
    );
    for (const [at, share] of shares.entries()) grades[`g${from + at}`] = share;
  }
  return grades;
};

const classesOf = ({ code }: School, pupils: Pupils): number =>
  Math.max(1, Math.ceil(allOf(pupils) / makeRandom(`classes ${code}`).between(42, 47)));

/** Large classes by school in both terms: none has more of them than before. */
const largeClasses = (schools: readonly School[], classes: readonly number[], now: number, added: number): number[] => {
  const all = sumOf(classes);
  const begun = countsAtRate(
    classes,
    schools.map(({ lean, rural }) => -lean - (rural ? 1.5 : 0)),
    LARGE_BEFORE / 100,
    0.03,
  );
  return now === 0 ? begun : movedTo(begun, Math.round(((LARGE_BEFORE + added) / 100) * all), begun);
};

/** 义务教育学校学期报 of the term that ends on a day; `index` 0 for the one before the year, 1 for its first. */
export const compulsoryTerm = (
  schools: readonly School[],
  { pupils, january }: { pupils: ReadonlyMap<string, Pupils>; january: ReadonlyMap<string, Pupils> },
  aim: AimOf,
  { period, end, index }: { period: string; end: string; index: 0 | 1 },
): Answer[] => {
  const leans = schools.map(({ lean }) => lean);
  const counts = schools.map(({ code }) => pupils.get(code)!);
  const sizes = counts.map(allOf);
  const classes = schools.map((school, at) => classesOf(school, counts[at]!));
  const begun = schools.map((school, at) => Math.min(classes[at]!, classesOf(school, january.get(school.code)!)));
  const large = largeClasses(schools, begun, index, aim('compulsory-large-classes', end, -0.2));
  const teachers = schools.map((school, at) => teachersOf(school, counts[at]!));
  const migrants = schools.map(({ code, rural }, at) =>
    Math.round(sizes[at]! * makeRandom(`migrants ${code}`).between(0.03, rural ? 0.05 : 0.14)),
  );
  const inPublic = countsAtRate(migrants, leans, aim('migrants-in-public', end, 96) / 100, 0.02);
  const due = teachers.map(one => Math.round(allOf(one) * 0.55));
  const rotated = countsAtRate(due, leans, aim('teacher-rotation', end, 9) / 100, 0.025);
  const wanted = Math.round((aim('compulsory-private-share', end, 4.6) / 100) * sumOf(sizes));
  const caps = sizes.map((size, at) => (schools[at]!.private ? size : 0));
  const inPrivate = wholeNear(
    caps.map(cap => (cap * wanted) / (sumOf(caps) || 1)),
    caps,
    wanted,
  );
  const rooms = resourceRooms(schools, aim('resource-rooms', end, 2));
  return schools.map((school, at): Answer => {
    const random = makeRandom(`ce term ${school.code} ${period}`);
    const [count, size, staff] = [counts[at]!, sizes[at]!, teachers[at]!];
    const ample = Math.min(classes[at]! - large[at]!, Math.round(classes[at]! * (school.rural ? 0.05 : 0.3)));
    return {
      form: 'COMPULSORY_TERM',
      period,
      unitCode: school.code,
      cells: {
        ...optionsOf('CE_CLASSES', ['standard', 'ample', 'large', 'huge'], {
          standard: classes[at]! - large[at]! - ample,
          ample,
          large: large[at]!,
        }),
        ...optionsOf('CE_GRADES', grades, gradesOf(count)),
        ...optionsOf('CE_ENTRANTS', ['primary', 'junior'], index === 0 ? entrantsOf(count) : {}),
        CE_PRIVATE_PUPILS: inPrivate[at]!,
        CE_MIGRANTS: migrants[at]!,
        CE_MIGRANTS_PUBLIC: inPublic[at]!,
        CE_DISABLED: random.int(0, 4),
        CE_HOME_TAUGHT: random.int(0, 1),
        CE_GROUP_PUPILS: random.chance(0.62 + school.lean * 0.1) ? size : 0,
        ...optionsOf('CE_TEACHERS', ['primary', 'junior'], staff),
        ...optionsOf('CE_DEGREE_MET', ['primary', 'junior'], {
          primary: Math.floor(staff.primary * 0.995),
          junior: Math.floor(staff.junior * 0.985),
        }),
        CE_ROTATION_DUE: due[at]!,
        CE_ROTATED: rotated[at]!,
        CE_RESOURCE_ROOMS: rooms.get(school.code) ?? 0,
        CE_LABS: school.stage === 'junior' ? random.int(3, 8) : random.int(1, 3),
        CE_BEDS: school.rural ? Math.round(size * 0.3) : 0,
      },
    };
  });
};

/** Those who came in autumn: the youngest grades. */
const entrantsOf = (pupils: Pupils): Cells => {
  const { g1 = 0, g7 = 0 } = gradesOf(pupils);
  return { primary: g1, junior: g7 };
};

const grades = Array.from({ length: 9 }, (_, at) => `g${at + 1}`);

/** One room in each of the first schools of a county: the county that has fewest has what the whole is measured by. */
const resourceRooms = (schools: readonly School[], least: number): Map<string, number> => {
  const rooms = new Map<string, number>();
  const counties = [...new Set(schools.map(({ countyCode }) => countyCode))];
  for (const county of counties) {
    const random = makeRandom(`rooms ${county}`);
    const more = county === counties.at(-1) ? 0 : random.int(0, 5);
    const those = schools.filter(({ countyCode }) => countyCode === county).slice(0, least + more);
    for (const { code } of those) rooms.set(code, 1);
  }
  return rooms;
};
