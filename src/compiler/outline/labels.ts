import type { Draft, Region } from '../draft';
import { charactersOf, isOneOf } from '../plain/characters';
import { CHINESE_DIGITS, chineseNumber } from '../plain/numerals';

/**
 * The form of a label, named by its first one. Forms that only differ in width or in 、 and . are one. `row` and `group` are rows of
 * a table, `heading` a line without a number, `lead` a paragraph that begins with its title, `paragraph` an item told
 * by its statement.
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
  | '首先'
  | '第一,'
  | '任务一'
  | 'Ⅰ'
  | 'A'
  | 'bullet'
  | 'lead'
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
  /** In a line without a mark before it. */
  glued?: boolean;
  /** Of a heading without a number: the style that begins anew below it; null where it stands at the top. */
  over?: LabelStyle | null;
  /** A number with nothing but a blank behind it: counts only in a sequence. */
  faint?: boolean;
  /** In a table: the number as written, where it does not stand at the beginning; the heading; where the table ends; the kind of group. */
  mark?: Region;
  title?: { heading: Region; bodyStart: number };
  until?: number;
  level?: string;
  /** A point of the letter that a table of tasks comes with. */
  frame?: boolean;
};

const N = CHINESE_DIGITS;
// 任务一:, 项目1: a kind of task with its number.
const KINDS_OF_TASK = ['任务', '项目', '工程', '行动', '举措', '措施', '重点', '目标', '事项', '专题', '板块', '计划'];
const BULLET = /[△▲▽▼○●◎◉■□▪▫◆◇★☆✦❖·➢➤►▶※✓✔√◼◻\ue000-\uf8ff]/;
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
  {
    starts: new RegExp(`[${KINDS_OF_TASK.map(word => word[0]).join('')}]`),
    form: new RegExp(
      `(?:${KINDS_OF_TASK.join('|')}) ?([${N}]{1,3}|[0-9]{1,2})(?: ?[:、.]| {1,4}(?=[一-龥“]))(?![0-9]) *`,
      'y',
    ),
    style: '任务一',
  },
  { starts: /篇/, form: new RegExp(`篇 ?([${N}]{1,3}|[0-9]{1,2})(?: ?[:、.]| (?=[一-龥])) *`, 'y'), style: '第一编' },
  { starts: /第/, form: /第([一二三四五六七八九十]{1,2})[,:] */y, style: '第一,' },
  { starts: /[首其再最]/, form: /(?:首先|其次|再次|再者|最后)[,:]/y, style: '首先' },
  { starts: /其/, form: /其([一二三四五六七八九十]{1,2})[,:]/y, style: '一是' },
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
  // A year may follow at once: 3.2026年底前.
  {
    starts: /[0-9]/,
    form: /([0-9]{1,3}) ?(?:[、.](?=20[0-9]{2} ?年)|、(?! ?[0-9]{1,3} ?[、和至~-])|\.(?![0-9])(?! ?[0-9]%)) *(?![0-9]{1,2} ?%)/y,
    style: '1.',
  },
  { starts: /[0-9]/, form: /([0-9]{1,3})\) */y, style: '1)' },
  { starts: /[①-⑳㉑-㉟]/, form: /([①-⑳㉑-㉟])[、.]? */y, style: '①' },
  { starts: /[⑴-⒇]/, form: /([⑴-⒇])[、.]? */y, style: '(1)' },
  { starts: /[❶-❿⓵-⓾➀-➉➊-➓]/, form: /([❶-❿⓵-⓾➀-➉➊-➓])[、.]? */y, style: '①' },
  { starts: /[Ⅰ-Ⅻ]/, form: /([Ⅰ-Ⅻ]) ?[、.]? */y, style: 'Ⅰ' },
  { starts: /[IVX]/, form: /([IVX]{1,4}) ?[、.](?![0-9A-Za-z]) */y, style: 'Ⅰ' },
  { starts: /[A-Ha-h]/, form: /([A-Ha-h])[、.)](?![0-9A-Za-z]) */y, style: 'A' },
  { starts: /[⒈-⒛]/, form: /([⒈-⒛])[、.]? */y, style: '1.' },
  { starts: /[㈠-㈩]/, form: /([㈠-㈩])[、.]? */y, style: '(一)' },
  { starts: BULLET, form: new RegExp(`${BULLET.source} *`, 'y'), style: 'bullet' },
  // Dashes, and what a copy makes of the marks of a symbol font.
  { starts: /[—-]/, form: /(?:—{1,2}|-{1,2}) ?(?=[一-龥“《])/y, style: 'bullet' },
  { starts: /[lnuvØüq]/, form: /[lnuvØüq] {1,4}(?=[一-龥“《])/y, style: 'bullet' },
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

