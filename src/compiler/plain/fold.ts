import type { Region } from '../draft';
import { CHINESE_DIGITS } from './numerals';
import { simplified } from './simplified';
import { markLost, markNumberBlanks, markPinyin, markSpacedWords } from './stray';
import { findWraps } from './wraps';

/**
 * The text that all rules read: half-width punctuation and digits, simplified script, words in one piece. `surface` has the same
 * length and holds the characters as written. `offsets[i]` is where character i stands in the source; null where nothing was left
 * out, so that positions are the same. `pageNumbers` are those left out because they stood in the middle of a sentence.
 * `woven` are the parts whose order is not that of the source: tables drawn with lines.
 */
export type Plain = {
  text: string;
  surface: string;
  offsets: Uint32Array | null;
  pageNumbers: Region[];
  woven?: Region[];
};

// Controls, soft hyphens, zero-width characters, marks of direction, variation selectors.
const INVISIBLE: Array<[first: number, last: number]> = [
  [0x00, 0x08],
  [0x0e, 0x1f],
  [0x7f, 0x7f],
  [0xad, 0xad],
  [0x034f, 0x034f],
  [0x061c, 0x061c],
  [0x180e, 0x180e],
  [0x200b, 0x200f],
  [0x202a, 0x202e],
  [0x2060, 0x2064],
  [0x206a, 0x206f],
  [0xfe00, 0xfe0f],
  [0xfeff, 0xfeff],
  [0xfff9, 0xfffb],
];

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
  '﹔': ';',
  '︵': '(',
  '︶': ')',
  '❨': '(',
  '❩': ')',
  '﹝': '(',
  '﹞': ')',
  '﹑': '、',
  '､': '、',
  '․': '.',
  '﹒': '.',
  '﹗': '!',
  '﹖': '?',
  '″': '”',
  '＂': '”',
  '﹕': ':',
  '﹐': ',',
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
  '―': '—',
  '─': '—',
};

// Forms of whole characters that fonts and readers put in: radicals, compatibility forms.
const FORMS: Array<[first: number, last: number]> = [
  [0x2e80, 0x2fdf],
  [0xf900, 0xfaff],
];

const DROPPED = 0xffff;

// One lookup per character: 65,536 codes, built once.
const table = (() => {
  const codes = new Uint16Array(65_536);
  for (let code = 0; code < codes.length; code += 1) codes[code] = code;
  for (const [first, last] of FORMS) {
    for (let code = first; code <= last; code += 1) {
      const whole = String.fromCharCode(code).normalize('NFKC');
      if (whole.length === 1) codes[code] = whole.charCodeAt(0);
    }
  }
  for (let code = 0xff01; code <= 0xff5e; code += 1) codes[code] = code - 0xfee0;
  for (let code = 0x2000; code <= 0x200a; code += 1) codes[code] = 32;
  for (const [from, to] of Object.entries(ODD)) codes[from.charCodeAt(0)] = to.charCodeAt(0);
  for (const [from, to] of simplified) codes[from.charCodeAt(0)] = to.charCodeAt(0);
  for (const [first, last] of INVISIBLE) codes.fill(DROPPED, first, last + 1);
  return codes;
})();

// What asks for a closer look: letters of pinyin, question marks, blanks. By class of the character.
const OTHER = 0;
const HAN = 1;
const LATIN = 2;
const TONE = 3;
const classes = (() => {
  const found = new Uint8Array(65_536);
  found.fill(HAN, 0x4e00, 0x9fff);
  found.fill(LATIN, 97, 123);
  for (const letter of 'āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ') found[letter.charCodeAt(0)] = TONE;
  return found;
})();

const CARRIAGE_RETURN = 13;
const LINE_FEED = 10;
const BLANK = 32;
const OPEN = 40;
const QUESTION = 63;
const POINT = 46;
const FULL_STOP = '。'.charCodeAt(0);
const decoder = new TextDecoder('utf-16le', { ignoreBOM: true });

const endsSentence = (source: string, at: number): boolean => {
  const next = source.charCodeAt(at + 1);
  return (
    (Number.isNaN(next) || next === LINE_FEED || next === CARRIAGE_RETURN || classes[table[next]!] === HAN) &&
    !CHINESE_DIGITS.includes(source[at - 1]!)
  );
};

