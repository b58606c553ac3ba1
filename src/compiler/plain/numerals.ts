const DIGITS: Record<string, number> = {
  零: 0,
  〇: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};
const PLACES: Record<string, number> = { 十: 10, 百: 100, 千: 1000 };

/** The characters a Chinese numeral is written with, for character classes. */
export const CHINESE_DIGITS = '零〇一二两三四五六七八九十百千';

/** 二十一 → 21, 一百零三 → 103, 二〇二二 → 2022, 3 → 3; null for what is no numeral. */
export const chineseNumber = (text: string): number | null => {
  if (/^[0-9]+$/.test(text)) return Number(text);
  if (text === '') return null;
  const characters = [...text];
  if (characters.length > 1 && characters.every(character => character in DIGITS)) {
    return Number(characters.map(character => DIGITS[character]).join(''));
  }
  let total = 0;
  let digit: number | null = null;
  for (const character of characters) {
    const place = PLACES[character];
    const value = DIGITS[character];
    if (place !== undefined) {
      total += (digit ?? 1) * place;
      digit = null;
    } else if (value !== undefined) {
      digit = value;
    } else return null;
  }
  return total + (digit ?? 0);
};
