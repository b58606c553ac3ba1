import { monthEnd } from '../../../kernel/calendar';
import { makeRandom } from '../random';
import type { AimOf } from './aims';
import { type Answer, optionsOf } from './cells';
import { isThere, type Reforms } from './reforms';
import type { School } from './school-facts';
import { shareOut } from './spread';

const PUPILS = { primary: 203_000, junior: 121_000 };

/** Pupils of a school by stage. */
export type Pupils = { primary: number; junior: number };
export const allOf = ({ primary, junior }: Pupils): number => primary + junior;

/** 九年一贯: has both stages. */
const isWhole = ({ stage, name }: School): boolean => stage === 'junior' && name.endsWith('学校');

const pupilsInJanuary = (schools: readonly School[]): Map<string, Pupils> => {
  const primary = shareOut(
    PUPILS.primary,
    schools.map(one => (one.stage === 'primary' ? one.weight : isWhole(one) ? one.weight * 0.6 : 0)),
  );
  const junior = shareOut(
    PUPILS.junior,
    schools.map(one => (one.stage === 'primary' ? 0 : one.weight * (isWhole(one) ? 0.6 : 1))),
  );
  return new Map(schools.map(({ code }, at) => [code, { primary: primary[at]!, junior: junior[at]! }]));
};

type Month = {
  pupils: Map<string, Pupils>;
  came: Map<string, number>;
  went: Map<string, number>;
};

const moved = (schools: readonly School[], before: Map<string, Pupils>, period: string): Month => {
  const month: Month = { pupils: new Map(), came: new Map(), went: new Map() };
  for (const { code, stage } of schools) {
    const random = makeRandom(`pupils ${code} ${period}`);
    const [joined, left] = [random.int(2, 4), random.int(2, 4)];
    const had = before.get(code)!;
    const kind = stage === 'primary' ? 'primary' : 'junior';
    month.pupils.set(code, { ...had, [kind]: had[kind] + joined - left });
    month.came.set(code, joined);
    month.went.set(code, left);
  }
  return month;
};

/** Pupils of each school at the end of each month from January on; a merged school's are its successor's. */
export const pupilsByMonth = (schools: readonly School[], reforms: Reforms, last: number): Month[] => {
  let pupils = pupilsInJanuary(schools);
  return Array.from({ length: last }, (_, index) => {
    const period = `2026-${String(index + 1).padStart(2, '0')}`;
    const month = moved(schools, pupils, period);
    pupils = new Map(month.pupils);
    if (reforms.merged.on.slice(0, 7) === period) {
      const [gone, into] = [pupils.get(reforms.merged.code)!, pupils.get(reforms.merged.intoCode)!];
      month.pupils.set(reforms.merged.intoCode, { ...into, primary: into.primary + gone.primary });
      month.came.set(reforms.merged.intoCode, month.came.get(reforms.merged.intoCode)! + gone.primary);
      month.pupils.set(reforms.merged.code, { primary: 0, junior: 0 });
      pupils = new Map(month.pupils);
    }
    return month;
  });
};

/** Who has left school, by school and month: where schools are behind there are more, and month by month they are brought back. */
const dropoutsOf = (schools: readonly School[], totals: readonly number[]): Map<string, number>[] => {
  const random = makeRandom('dropouts');
  const pool = schools.filter(({ stage, lean, private: own }) => stage === 'junior' && lean < -0.3 && !own);
  let now: string[] = [];
  return totals.map(total => {
    const stays = random.some(now, Math.min(now.length, total));
    while (stays.length < total) stays.push(random.pick(pool).code);
    now = stays;
    const counts = new Map<string, number>();
    for (const code of now) counts.set(code, (counts.get(code) ?? 0) + 1);
    return counts;
  });
};

const persuading = '学校、镇（街道）联合家访两次，已与家长签订劝返承诺书，开学前到校复学。';

/** 义务教育学校月报 of some months; the first must be one that nothing was reported before. */
export const compulsoryMonths = (
  schools: readonly School[],
  aim: AimOf,
  reforms: Reforms,
  [first, last]: readonly [number, number],
): Answer[] => {
  const course = pupilsByMonth(schools, reforms, last);
  const months = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  const endOf = (month: number) => monthEnd(`2026-${String(month).padStart(2, '0')}-01`);
  const dropouts = dropoutsOf(
    schools,
    months.map(month => aim('compulsory-dropouts', endOf(month), 0)),
  );
  return months.flatMap((month, index) => {
    const period = endOf(month).slice(0, 7);
    const { pupils, came, went } = course[month - 1]!;
    return schools
      .filter(({ code }) => isThere(reforms, code, endOf(month)))
      .map((school): Answer => {
        const random = makeRandom(`ce ${school.code} ${period}`);
        const steady = makeRandom(`ce ${school.code}`);
        const count = pupils.get(school.code)!;
        const all = allOf(count);
        const [now, then] = [dropouts[index]!.get(school.code) ?? 0, dropouts[index - 1]?.get(school.code) ?? 0];
        const rate = Math.min(0.99, 0.835 + school.lean * 0.03 + steady.between(-0.03, 0.03) + month * 0.003);
        const attending = Math.round(all * rate);
        const lunch = Math.round(all * (school.rural ? 0.72 : 0.46) * steady.between(0.85, 1.1));
        const aided = school.rural ? Math.round(all * steady.between(0.8, 0.95)) : 0;
        const hazards = random.int(0, 2);
        return {
          form: 'COMPULSORY_MONTH',
          period,
          unitCode: school.code,
          cells: {
            ...optionsOf('CE_PUPILS', ['primary', 'junior'], count),
            CE_JOINED: came.get(school.code)!,
            CE_MOVED: went.get(school.code)!,
            CE_DROPPED: Math.max(0, now - then),
            CE_RETURNED: Math.max(0, then - now),
            CE_DROPPED_NOW: now,
            CE_AFTER_PUPILS: attending,
            CE_AFTER_TEACHERS: Math.max(1, Math.round(attending / steady.between(16, 20))),
            CE_LUNCH_PUPILS: lunch,
            CE_NUTRITION_DUE: aided,
            CE_NUTRITION: aided,
            CE_HAZARDS: hazards,
            CE_HAZARDS_FIXED: hazards,
            CE_DRILLS: 1,
            CE_ACCIDENTS: 0,
          },
          ...(now > 0 ? { explained: { CE_DROPPED_NOW: persuading } } : {}),
        };
      });
  });
};
