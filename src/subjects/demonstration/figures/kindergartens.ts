import { addDays, isWorkday, monthEnd } from '../../../kernel/calendar';
import { ROOT_CODE } from '../organisation';
import { makeRandom } from '../random';
import type { AimOf } from './aims';
import { type Answer, optionsOf } from './cells';
import type { School } from './school-facts';
import { countsAtRate, shareOut, sumOf } from './spread';

const CHILDREN = 86_000;
const natures = ['public', 'inclusive', 'other'] as const;
type Nature = (typeof natures)[number];

const isPublic = ({ code, name, rural, lean }: School): boolean =>
  /实验|机关|中心|第/.test(name) || makeRandom(`nature ${code}`).chance(rural ? 0.5 : 0.3 + lean * 0.08);

/** Who runs each: in every county some are private and not inclusive, more where it is behind. By code. */
const naturesOf = (kindergartens: readonly School[]): Map<string, Nature> => {
  const natures = new Map<string, Nature>(kindergartens.map(one => [one.code, isPublic(one) ? 'public' : 'inclusive']));
  for (const county of new Set(kindergartens.map(({ countyCode }) => countyCode))) {
    const those = kindergartens.filter(({ countyCode }) => countyCode === county);
    const own = those.filter(({ code }) => natures.get(code) !== 'public');
    // The city's own two are public; a county has one that is not, whatever they are called.
    const candidates = own.length > 0 || county === ROOT_CODE ? own : those;
    const mood = those.reduce((sum, { lean }) => sum + lean, 0) / those.length;
    const count = Math.max(1, Math.round(those.length * (0.11 - mood * 0.04)));
    for (const { code } of candidates.slice(-count)) natures.set(code, 'other');
  }
  return natures;
};

const workdaysIn = (end: string): number => {
  let count = 0;
  for (let day = `${end.slice(0, 7)}-01`; day <= end; day = addDays(day, 1)) if (isWorkday(day)) count += 1;
  return count;
};

/** How many children aged 3 to 5 live in the city: those in kindergartens are what the plan's rate says. */
export const populationOf = (aim: AimOf): number =>
  Math.round(CHILDREN / (aim('preschool-gross-enrolment', '2026-01-31', 95) / 100));

/** Children by kindergarten at a month's end: the city's rates are the plan's, the rest goes by size. */
export const childrenOn = (kindergartens: readonly School[], aim: AimOf, on: string): number[] => {
  const all = Math.round((populationOf(aim) * aim('preschool-gross-enrolment', on, 95)) / 100);
  const inPublic = Math.round((all * aim('public-kindergarten-share', on, 57)) / 100);
  const covered = Math.round((all * aim('inclusive-kindergarten-coverage', on, 90)) / 100);
  const totals: Record<Nature, number> = { public: inPublic, inclusive: covered - inPublic, other: all - covered };
  const children = kindergartens.map(() => 0);
  const runs = naturesOf(kindergartens);
  for (const nature of natures) {
    const those = kindergartens.flatMap(({ code }, at) => (runs.get(code) === nature ? [at] : []));
    const shares = shareOut(
      totals[nature],
      those.map(at => {
        const { weight, lean } = kindergartens[at]!;
        return nature === 'other' ? weight * Math.max(0.3, 1 - 0.35 * lean) : weight;
      }),
    );
    for (const [place, at] of those.entries()) children[at] = shares[place]!;
  }
  return children;
};

/** Who works in a kindergarten of so many children in January: classes and people stay over the year. */
const staffOf = (school: School, children: number) => {
  const random = makeRandom(`staff ${school.code}`);
  const classes = Math.max(1, Math.ceil(children / random.between(25, 30)));
  const teachers = Math.ceil(classes * random.between(1.6, 2));
  const nurses = Math.ceil(classes * random.between(0.8, 1));
  return { classes, teachers, nurses, staff: teachers + nurses + Math.ceil(classes * 0.4) + random.int(3, 6) };
};

