import { simplified } from './simplified';

/**
 * The text that all rules read: half-width punctuation and digits, simplified script, no invisible characters. `surface` has
 * the same length and holds the characters as written. `offsets[i]` is where character i stands in the source; null where
 * nothing was left out, so that positions are the same.
 */
export type Plain = { text: string; surface: string; offsets: Uint32Array | null };

const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/;

const ODD: Record<string, string> = {
  '\u3000': ' ',
  '\u00a0': ' ',
  '\t': ' ',
  '\u000b': '\n',
  '\u2028': '\n',
  '\u2029': '\n',
  '｡': '。',
  '∶': ':',
  '︰': ':',
  '﹕': ':',
  '﹐': ',',
  '﹔': ';',
  '﹙': '(',
  '﹚': ')',
  '﹪': '%',
  '「': '“',
  '」': '”',
  '『': '‘',
  '』': '’',
  '〝': '“',
  '〞': '”',
  '•': '·',
  '∙': '·',
  '‑': '-',
  '–': '-',
  '−': '-',
  '〜': '~',
};

// One lookup per character: 65,536 codes, built once.
const table = (() => {
  const codes = new Uint16Array(65_536);
  for (let code = 0; code < codes.length; code += 1) codes[code] = code;
  for (let code = 0xff01; code <= 0xff5e; code += 1) codes[code] = code - 0xfee0;
  for (const [from, to] of Object.entries(ODD)) codes[from.charCodeAt(0)] = to.charCodeAt(0);
  for (const [from, to] of simplified) codes[from.charCodeAt(0)] = to.charCodeAt(0);
  return codes;
})();

const CARRIAGE_RETURN = 13;
const LINE_FEED = 10;
const decoder = new TextDecoder('utf-16le', { ignoreBOM: true });

/** Folds a text for reading; every position can be traced back. */
export const foldText = (source: string): Plain => {
  const complete = !INVISIBLE.test(source);
  const units = new Uint16Array(source.length);
  const offsets = complete ? null : new Uint32Array(source.length + 1);
  let length = 0;
  for (let at = 0; at < source.length; at += 1) {
    const code = source.charCodeAt(at);
    if (offsets) {
      if (INVISIBLE.test(source[at]!)) continue;
      offsets[length] = at;
    }
    if (code === CARRIAGE_RETURN) units[length] = source.charCodeAt(at + 1) === LINE_FEED ? 32 : LINE_FEED;
    else units[length] = table[code]!;
    length += 1;
  }
  const text = decoder.decode(units.subarray(0, length));
  if (!offsets) return { text, surface: source, offsets };
  offsets[length] = source.length;
  const surface = new Uint16Array(length);
  for (let at = 0; at < length; at += 1) surface[at] = source.charCodeAt(offsets[at]!);
  return { text, surface: decoder.decode(surface), offsets: offsets.subarray(0, length + 1) };
};

/** The place in the source of a stretch [start, end) of the plain text. */
export const sourceSpan = ({ offsets }: Plain, start: number, end: number): [number, number] => {
  if (!offsets) return [start, end];
  return end > start ? [offsets[start]!, offsets[end - 1]! + 1] : [offsets[start]!, offsets[start]!];
};
