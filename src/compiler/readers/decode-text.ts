/** `whole` is false where some bytes are no characters; the text has U+FFFD for them. */
export type Decoded = { text: string; charset: string; whole: boolean };

/**
 * Bytes as text: UTF-8 (with or without mark), UTF-16 (with mark, or told by its zero bytes), else GB18030; null where it is no text.
 * A few damaged bytes are let pass.
 */
export const decodeText = (bytes: Uint8Array): Decoded | null => {
  const marked = byMark(bytes);
  const charset = marked ?? (looksLikeUtf16(bytes) || guess(bytes));
  const text = decode(bytes, charset);
  if (text === null) return decodeDamaged(bytes, marked);
  return isBinary(text) ? null : { text, charset, whole: true };
};

/** One character in a hundred may be damaged, not more. Text in other charsets hardly ever passes for UTF-8, so that comes first. */
const decodeDamaged = (bytes: Uint8Array, marked: string | null): Decoded | null => {
  for (const charset of marked ? [marked] : ['utf-8', 'gb18030']) {
    const text = new TextDecoder(charset).decode(bytes);
    const lost = text.split('\ufffd').length - 1;
    if (lost <= text.length / 100 + 1 && !isBinary(text)) return { text, charset, whole: false };
  }
  return null;
};

const byMark = (bytes: Uint8Array): string | null => {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return null;
};

/** Line feeds, blanks and digits of UTF-16 have a zero byte, which text in other encodings never has. */
const looksLikeUtf16 = (bytes: Uint8Array): string | null => {
  if (bytes.length % 2 !== 0) return null;
  let [even, odd] = [0, 0];
  const looked = Math.min(bytes.length, 65_536);
  for (let at = 0; at + 1 < looked; at += 2) {
    if (bytes[at] === 0 && bytes[at + 1] !== 0) even += 1;
    if (bytes[at + 1] === 0 && bytes[at] !== 0) odd += 1;
  }
  if (even === 0 && odd === 0) return null;
  return odd > even ? 'utf-16le' : 'utf-16be';
};

const guess = (bytes: Uint8Array): string => (decode(bytes, 'utf-8') === null ? 'gb18030' : 'utf-8');

const decode = (bytes: Uint8Array, charset: string): string | null => {
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
};

/** Control characters have no place in a text; a few may be remains of a page break. */
const isBinary = (text: string): boolean => {
  const looked = text.slice(0, 65_536);
  let controls = 0;
  for (let at = 0; at < looked.length; at += 1) {
    const code = looked.charCodeAt(at);
    if (code === 0) return true;
    if (code < 32 && code !== 9 && code !== 10 && code !== 13 && code !== 12 && code !== 11) controls += 1;
  }
  return controls * 200 > looked.length;
};