/** 幼儿园月报, January to the month that is given last. */
export const kindergartenMonths = (
  kindergartens: readonly School[],
  aim: AimOf,
  months: readonly number[],
): Answer[] => {
  const first = childrenOn(kindergartens, aim, '2026-01-31');
  const runs = naturesOf(kindergartens);
  let before: number[] | null = null;
  return months.flatMap(month => {
    const period = `2026-${String(month).padStart(2, '0')}`;
    const end = monthEnd(`${period}-01`);
    const days = workdaysIn(end);
    const children = childrenOn(kindergartens, aim, end);
    const answers = kindergartens.map((school, at): Answer => {
      const random = makeRandom(`kg ${school.code} ${period}`);
      const count = children[at]!;
      const { classes, teachers, nurses, staff } = staffOf(school, first[at]!);
      const change = before ? count - before[at]! : random.int(0, 2);
      const left = Math.max(0, -change) + random.int(0, 2);
      const due = count * days;
      const hazards = random.int(0, 2);
      return {
        form: 'KINDERGARTEN_MONTH',
        period,
        unitCode: school.code,
        cells: {
          ...optionsOf('KG_CHILDREN', natures, { [runs.get(school.code)!]: count }),
          KG_CLASSES: classes,
          KG_JOINED: change + left,
          KG_LEFT: left,
          KG_DUE_DAYS: due,
          KG_PRESENT_DAYS: Math.round(due * random.between(0.9, 0.97)),
          KG_MEALS: Math.round(count * random.between(0.95, 1)),
          KG_AIDED: Math.round(count * random.between(0.04, school.rural ? 0.12 : 0.07)),
          KG_STAFF: staff,
          KG_TEACHERS: teachers,
          KG_NURSES: nurses,
          KG_HAZARDS: hazards,
          KG_HAZARDS_FIXED: hazards,
          KG_DRILLS: 1,
          KG_ACCIDENTS: 0,
        },
      };
    });
    before = children;
    return answers;
  });
};

/** 幼儿园学期报: what the children and teachers of July's monthly form consist of. */
export const kindergartenTerm = (kindergartens: readonly School[], aim: AimOf, period: string): Answer[] => {
  const first = childrenOn(kindergartens, aim, '2026-01-31');
  const children = childrenOn(kindergartens, aim, '2026-07-31');
  const runs = naturesOf(kindergartens);
  const leans = kindergartens.map(({ lean }) => lean);
  const teachers = kindergartens.map((school, at) => staffOf(school, first[at]!).teachers);
  const qualified = countsAtRate(teachers, leans, 0.968, 0.015);
  return kindergartens.map((school, at): Answer => {
    const random = makeRandom(`kg term ${school.code}`);
    const count = children[at]!;
    const staff = staffOf(school, first[at]!);
    const [small, middle, mixed] = [0.3, 0.34, 0.03].map(share => Math.round(count * share)) as [
      number,
      number,
      number,
    ];
    const girls = Math.round(count * random.between(0.46, 0.49));
    const poor = Math.round(count * random.between(0.02, school.rural ? 0.09 : 0.05));
    const [graduate, lower] = [random.int(0, 1), random.int(0, Math.floor(staff.teachers / 14))];
    const bachelor = Math.round((staff.teachers - graduate - lower) * (0.34 + school.lean * 0.05));
    return {
      form: 'KINDERGARTEN_TERM',
      period,
      unitCode: school.code,
      cells: {
        'KG_AGE_CHILDREN.small': small,
        'KG_AGE_CHILDREN.middle': middle,
        'KG_AGE_CHILDREN.mixed': mixed,
        'KG_AGE_CHILDREN.large': count - small - middle - mixed,
        'KG_SEX_CHILDREN.female': girls,
        'KG_SEX_CHILDREN.male': count - girls,
        KG_MIGRANTS: Math.round(count * random.between(0.02, school.rural ? 0.04 : 0.12)),
        KG_LEFT_BEHIND: Math.round(count * random.between(0, school.rural ? 0.08 : 0.02)),
        KG_DISABLED: random.int(0, 2),
        KG_POOR: poor,
        KG_POOR_AIDED: poor,
        'KG_DEGREES.graduate': graduate,
        'KG_DEGREES.bachelor': bachelor,
        'KG_DEGREES.college': staff.teachers - graduate - bachelor - lower,
        'KG_DEGREES.lower': lower,
        KG_QUALIFIED: qualified[at]!,
        KG_ESTABLISHED: runs.get(school.code) === 'public' ? Math.round(staff.staff * 0.4) : 0,
        KG_TRAINED: Math.round(staff.teachers * random.between(0.8, 1.6)),
        KG_HEALTH_STAFF: random.int(1, 2),
        KG_FLOOR_AREA: Math.round(count * random.between(7, 10.5)),
        KG_PLAY_AREA: Math.round(count * random.between(2.6, 4.8)),
        KG_BOOKS: Math.round(count * random.between(9, 14)),
      },
    };
  });
};

/** Children by county code at a month's end. */
export const childrenByCounty = (kindergartens: readonly School[], aim: AimOf, on: string): Map<string, number> => {
  const children = childrenOn(kindergartens, aim, on);
  const codes = [...new Set(kindergartens.map(({ countyCode }) => countyCode))];
  return new Map(codes.map(code => [code, sumOf(children.filter((_, at) => kindergartens[at]!.countyCode === code))]));
};
