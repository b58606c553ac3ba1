// What copies put between the characters of a word: pinyin behind a character, question marks for lost ones, blanks.

const VOWELS = 'aeiouüvāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜăĕĭŏŭɑɡ';
const SYLLABLE = new RegExp(`^(?:[bpmfdtnlgɡkhjqxrzcsyw]|zh|ch|sh)?[${VOWELS}]{1,6}(?:n|ng|nɡ|r)?$`);
const TONED = /[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜăĕĭŏŭ]/;
const BRACKETED = /(?<=[一-龥)])\(([^()一-龥\n]{1,12})\)/g;
const BARE =
  /(?<=[一-龥])[a-z]{0,3}[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ][a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]{0,4}(?=[一-龥,。、;:!?()《》“”\n]|$)/g;
const FEWEST = 3;

const syllable = (said: string): string => said.replaceAll(' ', '').normalize('NFC');

/** Marks pinyin that was put behind characters, 深入(rù) or 深入rù; a bracketed letter or two by chance is no pinyin. */
export const markPinyin = (text: string, drop: (start: number, end: number) => void): void => {
  const found = [...text.matchAll(BRACKETED)].filter(({ 1: said }) => SYLLABLE.test(syllable(said!)));
  if (found.length >= FEWEST || found.some(({ 1: said }) => TONED.test(syllable(said!))))
    for (const { index, 0: all } of found) drop(index, index + all.length);
  for (const { index, 0: all } of text.matchAll(BARE)) drop(index, index + all.length);
};

const LOST = /(?<=[一-龥,、。;:“”])\?+(?=[一-龥“”《])/g;
const FEWEST_LOST = 4;

/** Marks half-width question marks in the middle of words: a copy had characters there that it could not show. */
export const markLost = (text: string, drop: (start: number, end: number) => void): void => {
  const found = [...text.matchAll(LOST)];
  if (found.length < FEWEST_LOST) return;
  for (const { index, 0: all } of found) drop(index, index + all.length);
};

const SPACED = /(?<![一-龥])[一-龥](?: {1,4}[一-龥](?![一-龥])){2,}/g;

/** Marks the blanks in words that were spaced out, 责 任 单 位; three characters at least. */
export const markSpacedWords = (text: string, drop: (start: number, end: number) => void): void => {
  for (const { index, 0: all } of text.matchAll(SPACED)) {
    for (let at = 0; at < all.length; at += 1) if (all[at] === ' ') drop(index + at, index + at + 1);
  }
};

const AROUND_NUMBER = /(?<=[一-龥])( ?)[0-9]+(?:\.[0-9]+)?( )(?=[一-龥])/g;

/** Marks the blanks around a number in a sentence, 新建 15 所; one on its left alone may stand before a label. */
export const markNumberBlanks = (text: string, drop: (start: number, end: number) => void): void => {
  for (const { index, 0: all, 1: left } of text.matchAll(AROUND_NUMBER)) {
    if (left) drop(index, index + 1);
    drop(index + all.length - 1, index + all.length);
  }
};
