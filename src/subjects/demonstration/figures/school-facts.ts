import type { DemoUnit } from '../organisation';
import { makeRandom } from '../random';

export type SchoolStage = 'kindergarten' | 'primary' | 'junior' | 'senior' | 'vocational' | 'special';

/** A school with what all its figures begin from; the same in every month. */
export type School = {
  code: string;
  name: string;
  /** Code of the county, of the body itself for the city's own. */
  countyCode: string;
  stage: SchoolStage;
  /** Its size among those of its stage. */
  weight: number;
  /** How well it does, about −2 to 2: its county's way and its own. */
  lean: number;
  rural: boolean;
  private: boolean;
};

const stages: readonly SchoolStage[] = ['kindergarten', 'primary', 'junior', 'senior', 'vocational', 'special'];

/** Those that are ahead or behind by their county's story; the others by chance. */
const moods: Record<string, number> = {
  望湖区: 1.1,
  新汀区: 0.9,
  柏舟市: 0.7,
  雁回县: -1.3,
  棠梨县: -1.6,
  竹屿县: -0.8,
};

/** How well a county does, about −1.6 to 1.1. */
export const moodOf = (county: string): number => moods[county] ?? makeRandom(`mood ${county}`).between(-0.6, 0.6);

const stageOf = (tags: readonly string[]): SchoolStage => stages.find(stage => tags.includes(stage)) ?? 'special';

/** The schools among the units. */
export const schoolsOf = (units: readonly DemoUnit[]): School[] => {
  const byCode = new Map(units.map(unit => [unit.code, unit]));
  return units
    .filter(({ kind }) => kind === 'school')
    .map(({ code, name, parentCode, tags = [] }) => {
      const random = makeRandom(`facts ${code} ${name}`);
      const county = byCode.get(parentCode ?? '')!;
      const stage = stageOf(tags);
      const rural = /镇|村|完全小学/.test(name);
      const central = /实验|第一|外国语|机关|附属/.test(name);
      return {
        code,
        name,
        countyCode: county.code,
        stage,
        weight: random.between(0.6, 1.5) * (rural ? 0.55 : 1) * (central ? 1.5 : 1),
        lean: moodOf(county.shortName) + random.between(-0.7, 0.7) + (central ? 0.3 : 0),
        rural,
        private: stage === 'junior' && !rural && !central && name.endsWith('学校'),
      };
    });
};
