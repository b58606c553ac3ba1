import { largest } from '../plain/add-all';
import type { Run } from './pdf-page';

/** A line of a page. */
export type PageLine = { text: string; x0: number; x1: number; y: number; size: number; page: number };

const WIDE = /[\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\u2014\u2018-\u201d\u2026]/;

/** Runs that stand at one height are a line, from left to right. */
export const toLines = (runs: Run[], page: number): PageLine[] => {
  const sorted = runs.toSorted((a, b) => a.y - b.y || a.x0 - b.x0);
  const groups: Run[][] = [];
  for (const run of sorted) {
    const group = groups.at(-1);
    const near = group && run.y - group[0]!.y <= Math.max(group[0]!.size, run.size) * 0.45;
    if (near) group.push(run);
    else groups.push([run]);
  }
  return groups.map(group => toLine(group, page));
};

const toLine = (group: Run[], page: number): PageLine => {
  const runs = group.toSorted((a, b) => a.x0 - b.x0);
  let text = '';
  let end = Number.NaN;
  for (const run of runs) {
    const said = run.text;
    // The same word twice at one place is a bold face that is painted so.
    if (Math.abs(run.x1 - end) < 1 && text.endsWith(said) && run.x0 < end - run.size / 2) continue;
    const gap = run.x0 - end;
    const words = /[A-Za-z0-9,.]$/.test(text) && /^[A-Za-z0-9]/.test(said) && gap > run.size * 0.2;
    if (text !== '' && (words || gap > run.size * 1.1)) text += ' ';
    text += said;
    end = run.x1;
  }
  const longest = runs.reduce((best, run) => (run.text.length > best.text.length ? run : best));
  return {
    text: text.replace(/(?<=[^ -~]) +(?=[^ -~])/g, blanks => (blanks.length > 1 ? ' ' : '')).trim(),
    x0: runs[0]!.x0,
    x1: largest(runs.map(({ x1 }) => x1)),
    y: runs[0]!.y,
    size: longest.size,
    page,
  };
};

/** Two lines of one paragraph as one: Chinese and numbers run on, Latin words are parted by a blank, a hyphen at the end is taken back. */
export const joinLines = (before: string, after: string): string => {
  if (/[A-Za-z]-$/.test(before) && /^[a-z]/.test(after)) return before.slice(0, -1) + after;
  const latin = /[A-Za-z,;.]$/.test(before) && /^[A-Za-z]/.test(after);
  return latin ? `${before} ${after}` : before + after;
};

/** The parts of a run on either side of `x`, as wide characters and narrow ones take it. */
export const splitRun = (run: Run, x: number): [Run, Run] | null => {
  const characters = [...run.text];
  const widths = characters.map(character => (WIDE.test(character) ? 1 : 0.5));
  const unit = (run.x1 - run.x0) / widths.reduce((sum, width) => sum + width, 0);
  let at = run.x0;
  let index = 0;
  while (index < characters.length && at + (widths[index]! * unit) / 2 < x) {
    at += widths[index]! * unit;
    index += 1;
  }
  if (index === 0 || index === characters.length) return null;
  return [
    { ...run, text: characters.slice(0, index).join('').trimEnd(), x1: at },
    { ...run, text: characters.slice(index).join('').trimStart(), x0: at },
  ];
};
