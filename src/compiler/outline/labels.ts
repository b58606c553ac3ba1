import type { Draft, Region } from '../draft';
import { CHINESE_DIGITS, chineseNumber } from '../plain/numerals';

/**
 * The form of a label, named by its first one. Forms that only differ in width or in 、 and . are one. `row` and `group` are rows of
 * a table, `heading` a line without a number, `paragraph` an item without one.
 */
export type LabelStyle =
  | '第一编'
  | '第一章'
  | '第一节'
  | '第一条'
  | '一、'
  | '(一)'
  | '1.'
  | '1.1'
  | '(1)'
  | '1)'
  | '①'
  | '一是'
  | 'bullet'
  | 'row'
  | 'group'
  | 'heading'
  | 'paragraph';

export type Label = {
  style: LabelStyle;
  /** Null for bullets. */
  ordinal: number | null;
  /** The label with the blanks after it is [start, end); as written it ends at `markEnd`. */
  start: number;
  end: number;
  markEnd: number;
  /** At the beginning of a line; else behind the end of a sentence. */
  first: boolean;
  /** Depth in the outline, from 0; set once it is accepted. */
  depth: number;
  /** The numbering begins anew here. */
  restart: boolean;
  /** In a table: the number as written, where it does not stand at the beginning; the heading; where the table ends; the kind of group. */
  mark?: Region;
  title?: { heading: Region; bodyStart: number };
  until?: number;
  level?: string;
};

const N = CHINESE_DIGITS;
const FORMS: Array<{ starts: RegExp; form: RegExp; style: LabelStyle | ((match: RegExpExecArray) => LabelStyle) }> = [
  {
    starts: /第/,
    form: new RegExp(
      `第 ?([${N}]{1,5}|[0-9]{1,3}) ?(编|篇|部分|板块|方面|章|节|条|件|项|款)(?![一-龥]{0,6}(?:规定|要求,))[、:.,]? *`,
      'y',
    ),
    style: match =>
      /[编篇部板方]/.test(match[2]!)
        ? '第一编'
        : match[2] === '章'
          ? '第一章'
          : match[2] === '节'
            ? '第一节'
            : '第一条',
  },
  { starts: /\(/, form: new RegExp(`\\( ?([${N}]{1,5}) ?\\)[、.]? *`, 'y'), style: '(一)' },
  { starts: /\(/, form: /\( ?([0-9]{1,3}) ?\)[、.]? */y, style: '(1)' },
  { starts: new RegExp(`[${N}]`), form: new RegExp(`([${N}]{1,5}) ?(?:、|\\.(?![0-9])) *`, 'y'), style: '一、' },
  { starts: new RegExp(`[${N}]`), form: new RegExp(`([${N}]{1,5})\\) *`, 'y'), style: '(一)' },
  {
    starts: new RegExp(`[${N}]`),
    form: /([一二三四五六七八九十]{1,3})(?:是要|是|要)(?!否|个|一)[,:]?/y,
    style: '一是',
  },
  { starts: /[0-9]/, form: /[0-9]{1,2}(?:\.[0-9]{1,2}){0,2}\.([0-9]{1,2})[.、 ] *(?![0-9%])/y, style: '1.1' },
  { starts: /[0-9]/, form: /([0-9]{1,3}) ?(?:、|\.(?![0-9])) *(?![0-9])/y, style: '1.' },
  { starts: /[0-9]/, form: /([0-9]{1,3})\) */y, style: '1)' },
  { starts: /[①-⑳㉑-㉟]/, form: /([①-⑳㉑-㉟])[、.]? */y, style: '①' },
  { starts: /[⑴-⒇]/, form: /([⑴-⒇])[、.]? */y, style: '(1)' },
  { starts: /[⒈-⒛]/, form: /([⒈-⒛])[、.]? */y, style: '1.' },
  { starts: /[㈠-㈩]/, form: /([㈠-㈩])[、.]? */y, style: '(一)' },
  { starts: /[△▲●○■□◆◇★☆·▪➢►※]/, form: /[△▲●○■□◆◇★☆·▪➢►※] */y, style: 'bullet' },
];

// Which forms can begin with a character. Most characters begin none: a table by code, filled once.
const NONE: typeof FORMS = [];
const formsByCode: Array<typeof FORMS | undefined> = new Array(65_536);
const formsAt = (code: number): typeof FORMS => {
  let forms = formsByCode[code];
  if (!forms) {
    forms = FORMS.filter(({ starts }) => starts.test(String.fromCharCode(code)));
    formsByCode[code] = forms.length > 0 ? forms : NONE;
  }
  return forms;
};

const enclosedNumber = (character: string): number | null => {
  const code = character.charCodeAt(0);
  for (const [first, last, one] of [
    [0x2460, 0x2473, 1],
    [0x2474, 0x2487, 1],
    [0x2488, 0x249b, 1],
    [0x3220, 0x3229, 1],
    [0x3251, 0x325f, 21],
  ] as const) {
    if (code >= first && code <= last) return code - first + one;
  }
  return null;
};

/** The label that begins at `at`, or null. */
export const readLabel = (text: string, at: number, first: boolean): Label | null => {
  for (const { form, style } of formsAt(text.charCodeAt(at))) {
    form.lastIndex = at;
    const match = form.exec(text);
    if (!match) continue;
    const number = match[1];
    const ordinal = number === undefined ? null : (enclosedNumber(number) ?? chineseNumber(number));
    const [end, markEnd] = [at + match[0].length, at + match[0].trimEnd().length];
    const named = typeof style === 'string' ? style : style(match);
    return { style: named, ordinal, start: at, end, markEnd, first, depth: 0, restart: false };
  }
  return null;
};

// Behind these a label may stand in the middle of a line: 1 any, 2 only one that enumerates (一是).
const opens = new Uint8Array(65_536);
for (const mark of ',') opens[mark.charCodeAt(0)] = 2;
for (const mark of '。;!?:)]】”\n') opens[mark.charCodeAt(0)] = 1;
const BLANK = 32;
const LINE_FEED = 10;

/** Everything that could be a label: at the beginning of a line, or in it behind the end of a sentence. */
export const findLabels = (draft: Draft): Label[] => {
  const { text } = draft;
  const found: Label[] = [];
  for (const line of draft.lines) {
    let before = LINE_FEED;
    let blank = false;
    for (let at = line.start; at < line.end; at += 1) {
      const code = text.charCodeAt(at);
      if (code === BLANK) {
        blank = true;
        continue;
      }
      const behind = blank ? 1 : opens[before]!;
      if (behind > 0 && formsAt(code) !== NONE) {
        const first = at === line.start;
        const label = readLabel(text, at, first);
        const allowed = label?.style === '一是' ? !blank : behind === 1;
        if (label && allowed && (first || label.style !== 'bullet') && label.end <= line.end) {
          found.push(label);
          at = Math.max(at, label.end - 1);
        }
      }
      before = text.charCodeAt(at);
      blank = false;
    }
  }
  return found;
};