/** Folds a text for reading; every position can be traced back. `lined` where its lines may be those of a page. */
export const foldText = (source: string, lined = false): Plain => {
  const units = new Uint16Array(source.length);
  let dropped: Uint8Array | null = null;
  let [pinyin, questions, blanks, numberBlanks] = [false, 0, 0, 0];
  let before = OTHER;
  let beforeCode = 0;
  for (let at = 0; at < source.length; at += 1) {
    const code = source.charCodeAt(at);
    let unit = table[code]!;
    if (unit === DROPPED) {
      dropped ??= new Uint8Array(source.length);
      dropped[at] = 1;
    } else if (code === CARRIAGE_RETURN) unit = source.charCodeAt(at + 1) === LINE_FEED ? BLANK : LINE_FEED;
    // A copy may have a point for each full stop; behind a numeral it belongs to a label.
    if (unit === POINT && before === HAN && endsSentence(source, at)) unit = FULL_STOP;
    units[at] = unit;
    const kind = classes[unit]!;
    if (kind >= LATIN) pinyin ||= beforeCode === OPEN || (kind === TONE && (before === HAN || before === LATIN));
    else if (before === HAN && code === QUESTION) questions += 1;
    else if (unit === BLANK && before === HAN) blanks += 1;
    else if (unit === BLANK && beforeCode >= 48 && beforeCode <= 57) numberBlanks += 1;
    before = kind;
    beforeCode = unit;
  }
  let text = decoder.decode(units);
  const drop = (start: number, end: number): void => {
    dropped ??= new Uint8Array(source.length);
    dropped.fill(1, start, end);
  };
  if (pinyin) markPinyin(text, drop);
  if (questions > 3) markLost(text, drop);
  // A tab is no blank within a word: it divides columns.
  const dropBlanks = (start: number, end: number): void => {
    if (!source.slice(start, end).includes('\t')) drop(start, end);
  };
  if (blanks > 1) markSpacedWords(text, dropBlanks);
  if (numberBlanks > 0) markNumberBlanks(text, dropBlanks);
  const { breaks, pageNumbers } = lined ? findWraps(text, source) : { breaks: [], pageNumbers: [] };
  for (const { start, end } of breaks) drop(start, end);
  if (!dropped) return { text, surface: source, offsets: null, pageNumbers };
  const offsets = new Uint32Array(source.length + 1);
  const surface = new Uint16Array(source.length);
  let length = 0;
  for (let at = 0; at < source.length; at += 1) {
    if (dropped[at] === 1) continue;
    offsets[length] = at;
    units[length] = units[at]!;
    surface[length] = source.charCodeAt(at);
    length += 1;
  }
  offsets[length] = source.length;
  text = decoder.decode(units.subarray(0, length));
  return {
    text,
    surface: decoder.decode(surface.subarray(0, length)),
    offsets: offsets.subarray(0, length + 1),
    pageNumbers,
  };
};

/** The place in the source of a stretch [start, end) of the plain text. */
export const sourceSpan = ({ offsets, woven }: Plain, start: number, end: number): [number, number] => {
  if (!offsets) return [start, end];
  if (end <= start) return [offsets[start]!, offsets[start]!];
  let [from, to] = [offsets[start]!, offsets[end - 1]! + 1];
  if (!woven) return [from, to];
  const [first, last] = [wovenAt(woven, start), wovenAt(woven, end - 1)];
  if (first) for (let at = start; at < end && at < first.end; at += 1) from = Math.min(from, offsets[at]!);
  if (last) for (let at = Math.max(start, last.start); at < end; at += 1) to = Math.max(to, offsets[at]! + 1);
  return [from, to];
};

/** The part with an order of its own that holds a position. */
const wovenAt = (woven: Region[], at: number): Region | null => {
  let [low, high] = [0, woven.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (woven[middle]!.end <= at) low = middle + 1;
    else high = middle;
  }
  const found = woven[low];
  return found && found.start <= at ? found : null;
};
