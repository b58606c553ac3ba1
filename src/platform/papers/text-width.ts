/** East Asian wide and full-width characters take two columns of a monospaced grid; everything else takes one. */
const isWide = (code: number): boolean =>
  (code >= 0x1100 && code <= 0x115f) ||
  (code >= 0x2e80 && code <= 0xa4cf) ||
  (code >= 0xac00 && code <= 0xd7a3) ||
  (code >= 0xf900 && code <= 0xfaff) ||
  (code >= 0xfe30 && code <= 0xfe6f) ||
  (code >= 0xff00 && code <= 0xff60) ||
  (code >= 0xffe0 && code <= 0xffe6) ||
  (code >= 0x20000 && code <= 0x3fffd) ||
  // The quotation marks, dash, ellipsis and section marks that Chinese fonts draw a full character wide.
  (code >= 0x2014 && code <= 0x2026) ||
  (code >= 0x2460 && code <= 0x24ff) ||
  (code >= 0x25a0 && code <= 0x266f);

/** The width of one line of text in half-width characters (a Chinese character counts 2). */
export const measureWidth = (text: string): number => {
  let width = 0;
  for (const character of text) width += isWide(character.codePointAt(0)!) ? 2 : 1;
  return width;
};

/** How many lines a text takes in a box of `width` half-width characters, its own line breaks included; at least 1. */
export const countLines = (text: string, width: number): number => {
  const room = Math.max(2, width);
  let lines = 0;
  for (const line of text.split('\n')) lines += Math.max(1, Math.ceil(measureWidth(line) / room));
  return lines;
};
