/** About how wide words are at 12 px: a Chinese letter is as wide as high, others somewhat more than half of it. */
export const wordsWidth = (words: string): number =>
  [...words.replaceAll(/\{\w\|([^}]*)\}/g, '$1')].reduce(
    (sum, letter) => sum + (letter.charCodeAt(0) > 0x2000 ? 12 : 7),
    0,
  );
