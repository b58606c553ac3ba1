import type { Draft } from '../draft';
import { findUntitled } from './find-untitled';
import { findLabels, type Label, type LabelStyle } from './labels';
import { orderStyles } from './order-styles';

type Level = { style: LabelStyle; ordinal: number };

// How far ahead is looked for the number that should come next.
const LOOK_AHEAD = 40;
// Nobody numbers deeper than this; hostile text does.
const DEEPEST = 12;

/** For each label, the next ones of its style, found from its own rank among them. */
const followersOf = (labels: Label[]): ((index: number) => Label[]) => {
  const byStyle = new Map<LabelStyle, number[]>();
  const rank = labels.map((label, index) => {
    const list = byStyle.get(label.style) ?? [];
    byStyle.set(label.style, list);
    return list.push(index) - 1;
  });
  return index => {
    const list = byStyle.get(labels[index]!.style)!;
    return list.slice(rank[index]! + 1, rank[index]! + 1 + LOOK_AHEAD).map(at => labels[at]!);
  };
};

/**
 * Keeps the labels that make the sequences consistent, and gives each its depth. One pass with a stack of open levels: a label
 * goes on with the level of its style, or opens a level below the styles that stand above it. In a line, a number counts only
 * where it is the one expected.
 */
export const chooseLevels = (draft: Draft): void => {
  const from = planStart(draft);
  const numbered = findLabels(draft).filter(({ start }) => start >= from);
  const candidates = [...numbered, ...findUntitled(draft, numbered).filter(({ start }) => start >= from)].sort(
    (a, b) => a.start - b.start,
  );
  const above = orderStyles(candidates.filter(({ first }) => first));
  const followers = followersOf(candidates);
  const last = new Map<LabelStyle, number>();
  const stack: Level[] = [];

  const accept = (label: Label, at: number): void => {
    const depth = Math.min(at, DEEPEST);
    label.depth = depth;
    const before = stack[depth];
    const highest = before?.style === label.style && label.ordinal !== 1 ? before.ordinal : 0;
    stack.length = depth;
    stack.push({ style: label.style, ordinal: Math.max(highest, label.ordinal ?? 0) });
    if (label.ordinal !== null) last.set(label.style, label.ordinal);
    draft.labels.push(label);
  };

  for (const [index, label] of candidates.entries()) {
    const { style, ordinal, first } = label;
    const open = stack.findLastIndex(level => level.style === style);
    if (style === 'heading') {
      const over = stack.findIndex(level => level.style === 'heading' || level.style === label.over);
      accept(label, over >= 0 ? over : label.over === null ? 0 : stack.length);
      continue;
    }
    if (ordinal === null) {
      accept(label, open >= 0 ? open : stack.length);
      continue;
    }
    const goesOn = stack.findLastIndex(level => level.style === style && level.ordinal + 1 === ordinal);
    if (goesOn >= 0) {
      accept(label, goesOn);
      continue;
    }
    if (label.faint && !(ordinal === 1 && followers(index)[0]?.ordinal === 2)) continue;
    const depth = open >= 0 ? open : depthFor(stack, style, above);
    const expected = open >= 0 ? stack[open]!.ordinal + 1 : 1;
    const runsOn = ordinal === (last.get(style) ?? 0) + 1;
    if (!first) {
      // Behind a sentence only a new sequence that goes on, or the old one under a new heading.
      const begins = ordinal === 1 && followers(index)[0]?.ordinal === 2;
      const goesOnBehindGap = open >= 0 && !label.glued && isBehindGap(ordinal, expected, followers(index));
      const runsOnBelow = open < 0 && ordinal > 1 && runsOn && (!label.glued || standsUnder(draft, label));
      if ((open < 0 && begins) || runsOnBelow || goesOnBehindGap) accept(label, depth);
    } else if (open >= 0 && ordinal === 1 && isNested(expected, followers(index))) accept(label, stack.length);
    else if (!isStray(ordinal, runsOn ? ordinal : expected, followers(index))) {
      label.restart = open >= 0 && ordinal === 1;
      accept(label, depth);
    }
  }
};

const WIDEST_GAP = 3;

/** 13. …15. …16.: in a line, too, a number may be missing, where the sequence goes on behind it. */
const isBehindGap = (ordinal: number, expected: number, followers: Label[]): boolean =>
  ordinal > expected && ordinal - expected <= WIDEST_GAP && followers[0]?.ordinal === ordinal + 1;

const LONGEST_TITLE = 40;

/** Behind a title that has just been read, with no end of a sentence between: 二、提高质量5.上好课。 */
const standsUnder = ({ text, labels }: Draft, { start }: Label): boolean => {
  const above = labels.at(-1);
  return above !== undefined && start - above.end <= LONGEST_TITLE && !/[。;]/.test(text.slice(above.end, start));
};

const LETTER = /^(?:现将|现印发|经.{1,30}(?:同意|研究)|.{0,40}(?:印发|转发)给)/;
const DATE = /20[0-9]{2} ?年 ?[0-9]{1,2} ?月 ?[0-9]{1,2} ?日$/;
const PLAN_TITLE =
  /^(?!.*(?:通知|附件))[^。;,!?]{4,50}(?:要点|计划|方案|安排|清单|任务|分工|思路|意见|规划|一览表|分解表)$/;
const LETTER_LINES = 60;

/** Behind a covering letter that has its own numbers: signature and date, then the title of the plan. */
const planStart = ({ text, lines }: Draft): number => {
  let [letter, dated] = [false, false];
  for (const line of lines.slice(0, LETTER_LINES)) {
    const said = text.slice(line.start, Math.min(line.end, line.start + 100));
    if (LETTER.test(said)) letter = true;
    else if (letter && DATE.test(said)) dated = true;
    else if (dated && PLAN_TITLE.test(said)) return line.end;
  }
  return 0;
};

/**
 * A line that happens to begin with a number: the sequence goes on behind it as if it were not there. Where the numbers only
 * stand in the wrong order, the place of this one stays empty.
 */
const isStray = (ordinal: number, expected: number, followers: Label[]): boolean => {
  if (ordinal === 1) return false;
  const anew = followers.findIndex(later => later.ordinal === 1);
  const own = (anew < 0 ? followers : followers.slice(0, anew)).filter(({ first }) => first);
  if (ordinal <= expected) return ordinal < expected - 3 && own[0]?.ordinal === expected;
  const next = own.findIndex(later => later.ordinal === expected);
  if (next < 0) return false;
  const after = own[next + 1]?.ordinal ?? null;
  return after === null ? ordinal > expected + 2 : after === expected + 1;
};

/** Numbers that begin anew inside an item of the same style: after them comes the number that the item's own sequence expects. */
const isNested = (expected: number, followers: Label[]): boolean => {
  let run = 1;
  for (const { ordinal } of followers) {
    if (ordinal === run + 1) run += 1;
    else return ordinal === expected && expected > 2 && run > 1;
  }
  return false;
};

const depthFor = (stack: Level[], style: LabelStyle, above: (a: LabelStyle, b: LabelStyle) => boolean): number => {
  let depth = stack.length;
  while (depth > 0 && !above(stack[depth - 1]!.style, style)) depth -= 1;
  return depth;
};