const FAINT = new RegExp(`([${N}]{1,3}|[0-9]{1,2}) {1,4}(?=[一-龥“《])`, 'y');

/** 一 总体安排, 1 预算审计: at the beginning of a line. */
const readFaint = (text: string, at: number): Label | null => {
  FAINT.lastIndex = at;
  const match = FAINT.exec(text);
  const ordinal = match ? chineseNumber(match[1]!) : null;
  if (!match || ordinal === null) return null;
  const style = /[0-9]/.test(match[1]!) ? '1.' : '一、';
  const [end, markEnd] = [at + match[0].length, at + match[1]!.length];
  return { style, ordinal, start: at, end, markEnd, first: true, depth: 0, restart: false, faint: true };
};

const enclosedNumber = (character: string): number | null => {
  const code = character.charCodeAt(0);
  for (const [first, last, one] of [
    [0x2460, 0x2473, 1],
    [0x2474, 0x2487, 1],
    [0x2488, 0x249b, 1],
    [0x2776, 0x277f, 1],
    [0x24f5, 0x24fe, 1],
    [0x2780, 0x2789, 1],
    [0x278a, 0x2793, 1],
    [0x2160, 0x216b, 1],
    [0x3220, 0x3229, 1],
    [0x3251, 0x325f, 21],
  ] as const) {
    if (code >= first && code <= last) return code - first + one;
  }
  return null;
};

const ROMAN = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII'];

const ordinalOf = (number: string): number | null => {
  if (/[A-Za-z]/.test(number)) {
    const roman = ROMAN.indexOf(number);
    return roman >= 0 ? roman + 1 : 'abcdefgh'.indexOf(number.toLowerCase()) + 1 || null;
  }
  return enclosedNumber(number) ?? chineseNumber(number);
};

/** The label that begins at `at`, or null. */
export const readLabel = (text: string, at: number, first: boolean): Label | null => {
  for (const { form, style } of formsAt(text.charCodeAt(at))) {
    form.lastIndex = at;
    const match = form.exec(text);
    if (!match) continue;
    const number = match[1];
    const ordinal = number === undefined ? null : ordinalOf(number);
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
// These tell one thing after the other, also behind a comma; and these need a line of their own.
const TELLING: ReadonlySet<LabelStyle> = new Set(['一是', '首先', '第一,']);
const ONLY_FIRST: ReadonlySet<LabelStyle> = new Set(['bullet', 'Ⅰ', 'A', '任务一', '第一编']);
// A plan that lost its line breaks may have lost the marks before its labels too.
const GLUED: ReadonlySet<LabelStyle> = new Set(['一、', '(一)', '1.']);
const LONG_LINE = 100;
const isHan = (code: number): boolean => code >= 0x4e00 && code < 0x9fff;
const NUMERALS = charactersOf(`${N}第和及至见`);
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
      const glued = opens[before] === 0 && !blank && line.end - line.start > LONG_LINE && isHan(before);
      const behind = blank || glued ? 1 : opens[before]!;
      if (behind > 0 && formsAt(code) !== NONE) {
        const first = at === line.start;
        const label = readLabel(text, at, first) ?? (first ? readFaint(text, at) : null);
        const allowed = label && TELLING.has(label.style) ? !blank : behind === 1;
        if (label && glued) label.glued = true;
        if (
          glued &&
          label &&
          !(GLUED.has(label.style) && isHan(text.charCodeAt(label.end)) && !isOneOf(NUMERALS, text, at - 1))
        )
          continue;
        if (label && allowed && (first || !ONLY_FIRST.has(label.style)) && label.end <= line.end) {
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
