import type { Region } from '../draft';
import { addAll } from './add-all';

// How a text that a reader or an e-mail broke into lines of one width looks: many lines as long as the longest, ending in
// the middle of a sentence.
const FEWEST_FULL = 4;
const NARROWEST = 36;
const WIDEST = 160;
const SLACK = 6;
const FEW = 1;
// The lines of a table, drawn or with tabs, may all be of one width.
const DRAWN = new Set([...'│┃║|├┣┌┏└┗┠┝╔╠╚╟+']);
const SENTENCE_END = /[。!?;:]["”’)）】]?$|[)】]$/;
// What follows a broken line goes on; what follows a title or a statement begins anew.
const BEGINS =
  /^(?:[(【]?(?:[一二三四五六七八九十]{1,3}|[0-9]{1,3})[、.)】]|第[一二三四五六七八九十]|[【●△■]|责任|牵头|配合)/;
const PAGE_NUMBER =
  /^(?:-{1,2} ?[0-9]{1,4} ?-{1,2}|— ?[0-9]{1,4} ?—|第 ?[0-9]{1,4} ?页(?:[ ,/]*共 ?[0-9]{1,4} ?页)?|[0-9]{1,3} ?\/ ?[0-9]{1,3}|[0-9]{1,3})$/;

type WrappedLine = { start: number; end: number; from: number; to: number; width: number; row: boolean };

/** Columns that a text takes: two for a character, one for a letter or digit. */
const widthOf = (text: string, start: number, end: number): number => {
  let width = 0;
  for (let at = start; at < end; at += 1) width += text.charCodeAt(at) > 0x2000 || isWidened(text, at) ? 2 : 1;
  return width;
};

// Punctuation was folded to half width; beside a character it counts as it was.
const isWidened = (text: string, at: number): boolean =>
  ',;:!?()'.includes(text[at]!) && text.charCodeAt(at - 1) > 0x2000;

const endsSentence = (text: string, { start, end, row }: WrappedLine): boolean =>
  row || SENTENCE_END.test(text.slice(Math.max(start, end - 2), end));

/** Bars or several blanks divide columns. */
const hasColumns = (text: string, start: number, end: number): boolean => {
  for (let at = start + 1; at < end; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 124 || (code === 32 && text.charCodeAt(at + 1) === 32)) return true;
  }
  return false;
};

const linesOf = (text: string, source: string): WrappedLine[] => {
  const lines: WrappedLine[] = [];
  let tab = source.indexOf('\t');
  for (let from = 0; from < text.length; ) {
    const newline = text.indexOf('\n', from);
    const to = newline < 0 ? text.length : newline;
    let [start, end] = [from, to];
    while (start < end && text.charCodeAt(start) === 32) start += 1;
    while (end > start && text.charCodeAt(end - 1) === 32) end -= 1;
    while (tab >= 0 && tab < start) tab = source.indexOf('\t', tab + 1);
    const row = (tab >= 0 && tab < end) || DRAWN.has(text[start] ?? '') || hasColumns(text, start, end);
    lines.push({ start, end, from, to, width: widthOf(text, start, end), row });
    from = to + 1;
  }
  return lines;
};

/**
 * Where a text was broken into lines of equal width, the breaks to leave out so that its sentences are whole again, and the page
 * numbers that stand between. A text that keeps a paragraph to a line has none.
 */
export const findWraps = (text: string, source: string): { breaks: Region[]; pageNumbers: Region[] } => {
  const none = { breaks: [], pageNumbers: [] };
  const lines = linesOf(text, source);
  const filled = lines.filter(({ width }) => width > 0);
  if (filled.length < FEWEST_FULL) return none;
  const widths = filled.map(({ width }) => width).sort((a, b) => a - b);
  const widest = widths[Math.min(widths.length - 1, Math.floor(widths.length * 0.9))]!;
  if (widest < NARROWEST || widest > WIDEST || widths.at(-1)! > widest * 1.5) return none;
  // Some break by the number of characters, whatever their width.
  const lengths = filled.map(({ start, end }) => end - start).sort((a, b) => a - b);
  const longest = lengths[Math.min(lengths.length - 1, Math.floor(lengths.length * 0.9))]!;
  const isFull = (line: WrappedLine): boolean =>
    (line.width >= widest - SLACK || line.end - line.start >= longest - FEW) && !endsSentence(text, line);
  const full = filled.filter(isFull);
  if (full.length < FEWEST_FULL || full.length * 4 < filled.length) return none;
  const goesOn = filled.filter((line, index) => {
    const next = filled[index + 1];
    return (
      isFull(line) && next !== undefined && !BEGINS.test(text.slice(next.start, Math.min(next.end, next.start + 8)))
    );
  });
  if (goesOn.length * 5 < full.length * 4) return none;
  const breaks: Region[] = [];
  const pageNumbers: Region[] = [];
  for (let index = 0; index + 1 < lines.length; index += 1) {
    const line = lines[index]!;
    if (line.width === 0 || endsSentence(text, line)) continue;
    let next = index + 1;
    const numbers: Region[] = [];
    while (next < lines.length && next - index < 6) {
      const { start, end, width } = lines[next]!;
      if (width > 0 && PAGE_NUMBER.test(text.slice(start, Math.min(end, start + 30)))) numbers.push({ start, end });
      else if (width > 0) break;
      next += 1;
    }
    const follower = lines[next];
    if (
      !follower ||
      follower.width === 0 ||
      follower.row ||
      (numbers.length === 0 && (next > index + 1 || !isFull(line)))
    )
      continue;
    breaks.push({ start: line.end, end: follower.start });
    addAll(pageNumbers, numbers);
    index = next - 1;
  }
  return { breaks, pageNumbers };
};
