import { type Attributes, walkXml } from './xml';

type Level = { format: string; text: string; start: number };
type List = { abstract: string; starts: Map<number, number> };

/** The lists of a document (numbering.xml): which numId counts how. */
export type Numbering = {
  abstracts: Map<string, Level[]>;
  lists: Map<string, List>;
  styles: Map<string, { numId: string; level: number }>;
};

export const noNumbering = (): Numbering => ({ abstracts: new Map(), lists: new Map(), styles: new Map() });

export const readNumbering = (bytes: Uint8Array, numbering: Numbering): void => {
  let abstract: Level[] | null = null;
  let list: List | null = null;
  let level = 0;
  const value = (attributes: Attributes): string => attributes.val ?? '';
  walkXml(bytes, {
    open: (name, attributes) => {
      if (name === 'abstractNum') {
        abstract = [];
        numbering.abstracts.set(attributes.abstractNumId ?? '', abstract);
      } else if (name === 'num') {
        list = { abstract: '', starts: new Map() };
        numbering.lists.set(attributes.numId ?? '', list);
      } else if (name === 'lvl' || name === 'lvlOverride') {
        level = Math.min(8, Number(attributes.ilvl) || 0);
        if (name === 'lvl' && abstract) abstract[level] = { format: 'decimal', text: '', start: 1 };
      } else if (name === 'abstractNumId' && list) list.abstract = value(attributes);
      else if (name === 'startOverride' && list) list.starts.set(level, Number(value(attributes)) || 1);
      else if (abstract?.[level]) {
        if (name === 'numFmt') abstract[level]!.format = value(attributes);
        else if (name === 'lvlText') abstract[level]!.text = value(attributes);
        else if (name === 'start') abstract[level]!.start = Number(value(attributes)) || 0;
      }
    },
    close: name => {
      if (name === 'abstractNum') abstract = null;
      if (name === 'num') list = null;
    },
  });
};

/** Paragraph styles that number by themselves (styles.xml). */
export const readStyles = (bytes: Uint8Array, numbering: Numbering): void => {
  let style: string | null = null;
  let level = 0;
  walkXml(bytes, {
    open: (name, attributes) => {
      if (name === 'style') {
        style = attributes.styleId ?? null;
        level = 0;
      } else if (name === 'ilvl') level = Number(attributes.val) || 0;
      else if (name === 'numId' && style) numbering.styles.set(style, { numId: attributes.val ?? '', level });
    },
    close: name => {
      if (name === 'style') style = null;
    },
  });
};

const HAN = '〇一二三四五六七八九';

/** 21 → 二十一 */
export const hanNumber = (number: number): string => {
  if (number <= 0 || number > 99) return [...String(number)].map(digit => HAN[Number(digit)] ?? digit).join('');
  const [tens, ones] = [Math.floor(number / 10), number % 10];
  return (tens > 1 ? HAN[tens]! : '') + (tens > 0 ? '十' : '') + (ones > 0 ? HAN[ones]! : '');
};

const roman = (number: number): string => {
  const signs: Array<[number, string]> = [
    [10, 'X'],
    [9, 'IX'],
    [5, 'V'],
    [4, 'IV'],
    [1, 'I'],
  ];
  let [left, said] = [number, ''];
  for (const [value, sign] of signs)
    while (left >= value && said.length < 20) {
      said += sign;
      left -= value;
    }
  return said;
};

const format = (number: number, name: string): string => {
  if (/chinese|japaneseCounting|taiwanese|ideograph(?!Enclosed)|korean/i.test(name)) return hanNumber(number);
  if (/EnclosedCircle/i.test(name) && number >= 1 && number <= 20) return String.fromCharCode(0x245f + number);
  if (name === 'upperRoman') return roman(number);
  if (name === 'lowerRoman') return roman(number).toLowerCase();
  if (name === 'upperLetter') return String.fromCharCode(65 + ((number - 1) % 26));
  if (name === 'lowerLetter') return String.fromCharCode(97 + ((number - 1) % 26));
  return String(number);
};

/** Counts through a document: gives each numbered paragraph the label that Word would show before it. */
export const startCounting = ({ abstracts, lists }: Numbering) => {
  const counters = new Map<string, number[]>();
  const begun = new Set<string>();
  return (numId: string, level: number): string => {
    const list = lists.get(numId);
    const levels = list && abstracts.get(list.abstract);
    const own = levels?.[level];
    if (!list || !levels || !own || own.format === 'none') return '';
    const counts = counters.get(list.abstract) ?? [];
    counters.set(list.abstract, counts);
    if (!begun.has(numId)) {
      begun.add(numId);
      for (const [at, start] of list.starts) counts[at] = start - 1;
    }
    counts[level] = (counts[level] ?? own.start - 1) + 1;
    counts.length = level + 1;
    if (own.format === 'bullet') return '● ';
    const label = own.text.replace(/%([1-9])/g, (_, digit: string) => {
      const at = Number(digit) - 1;
      return format(counts[at] ?? levels[at]?.start ?? 1, levels[at]?.format ?? 'decimal');
    });
    return /[0-9A-Za-z.．]$/.test(label) ? `${label} ` : label;
  };
};
