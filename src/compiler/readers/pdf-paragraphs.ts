import { hasOwnLabel } from './html-lists';
import { joinLines, type PageLine } from './pdf-lines';

/** Where text begins and ends on the pages of a document. */
export type Measure = { left: number; right: number; size: number };

const round = (value: number): number => Math.round(value / 2) * 2;

const commonest = (values: number[]): number => {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].reduce((best, entry) => (entry[1] > best[1] ? entry : best), [0, 0])[0];
};

/** The size of most of the text, and the margins of the lines of that size. */
export const measureLines = (lines: PageLine[]): Measure => {
  const size = commonest(lines.flatMap(line => Array<number>(Math.ceil(line.text.length / 10)).fill(round(line.size))));
  const body = lines.filter(line => Math.abs(line.size - size) <= 2);
  const left = commonest(body.map(({ x0 }) => round(x0)));
  // Past the right margin stands a stray line at most.
  const ends = body.map(({ x1 }) => x1).sort((a, b) => a - b);
  return { left, right: ends[Math.max(0, Math.ceil(ends.length * 0.98) - 1)] ?? 0, size: size || 10 };
};

const SENTENCE_END = /[。！？；：!?;:）)”》]$/;
const SECTION = /^(?:[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]{1,3}[章节编条])/;
const startsItem = (text: string): boolean => hasOwnLabel(text) && !/^[0-9０-９]+[.．][0-9０-９]/.test(text);

/** Whether a line begins a paragraph, judged by its indent, by the end of the line before, and by its label. */
const begins = (line: PageLine, before: PageLine, { left, right, size }: Measure, usualGap: number): boolean => {
  if (Math.abs(line.size - before.size) > Math.max(line.size, before.size) * 0.15) return true;
  if (before.x1 < right - 1.8 * before.size) return true;
  const indented = line.x0 > left + 1.2 * size;
  if (indented && line.x0 > before.x0 + size) return true;
  // A line in the middle or on the right of the page is no beginning of a paragraph.
  if (before.x0 > left + 2.6 * size && Math.abs(line.x0 - before.x0) > size) return true;
  if (SECTION.test(line.text) && !/[、，,（(]$/.test(before.text)) return true;
  const ended = SENTENCE_END.test(before.text);
  if (indented && ended) return true;
  if (ended && startsItem(line.text)) return true;
  const gap = line.page === before.page ? line.y - before.y : 0;
  return ended && gap > usualGap * 1.5;
};

export type Paragraph = { text: string; page: number };

/** Lines as paragraphs. */
export const toParagraphs = (lines: PageLine[], measure: Measure): Paragraph[] => {
  const gaps = lines.slice(1).flatMap((line, at) => {
    const gap = line.page === lines[at]!.page ? line.y - lines[at]!.y : 0;
    return gap > 0 ? [round(gap)] : [];
  });
  const usualGap = commonest(gaps) || Number.POSITIVE_INFINITY;
  const pieces: Array<{ texts: string[]; page: number }> = [];
  for (const [at, line] of lines.entries()) {
    const before = lines[at - 1];
    const last = pieces.at(-1);
    if (last && before && !begins(line, before, measure, usualGap)) last.texts.push(line.text);
    else pieces.push({ texts: [line.text], page: line.page });
  }
  return pieces.map(({ texts, page }) => ({ text: texts.reduce(joinLines), page }));
};

/** The lines of a cell: a line that had room for more before its end was ended by its writer. */
export const cellLines = (lines: PageLine[], width: number): string[] => {
  const texts: string[] = [];
  for (const [at, line] of lines.entries()) {
    const before = lines[at - 1];
    const room = before ? width - (before.x1 - before.x0) - 10 : 0;
    const ended = !before || room > 2.2 * before.size || (room > before.size && startsItem(line.text));
    if (ended) texts.push(line.text);
    else texts.push(joinLines(texts.pop()!, line.text));
  }
  return texts;
};
