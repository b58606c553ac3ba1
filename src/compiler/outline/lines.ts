import { type Draft, trimRegion } from '../draft';

/** A line without the blanks around it; empty lines are left out. */
export type Line = { start: number; end: number };

/** Cuts the text into lines. */
export const findLines = (draft: Draft): void => {
  const { text } = draft;
  let start = 0;
  while (start < text.length) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    const line = trimRegion(text, { start, end });
    if (line.end > line.start) draft.lines.push(line);
    start = end + 1;
  }
};

/** The index of the line that holds `at`, or of the first one after it. */
export const lineAt = (lines: Line[], at: number): number => {
  let [low, high] = [0, lines.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (lines[middle]!.end <= at) low = middle + 1;
    else high = middle;
  }
  return low;
};
