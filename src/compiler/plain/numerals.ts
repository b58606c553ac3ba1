const byCode = (values: Record<string, number>): ReadonlyMap<number, number> =>
  new Map(Object.entries(values).map(([character, value]) => [character.charCodeAt(0), value]));

const DIGITS = byCode({ 零: 0, 〇: 0, 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 });
const PLACES = byCode({ 十: 10, 百: 100, 千: 1000 });

/** The characters a Chinese numeral is written with, for character classes. */
export const CHINESE_DIGITS = '零〇一二两三四五六七八九十百千';

/** 二十一 → 21, 一百零三 → 103, 二〇二二 → 2022, 3 → 3; null for what is no numeral. */
export const chineseNumber = (text: string): number | null => {
  if (/^[0-9]+$/.test(text)) return Number(text);
  if (text === '') return null;
  return (text.length > 1 ? inDigits(text) : null) ?? inPlaces(text);
};

/** 二〇二二 → 2022; null where it is not all digits. */
const inDigits = (text: string): number | null => {
  let digits = '';
  for (let at = 0; at < text.length; at += 1) {
    const digit = DIGITS.get(text.charCodeAt(at));
    if (digit === undefined) return null;
    digits += digit;
  }
  return Number(digits);
};

/** 一百零三 → 103 */
const inPlaces = (text: string): number | null => {
  let total = 0;
  let digit: number | null = null;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    const place = PLACES.get(code);
    const value = DIGITS.get(code);
    if (place !== undefined) {
      total += (digit ?? 1) * place;
      digit = null;
    } else if (value !== undefined) digit = value;
    else return null;
  }
  return total + (digit ?? 0);
};
