import type { DemoCounty, DemoUnit } from './organisation';
import { makeRandom, type Random } from './random';

type Stage = 'kindergarten' | 'primary' | 'junior' | 'senior' | 'vocational' | 'special';

/** How many of each stage the counties have together; with the city's own they are 600. */
const countyTotals: Record<Stage, number> = {
  kindergarten: 178,
  primary: 229,
  junior: 106,
  senior: 44,
  vocational: 18,
  special: 9,
};

/** 单位标签 by stage, as the forms of the education pack ask for them. */
const tagsOf: Record<Stage, string[]> = {
  kindergarten: ['kindergarten'],
  primary: ['school', 'compulsory', 'primary'],
  junior: ['school', 'compulsory', 'junior'],
  senior: ['school', 'senior'],
  vocational: ['school', 'vocational'],
  special: ['school', 'special'],
};

/** What a school is by its name: 九年一贯 ones stand with the junior schools. */
const stageNamed = (name: string): Stage => {
  if (name.includes('幼儿园')) return 'kindergarten';
  if (name.includes('小学')) return 'primary';
  if (name.includes('特殊教育')) return 'special';
  if (/职业|工程技术|幼儿师范/.test(name)) return 'vocational';
  return /初级中学/.test(name) ? 'junior' : 'senior';
};

const citySchools = [
  ...['第一', '第二', '第三', '第四', '第五', '第六'].map(number => `云川市${number}中学`),
  '云川市外国语学校',
  '云川市实验中学',
  '云川市实验小学',
  '云川市师范附属小学',
  '云川市实验幼儿园',
  '云川市机关幼儿园',
  '云川市特殊教育学校',
  '云川市职业技术学校',
  '云川市工程技术学校',
  '云川市幼儿师范学校',
];

const ordinals = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二'];
const stems = {
  first: ['青', '明', '启', '和', '文', '清', '育', '新', '春', '云', '嘉', '立', '景', '兰', '松', '竹', '星', '弘'],
  second: ['杨', '德', '智', '苑', '源', '泉', '才', '华', '晖', '溪', '禾', '林', '园', '川', '岸', '坪', '辰', '安'],
};
const places = {
  first: ['石', '柳', '双', '大', '小', '上', '南', '北', '杏', '枣', '马', '龙', '白', '红', '沙', '黄', '梨', '草'],
  second: ['桥', '河', '井', '庄', '店', '塘', '坡', '湾', '岭', '集', '寨', '沟', '渡', '营', '泊', '洼', '埠', '垭'],
};

const word = (random: Random, parts: typeof stems): string => random.pick(parts.first) + random.pick(parts.second);

/** A district's schools are named after streets, a county's after townships. */
const nameOf = (county: string, stage: Stage, index: number, random: Random): string => {
  const inTown = county.endsWith('区') ? 0.9 : 0.4;
  const ordinal = ordinals[index];
  if (stage === 'special') return `${county}特殊教育学校`;
  if (stage === 'vocational')
    return index === 0 ? `${county}职业技术教育中心` : `${county}${word(random, stems)}职业学校`;
  if (stage === 'senior') return ordinal ? `${county}第${ordinal}中学` : `${county}${word(random, stems)}高级中学`;
  if (stage === 'junior') {
    if (random.chance(inTown))
      return random.chance(0.3) || !ordinal ? `${county}${word(random, stems)}学校` : `${county}第${ordinal}初级中学`;
    return `${county}${word(random, places)}镇初级中学`;
  }
  const kind = stage === 'primary' ? '小学' : '幼儿园';
  if (index === 0) return `${county}实验${kind}`;
  if (random.chance(inTown))
    return random.chance(0.4) && ordinal ? `${county}第${ordinal}${kind}` : `${county}${word(random, stems)}${kind}`;
  return random.chance(0.5)
    ? `${county}${word(random, places)}镇中心${kind}`
    : `${county}${word(random, places)}${stage === 'primary' ? '完全小学' : '村幼儿园'}`;
};

/** Shares a whole number out by weight: every share whole, the sum exact, the largest remainders rounded up. */
export const shareByWeight = (total: number, weights: readonly number[]): number[] => {
  const sum = weights.reduce((a, b) => a + b, 0);
  const exact = weights.map(weight => (total * weight) / sum);
  const shares = exact.map(Math.floor);
  let left = total - shares.reduce((a, b) => a + b, 0);
  const byRemainder = exact.map((value, index) => ({ index, rest: value - Math.floor(value) }));
  byRemainder.sort((a, b) => b.rest - a.rest || a.index - b.index);
  for (const { index } of byRemainder) {
    if (left === 0) break;
    shares[index] = (shares[index] ?? 0) + 1;
    left -= 1;
  }
  return shares;
};

const toUnit = (
  parentCode: string,
  prefix: string,
  areaCode: string,
  { name, stage }: { name: string; stage: Stage },
  index: number,
): DemoUnit => ({
  code: `${parentCode}-${String(index + 1).padStart(3, '0')}`,
  parentCode,
  name,
  shortName: name.slice(prefix.length),
  kind: 'school',
  areaCode,
  aliases: [],
  sort: index + 1,
  tags: tagsOf[stage],
});

/** The 600 schools: those of the city itself, then each county's by its size. Names are invented and each stands once. */
export const demoSchools = (counties: readonly DemoCounty[]): DemoUnit[] => {
  const taken = new Set(citySchools);
  const weights = counties.map(({ weight }) => weight);
  const shares = Object.entries(countyTotals).map(
    ([stage, total]) => [stage as Stage, shareByWeight(total, weights)] as const,
  );
  const nameOnce = (county: string, stage: Stage, index: number, random: Random): string => {
    let name = nameOf(county, stage, index, random);
    while (taken.has(name)) name = nameOf(county, stage, index + 12, random);
    taken.add(name);
    return name;
  };
  const ofCounties = counties.flatMap((county, at) => {
    const random = makeRandom(`schools ${county.name}`);
    const names = shares.flatMap(([stage, counts]) =>
      Array.from({ length: counts[at] ?? 0 }, (_, index) => ({
        name: nameOnce(county.name, stage, index, random),
        stage,
      })),
    );
    return names.map((school, index) => toUnit(`YC-${county.areaCode}`, county.name, county.areaCode, school, index));
  });
  // The city's own come after the departments and counties in the order of the root's children.
  const ofCity = citySchools.map((name, index) => ({
    ...toUnit('YC', '云川市', '990100', { name, stage: stageNamed(name) }, index),
    code: `YC-S${String(index + 1).padStart(2, '0')}`,
    sort: 300 + index,
  }));
  return [...ofCity, ...ofCounties];
};
