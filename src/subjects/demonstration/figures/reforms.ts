import type { DemoUnit } from '../organisation';

/** What changed in the tree in summer: a village school was merged, a school went over to the new district. */
export type Reforms = {
  merged: { code: string; intoCode: string; on: string; reason: string };
  moved: { code: string; toCode: string; on: string; reason: string };
};

export const reformsOf = (units: readonly DemoUnit[]): Reforms => {
  const county = (name: string) => units.find(({ kind, shortName }) => kind === 'county' && shortName === name)!;
  const [old, district, shrinking] = [county('北桥区'), county('新汀区'), county('鹿鸣县')];
  const below = ({ code }: DemoUnit, fits: (unit: DemoUnit) => boolean) =>
    units.filter(unit => unit.parentCode === code && fits(unit)).at(-1)!;
  const primary = ({ tags = [] }: DemoUnit) => tags.includes('primary');
  return {
    merged: {
      code: below(shrinking, unit => primary(unit) && unit.name.endsWith('完全小学')).code,
      intoCode: below(shrinking, unit => primary(unit) && unit.name.endsWith('镇中心小学')).code,
      on: '2026-07-01',
      reason: '生源减少，撤并到镇中心小学，校舍改作公办幼儿园。',
    },
    moved: {
      code: below(old, ({ name, tags = [] }) => tags.includes('junior') && !name.includes('镇')).code,
      toCode: district.code,
      on: '2026-08-01',
      reason: '行政区划调整，学校所在街道划归新汀区。',
    },
  };
};

/** Was this school still there at the end of a period? */
export const isThere = ({ merged }: Reforms, code: string, end: string): boolean =>
  code !== merged.code || end < merged.on;
