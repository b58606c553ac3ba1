import type { Region } from '../draft';

const FARTHEST = 90;
const CLAUSE_END = /[,;:。!?\n]/;

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
    const character = text[start - 1]!;
    if (character === ')') depth += 1;
    else if (character === '(') {
      if (depth === 0) {
        bracket = start - 1;
        break;
      }
      depth -= 1;
    } else if (character === '”') closedQuotes += 1;
    else if (character === '“') {
      if (closedQuotes === 0) return { start, end: at, quoted: true, bracket };
      closedQuotes -= 1;
    } else if (depth === 0 && closedQuotes === 0 && CLAUSE_END.test(character)) break;
  }
  return { start, end: at, quoted: false, bracket };
};

/** The clause behind `at`, up to a comma, a bracket or 、, and not past `until`. */
export const clauseAfter = (text: string, at: number, until: number): Region => {
  let end = at;
  const stop = Math.min(until, at + FARTHEST);
  while (end < stop && !/[,;:。!?\n()、]/.test(text[end]!)) end += 1;
  return { start: at, end };
};
