import type { Draft, Region } from '../draft';
import { endsLikeBody, looksLikeBody } from '../responsibilities/body-shape';
import { labelWord } from '../responsibilities/label-words';
import type { Label, LabelStyle } from './labels';
import type { Line } from './lines';

// A paragraph that begins with its title: 建设平安校园。完善…; the title is short and the text goes on.
const LEAD = /^([^。;:!?\n]{4,30})[。:!]/;
const COLON_LEAD = 16;
const SHORTEST_BODY = 12;
// A line that is nothing but a title.
const TITLE = /^[^。;:,!?…]{4,32}$/;
const BRACKET_TITLE = /^【([^【】:\n]{2,30})】/;
const NO_TITLE = /^(?:附|20[0-9]{2} ?年.*[日月]|\(|[0-9.%]+$)|(?:通知|:|如下|印发)$|20[0-9]{2}年[0-9]{1,2}月/;
const FEWEST = 2;

/** What stands between two lines that begin with a number. */
type Stretch = { above: Label | null; lines: Line[] };

const stretchesOf = (lines: Line[], numbered: Label[]): Stretch[] => {
  const byStart = new Map(numbered.filter(({ first }) => first).map(label => [label.start, label]));
  const stretches: Stretch[] = [{ above: null, lines: [] }];
  for (const line of lines) {
    const label = byStart.get(line.start);
    if (label) stretches.push({ above: label, lines: [] });
    else stretches.at(-1)!.lines.push(line);
  }
  return stretches;
};

const untitled = (style: LabelStyle, start: number, title: { heading: Region; bodyStart: number }): Label => ({
  style,
  ordinal: null,
  start,
  end: start,
  markEnd: start,
  first: true,
  depth: 0,
  restart: false,
  title,
});

/** The title with which a paragraph begins, or null. */
const leadOf = (text: string, line: Line): { heading: Region; bodyStart: number } | null => {
  const head = text.slice(line.start, Math.min(line.end, line.start + 40));
  const bracket = BRACKET_TITLE.exec(head);
  if (bracket) {
    const start = line.start + 1;
    return { heading: { start, end: start + bracket[1]!.length }, bodyStart: start + bracket[1]!.length + 1 };
  }
  const match = LEAD.exec(head);
  if (!match) return null;
  const title = match[1]!;
  const colon = match[0].endsWith(':');
  if (line.end - line.start - match[0].length < SHORTEST_BODY || title.split(',').length > 2) return null;
  if (colon && (title.length > COLON_LEAD || title.includes(',') || labelWord(title) !== null)) return null;
  if (/^[(“《]?20[0-9]{2}年|^(?:为|围绕|按照|根据|以)[^,]*,/.test(title)) return null;
  const end = line.start + title.length;
  return { heading: { start: line.start, end }, bodyStart: end + 1 };
};

const isTitleLine = (text: string, line: Line): boolean => {
  if (line.end - line.start > 32) return false;
  const said = text.slice(line.start, line.end);
  return TITLE.test(said) && !NO_TITLE.test(said) && labelWord(said) === null && /[一-龥]{3}/.test(said);
};

const isSentence = (text: string, line: Line | undefined): boolean =>
  line !== undefined && line.end - line.start > 12 && /[。;,]/.test(text.slice(line.start, line.end));

/**
 * Parts of the outline that have no number: paragraphs that begin with their title, several in a row under one heading, and lines
 * that are a title, with sentences or a new sequence of numbers below. One by itself is no outline.
 */
export const findUntitled = (draft: Draft, numbered: Label[]): Label[] => {
  const { text, lines } = draft;
  const stretches = stretchesOf(lines, numbered);
  const bare = stretches.length === 1;
  const found: Label[] = headingsOver(text, stretches);
  const heads = new Set(found.map(({ start }) => start));
  for (const [index, { above, lines: own }] of stretches.entries()) {
    const readable = (index === 0 ? (bare ? own.slice(1) : []) : own).filter(({ start }) => !heads.has(start));
    const titles = titleLines(text, readable, index === stretches.length - 1);
    const titled = !above || !isSentence(text, { start: above.start, end: lineEnd(lines, above) });
    if (titles.length >= FEWEST && titled) {
      for (const line of titles) found.push(titleLabel(line, above ? undefined : null));
      continue;
    }
    const leads = readable.map(line => ({ line, lead: leadOf(text, line) }));
    const led = leads.filter(({ lead }) => lead !== null);
    const paragraphs = readable.filter(line => isSentence(text, line)).length;
    if (led.length < FEWEST || led.length * 5 < (paragraphs - 1) * 3) continue;
    if (above && isRunningText(text, leads)) continue;
    for (const { line, lead } of led) found.push(untitled('lead', line.start, lead!));
  }
  return found;
};

type Led = { line: Line; lead: { heading: Region } | null };

/**
 * Paragraphs that begin with a sentence of several clauses (加大投入,建立基地。) may be no more than the text of the part above: so
 * where the first of them has no title and introduces nothing.
 */
const isRunningText = (text: string, leads: Led[]): boolean => {
  const first = leads.find(({ line }) => isSentence(text, line));
  if (!first || first.lead) return false;
  const said = text.slice(first.line.start, first.line.end);
  if (INTRODUCING.test(said)) return false;
  return leads.some(({ lead }) => lead !== null && text.slice(lead.heading.start, lead.heading.end).includes(','));
};

const INTRODUCING = /^(?:以|为|围绕|坚持|按照|根据|深入|全面|认真|20[0-9]{2}年|今年|全年|总体|主要)|:$/;

const titleLabel = (line: Line, over?: LabelStyle | null): Label => ({
  ...untitled('heading', line.start, { heading: line, bodyStart: line.end }),
  ...(over === undefined ? {} : { over }),
});

const CLOSING_PART = /^(?:组织(?:领导|保障|实施)|(?:保障|组织)措施|工作(?:要求|保障)|有关要求)$/;

// A category of tasks whose numbers run on over all of them: 工业强县, then 5.
const CATEGORY = 16;

/** Title lines below which a sequence of numbers begins anew, or runs on; and a last part such as 保障措施 behind the numbers. */
const headingsOver = (text: string, stretches: Stretch[]): Label[] => {
  const over = new Map<LabelStyle, Line[]>();
  const runningOn = new Map<LabelStyle, Line[]>();
  const last: Label[] = [];
  for (const [index, { lines }] of stretches.entries()) {
    const next = stretches[index + 1]?.above;
    const from = index === 0 ? 1 : 0;
    const at = lines.findLastIndex(
      (line, place) =>
        place >= from &&
        isTitleLine(text, line) &&
        (place === lines.length - 1 ? next !== undefined : isSentence(text, lines[place + 1])),
    );
    if (at < 0) continue;
    const line = lines[at]!;
    if (next?.ordinal === 1) over.set(next.style, [...(over.get(next.style) ?? []), line]);
    else if (next && at === lines.length - 1 && isCategory(text, line))
      runningOn.set(next.style, [...(runningOn.get(next.style) ?? []), line]);
    else if (!next && index > 0 && CLOSING_PART.test(text.slice(line.start, line.end)))
      last.push(titleLabel(line, null));
  }
  // Categories are few beside their tasks, and the first stands above the first number.
  for (const [style, lines] of runningOn)
    if (over.has(style) && lines.length * 2 <= stretches.length) over.set(style, [...over.get(style)!, ...lines]);
  const heads = [...over].filter(([, lines]) => lines.length >= FEWEST);
  return [...heads.flatMap(([style, lines]) => lines.map(line => titleLabel(line, style))), ...last];
};

/** A short title behind the end of a sentence: not the rest of a broken line, and no body that stands alone. */
const isCategory = (text: string, { start, end }: Line): boolean => {
  const said = text.slice(start, end);
  if (said.length > CATEGORY || /[0-9]/.test(said) || looksLikeBody(said)) return false;
  const before = text.slice(Math.max(0, start - 60), start).trimEnd();
  // A labelled value (完成时限:长期坚持) may end with any word.
  return before === '' || /[。;)】:!?]$|:[^:\n]{1,40}$/.test(before) || endsLikeBody(before.slice(-12));
};

const lineEnd = (lines: Line[], { start }: Label): number => {
  let [low, high] = [0, lines.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (lines[middle]!.end <= start) low = middle + 1;
    else high = middle;
  }
  return lines[low]?.end ?? start;
};

/** Title lines that have sentences below them; at the end of the text a signature looks like one. */
const titleLines = (text: string, lines: Line[], atEnd: boolean): Line[] =>
  lines.filter(
    (line, at) => isTitleLine(text, line) && isSentence(text, lines[at + 1]) && !(atEnd && at >= lines.length - 1),
  );
