import { type Draft, type Region, trimRegion } from '../draft';
import type { Line } from '../outline/lines';

/** What stands between the cells of a line: tabs, bars, several blanks, a single one. */
export type Splitter = '\t' | '|' | '  ' | ' ';

export const splitters: Splitter[] = ['\t', '|', '  ', ' '];

/** Cuts a line into cells; empty ones count where the cut is a mark of its own. */
export const splitLine = ({ text, plain }: Draft, line: Line, splitter: Splitter): Region[] => {
  if (splitter === '\t' || splitter === '|') {
    const said = splitter === '\t' ? plain.surface : text;
    // The blanks around a line were cut off; tabs among them stand for empty cells.
    const from = splitter === '\t' ? reach(said, line.start, -1) : line.start;
    const to = splitter === '\t' ? reach(said, line.end, 1) : line.end;
    const cells: Region[] = [];
    let start = from;
    for (let at = from; at <= to; at += 1) {
      if (at < to && said[at] !== splitter) continue;
      cells.push(trimRegion(text, { start, end: at }));
      start = at + 1;
    }
    // Bars at both ends enclose the line.
    if (splitter === '|' && cells.length > 2 && text[line.start] === '|' && text[line.end - 1] === '|')
      return cells.slice(1, -1);
    return cells;
  }
  const gap = splitter === ' ' ? / +/g : / {2,}/g;
  const cells: Region[] = [];
  let start = line.start;
  for (const match of text.slice(line.start, line.end).matchAll(gap)) {
    cells.push({ start, end: line.start + match.index });
    start = line.start + match.index + match[0].length;
  }
  cells.push({ start, end: line.end });
  return cells;
};

const reach = (said: string, from: number, step: 1 | -1): number => {
  let at = from;
  while (step < 0 ? at > 0 && /[\t ]/.test(said[at - 1]!) : at < said.length && /[\t ]/.test(said[at]!)) at += step;
  return at;
};
