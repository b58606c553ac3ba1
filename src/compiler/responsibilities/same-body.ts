import data from './departments.json';

// A word that offices put into their names, and leave out, without meaning another body.
const FILLERS = ['工作', '事务', '管理', '保障', '服务', '建设', '健康'];
const LEVEL = '(?:省|自治区|市|州|县|区|旗|镇|乡|街道|兵团)';
const LEVELLED = new RegExp(`^${LEVEL}(?=[一-龥]{2})`);
const OWN = /^(?:我|本)?(?:局|委|校|院|厅|集团|公司|机关|镇|乡)(?=[一-龥]{3})/;
const REMOVED = /^(?:[xX×某*]{1,3})(?=[市县区省镇乡校局])/;
const PARENT =
  /^[一-龥]{0,8}?(?:局|委员会|卫健委|发改委|教工委|厅|大学|学院|集团|公司)(?=[一-龥]{2,}(?:处|科|股|室|中心|部|办|所|馆)$)/;

const endings: string[][] = data.endings;
const departmentOf = new Map<string, number[]>();
for (const [index, words] of data.departments.entries()) {
  for (const word of words) departmentOf.set(word, [...(departmentOf.get(word) ?? []), index]);
}
const wholeOf = new Map<string, number>(
  data.wholes.flatMap((words, index) => words.map(word => [word, index] as const)),
);

/** What is compared of a name: 和 for 与, no brackets or quotes, no place that a copy has removed. */
export const plainName = (name: string): string =>
  name
    .replace(/以及|[与及]/g, '和')
    .replace(/[()（）“”、〔〕【】\s]/g, '')
    .replace(REMOVED, '');

/** The level that a name begins with (市教育局: 市), '' where none; with the place where it is said (云川市). */
const levelOf = (name: string): { place: string; rest: string } => {
  const level = LEVELLED.exec(name)?.[0];
  if (level) return { place: level, rest: name.slice(level.length) };
  const placed = /^[一-龥]{2,3}?(?:省|市|县|区|州|旗)(?=[一-龥]{2})/.exec(name)?.[0];
  if (placed && !/^(?:城市|农村|社区|园区|地区|校区|景区)/.test(placed))
    return { place: placed, rest: name.slice(placed.length) };
  return { place: '', rest: name };
};

const samePlace = (a: string, b: string): boolean =>
  a === b || (a.length > 1 && b.length === 1 && a.endsWith(b)) || (b.length > 1 && a.length === 1 && b.endsWith(a));

type Ending = { kind: number; core: string; stem: string; departments: readonly number[] };
const NO_DEPARTMENTS: readonly number[] = [];

/** The word before a kind of office, for each way to see its end: 发改委 and 发展和改革委员会 are 发改 and 发展和改革 before 委. */
const endingsOf = (name: string): Ending[] =>
  endings.flatMap((forms, kind) => {
    const form = forms
      .filter(one => name.endsWith(one) && name.length > one.length)
      .sort((a, b) => b.length - a.length)[0];
    if (!form) return [];
    const core = name.slice(0, -form.length);
    const stem = core.replace(/^委(?=编|网信)/, '');
    return [{ kind, core, stem, departments: departmentOf.get(core) ?? NO_DEPARTMENTS }];
  });

const sameDepartment = (a: Body, b: Body): boolean => {
  if (a.whole !== undefined && a.whole === b.whole) return true;
  for (const one of a.endings) {
    for (const other of b.endings) {
      if (one.kind !== other.kind) continue;
      if (one.stem === other.stem || one.departments.some(index => other.departments.includes(index))) return true;
    }
  }
  return false;
};

/** 电教馆 → 电化教育馆, 教科所 → 教育科学研究所: the first character of each word of two, before the same end. */
const isAbbreviation = (short: string, long: string): boolean => {
  if (short.length < 3 || short.length > 5 || long.length < short.length + 2 || short.at(-1) !== long.at(-1))
    return false;
  const core = short.slice(0, -1);
  const words = long.slice(0, -1).replaceAll('和', '');
  if (words.startsWith(core)) return false;
  let taken = 0;
  let skipped = 0;
  for (let at = 0; at < words.length; at += 2) {
    if (words[at] === core[taken]) taken += 1;
    else skipped += 1;
  }
  return taken === core.length && skipped <= 1 && words[0] === core[0];
};

/** Is the longer name the shorter one with one of the fillers put in? */
const differsByFiller = (a: string, b: string): boolean => {
  if (Math.abs(a.length - b.length) !== 2) return false;
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (short.length < 3) return false;
  return FILLERS.some(filler => {
    const at = long.indexOf(filler);
    return at > 0 && long.slice(0, at) + long.slice(at + filler.length) === short;
  });
};

const ONE_OF_MANY = /各|有关|相关|其他|所有|全体/;

/** A name, with all that is compared of it: it is compared with hundreds of others. */
export type Body = {
  name: string;
  plain: string;
  oneOfMany: boolean;
  owner: string;
  kind: Owner['kind'];
  rest: string;
  whole: number | undefined;
  endings: Ending[];
};

export const bodyOf = (name: string): Body => {
  const plain = plainName(name);
  const { owner, rest, kind } = ownerOf(plain);
  const oneOfMany = ONE_OF_MANY.test(plain);
  return { name, plain, oneOfMany, owner, kind, rest, whole: wholeOf.get(rest), endings: endingsOf(rest) };
};

/** What other names of the text tell: whether a name without level or house can only mean one. */
export type Context = {
  /** How many levels or houses the same name has in the text: 市财政局, 县财政局. */
  owners: (rest: string) => number;
};

/**
 * Do two names mean one body? 和/与, 语言文字工作处/语言文字处, 市教育局财务处/财务处, 电教馆/电化教育馆, 市发改委/云川市发展和改革委员会. Names
 * of another level (市教育局/县教育局), with another kind of office at the end (人事科/人事处) or another number (一中/十一中) never do.
 */
export const sameBody = (left: Body, right: Body, { owners }: Context): boolean => {
  if (left.plain === right.plain) return true;
  if (left.oneOfMany || right.oneOfMany) return false;
  const sameOwner =
    left.owner === right.owner ||
    (left.kind === 'place' && right.kind === 'place' && samePlace(left.owner, right.owner)) ||
    ((left.owner === '' || right.owner === '') &&
      owners(left.rest) <= 1 &&
      owners(right.rest) <= 1 &&
      left.rest.length >= 3);
  return sameOwner && sameOffice(left, right);
};

const sameOffice = (a: Body, b: Body): boolean =>
  a.rest === b.rest ||
  sameDepartment(a, b) ||
  differsByFiller(a.rest, b.rest) ||
  isAbbreviation(a.rest, b.rest) ||
  isAbbreviation(b.rest, a.rest);

type Owner = { owner: string; rest: string; kind: 'place' | 'house' | 'none' };

/** Whose office it is: the place (市, 云川市) or the house (市教育局) that its name begins with. */
const ownerOf = (name: string): Owner => {
  const house = PARENT.exec(name)?.[0] ?? OWN.exec(name)?.[0];
  // 市委机构编制委员会办公室 is the name of one office.
  if (house && !(house.endsWith('委员会') && name.length - house.length <= 3))
    return { owner: house, rest: name.slice(house.length), kind: 'house' };
  const { place, rest } = levelOf(name);
  return { owner: place, rest, kind: place ? 'place' : 'none' };
};
