// Words that offices drop and add in a name without meaning another body.
const FILLERS = ['工作', '事务', '管理', '保障', '教育', '发展', '公共', '综合'];
const PREFIX = /^(?:市|县|区|省|局|校|院|集团|x|X|本)(?:直|属)?(?=[一-龥]{3})/;
const BUREAU = /^.{0,6}?(?:教育局|教体局|卫健委|人民政府)(?=[一-龥]{2,}[处科室股])/;

// What an abbreviation keeps of a long name: 电化教育馆 → 电教馆, 教育科学研究所 → 教科所.
const isAbbreviation = (short: string, long: string): boolean => {
  if (short.length < 3 || long.length < short.length + 2 || short[0] !== long[0]) return false;
  if (short.at(-1) !== long.at(-1) || long.startsWith(short.slice(0, -1))) return false;
  let at = 0;
  for (const character of long) if (character === short[at]) at += 1;
  return at === short.length && short.length <= 4;
};

const plainName = (name: string): string =>
  name
    .replace(/以及|[与及]/g, '和')
    .replace(BUREAU, '')
    .replace(PREFIX, '')
    .replace(/[()（）“”]/g, '');

const withoutFillers = (name: string): string => FILLERS.reduce((left, filler) => left.replace(filler, ''), name);

/** Is the longer name the shorter one with one of the fillers put in? */
const differsByFiller = (a: string, b: string): boolean => {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (short.length < 3) return false;
  return FILLERS.some(filler => {
    for (let at = long.indexOf(filler); at >= 0; at = long.indexOf(filler, at + 1)) {
      if (at > 0 && long.slice(0, at) + long.slice(at + filler.length) === short) return true;
    }
    return false;
  });
};

/**
 * Do two names mean one body? 和/与, 语言文字工作处/语言文字处, 市教育局财务处/财务处, 电教馆/电化教育馆. Names with another kind of
 * office at the end (人事科/人事处) or another number (一中/十一中) never do.
 */
export const sameBody = (a: string, b: string): boolean => {
  const [x, y] = [plainName(a), plainName(b)];
  if (x === y) return true;
  if (x.at(-1) !== y.at(-1)) return false;
  if (differsByFiller(x, y)) return true;
  if (isAbbreviation(x, y) || isAbbreviation(y, x)) return true;
  return x.length >= 6 && x.length === y.length && withoutFillers(x) === withoutFillers(y);
};
