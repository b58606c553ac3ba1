import { isBlank, type Region } from '../draft';

const PAIRS = ['()', '[]', '【】', '〔〕', '{}', '〖〗', '<>', '〈〉'];
const ANGLED = new Set([PAIRS.indexOf('<>') + 1, PAIRS.indexOf('〈〉') + 1]);
const LONGEST = 1500;
const MOST_BREAKS = 8;
const LINE_FEED = 10;

// What a character is: n opens pair n, -n closes it, 0 is no bracket. A table, because every character is looked at.
const bracketOf = new Int8Array(65_536);
for (const [index, pair] of PAIRS.entries()) {
  bracketOf[pair.charCodeAt(0)] = index + 1;
  bracketOf[pair.charCodeAt(1)] = -(index + 1);
}

/** A bracket with its marks at `start` and, where it is closed, at `end - 1`; `depth` 0 is outermost. */
export type Bracket = Region & { depth: number; closed: boolean };

type Open = { at: number; pair: number; breaks: number };

const HAN = /[一-龥]/;
// A line that begins like an item or a heading ends a bracket that was never closed.
const NEW_PART =
  /^(?:\(?[一二三四五六七八九十]{1,3}[)、.]|\(?[0-9]{1,3}[)、.](?![0-9])|第[一二三四五六七八九十0-9]{1,3}[章节条项]|[①-⑳])/;
const GOES_ON = /[、,;:：(]/;

/**
 * The brackets of a text, in the order of their opening marks. A line break within is allowed; an empty line or the beginning of a
 * new part ends those that are open, as `closed: false`. A closing mark of another kind closes the last one: copies mix them up.
 */
export const findBrackets = (text: string): Bracket[] => {
  const found: Bracket[] = [];
  let open: Open[] = [];
  const flush = (at: number): void => {
    for (const [depth, { at: start }] of open.entries()) {
      if (at - start < LONGEST) found.push({ start, end: at, depth, closed: false });
    }
    open = [];
  };
  const close = (to: number, at: number): void => {
    for (let depth = open.length - 1; depth >= to; depth -= 1) {
      const { at: start } = open[depth]!;
      if (at - start < LONGEST) found.push({ start, end: depth === to ? at + 1 : at, depth, closed: depth === to });
    }
    open.length = to;
  };
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    const pair = bracketOf[code]!;
    if (pair > 0) {
      // 5<x is no bracket, and neither is what would stand too deep.
      if (open.length < 12 && (!ANGLED.has(pair) || HAN.test(text[at + 1] ?? ''))) open.push({ at, pair, breaks: 0 });
    } else if (pair < 0 && open.length > 0) {
      const match = lastOf(open, -pair);
      if (match >= 0) close(match, at);
      else if (!ANGLED.has(-pair)) close(open.length - 1, at);
    } else if (code === LINE_FEED && open.length > 0 && !goesOn(text, at, open[0]!)) flush(at);
  }
  flush(text.length);
  return found.sort((a, b) => a.start - b.start || b.end - a.end);
};

/** The innermost of the open brackets that is of this pair. */
const lastOf = (open: Open[], pair: number): number => open.findLastIndex(one => one.pair === pair);

/** Does a bracket go on behind the line break at `at`? */
const goesOn = (text: string, at: number, outer: Open): boolean => {
  outer.breaks += 1;
  if (outer.breaks > MOST_BREAKS || at - outer.at > LONGEST) return false;
  let next = at + 1;
  let empty = false;
  while (next < text.length && next < at + 200 && isBlank(text, next)) {
    if (text.charCodeAt(next) === LINE_FEED) empty = true;
    next += 1;
  }
  if (NEW_PART.test(text.slice(next, next + 6))) return false;
  if (!empty) return true;
  let before = at - 1;
  while (before > outer.at && text[before] === ' ') before -= 1;
  return GOES_ON.test(text[before]!) || GOES_ON.test(text[next] ?? '') || bracketOf[text.charCodeAt(next)]! < 0;
};
