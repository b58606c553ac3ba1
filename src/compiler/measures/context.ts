import type { Region } from '../draft';
import { charactersOf } from '../plain/characters';

const FARTHEST = 90;
const CLAUSE_END = charactersOf(',;:。!?\n');
const NOUN_END = charactersOf(',;:。!?\n()、');
const [OPEN, CLOSE, OPEN_QUOTE, CLOSE_QUOTE] = [...'()“”'].map(mark => mark.charCodeAt(0));

export type Before = Region & {
  /** Inside “…”: a slogan, not a count. */
  quoted: boolean;
  /** Where the bracket opens that this stands in; null outside. */
  bracket: number | null;
};

/** The clause before `at`, back to a comma, to the bracket that it stands in, or to `from`. A closed bracket is part of it. */
export const clauseBefore = (text: string, from: number, at: number): Before => {
  let depth = 0;
  let closedQuotes = 0;
  let start = at;
  const lowest = Math.max(from, at - FARTHEST);
  let bracket: number | null = null;
  for (; start > lowest; start -= 1) {
    const code = text.charCodeAt(start - 1);
    if (code === CLOSE) depth += 1;
    else if (code === OPEN) {
      if (depth === 0) {
        bracket = start - 1;
        break;
      }
      depth -= 1;
    } else if (code === CLOSE_QUOTE) closedQuotes += 1;
    else if (code === OPEN_QUOTE) {
      if (closedQuotes === 0) return { start, end: at, quoted: true, bracket };
      closedQuotes -= 1;
    } else if (depth === 0 && closedQuotes === 0 && CLAUSE_END[code] === 1) break;
  }
  return { start, end: at, quoted: false, bracket };
};

/** The clause behind `at`, up to a comma, a bracket or 、, and not past `until`. */
export const clauseAfter = (text: string, at: number, until: number): Region => {
  let end = at;
  const stop = Math.min(until, at + FARTHEST);
  while (end < stop && NOUN_END[text.charCodeAt(end)] !== 1) end += 1;
  return { start: at, end };
};
