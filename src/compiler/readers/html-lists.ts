import { hanNumber } from './docx-numbering';

/** How a list of a web page numbers its entries. */
export type HtmlList = { kind: string; next: number };

/** The list that a tag opens: `ul`, or `ol` with its `start` and `type` or style. */
export const openList = (name: string, { start, type, style = '' }: Record<string, string>): HtmlList => {
  const shown = /list-style(?:-type)?\s*:\s*([\w-]+)/i.exec(style)?.[1]?.toLowerCase();
  const kind = shown ?? (name === 'ol' ? (type ?? 'decimal') : 'bullet');
  return { kind, next: Math.trunc(Number(start ?? 1)) || 0 };
};

// A label that the writer has typed: a second one before it would only be in the way.
const OWN_LABEL =
  /^(?:第[〇零一二三四五六七八九十百0-9０-９]{1,5}[编篇章节条项部款]|[（(〔【]?[〇一二三四五六七八九十百0-9０-９]{1,5}[）)〕】、.．:：]|[①-⑳●○■□◆◇★•·▪➢-])/;

export const hasOwnLabel = (text: string): boolean => OWN_LABEL.test(text.trimStart());

/** The label of the next entry; `value` is the number that the entry states itself. */
export const nextLabel = (list: HtmlList, value: string | undefined): string => {
  const stated = Number.parseInt(value ?? '', 10);
  const number = Number.isFinite(stated) ? stated : list.next;
  list.next = number + 1;
  const { kind } = list;
  if (kind === 'none') return '';
  if (/chinese|cjk|japanese|korean|ideograph/.test(kind)) return `${hanNumber(number)}、`;
  if (/^(?:a|lower-alpha|lower-latin)$/.test(kind)) return `${letter(number).toLowerCase()}. `;
  if (/^(?:A|upper-alpha|upper-latin)$/.test(kind)) return `${letter(number)}. `;
  return /bullet|disc|circle|square/.test(kind) ? '● ' : `${number}. `;
};

const letter = (number: number): string => String.fromCharCode(65 + ((((number - 1) % 26) + 26) % 26));
