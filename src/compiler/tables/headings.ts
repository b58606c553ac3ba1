import { type Region, trimRegion } from '../draft';
import type { Label } from '../outline/labels';
import { readLabel } from '../outline/labels';

// Behind the title of a task its measures may be marked: 建设园区△新建厂房….
const BULLETS = '△▲▽▼●○■□◆◇★☆';
const LONGEST_COLON_TITLE = 22;
const LONGEST_TITLE_LINE = 40;

export type CellHeading = { label: Label | null; heading: Region; bodyStart: number };

/**
 * The title or lead sentence of the cell that tells the task: behind a number of its own, up to the first full stop or colon. Its
 * first line where that is a title; a line that breaks off in the middle goes on.
 */
export const cellHeading = (text: string, cell: Region): CellHeading => {
  const label = readLabel(text, cell.start, true);
  const numbered = label && label.end < cell.end && label.style !== 'bullet' && label.style !== '一是' ? label : null;
  const from = numbered ? numbered.end : label?.style === 'bullet' ? label.end : cell.start;
  let depth = 0;
  for (let at = from; at < cell.end; at += 1) {
    const character = text[at]!;
    if ('(“《‘'.includes(character)) depth += 1;
    else if (')”》’'.includes(character)) depth = Math.max(0, depth - 1);
    const said = (): string => text.slice(from, at);
    const short = at - from <= LONGEST_COLON_TITLE;
    const ends =
      (depth === 0 && (character === '。' || character === '!')) ||
      (at > from && at - from <= LONGEST_TITLE_LINE && BULLETS.includes(character)) ||
      (depth === 0 && character === ':' && short && at + 1 < cell.end && !/[,;]/.test(said())) ||
      (character === '\n' && at - from <= LONGEST_TITLE_LINE && endsTitle(text, from, at, cell.end));
    if (ends) {
      const heading = trimRegion(text, { start: from, end: at });
      return {
        label: numbered,
        heading: withoutStop(text, heading),
        bodyStart: BULLETS.includes(character) ? at : at + 1,
      };
    }
  }
  return {
    label: numbered,
    heading: withoutStop(text, trimRegion(text, { start: from, end: cell.end })),
    bodyStart: cell.end,
  };
};

const withoutStop = (text: string, { start, end }: Region): Region => ({
  start,
  end: end > start && /[。;:,]/.test(text[end - 1]!) ? end - 1 : end,
});

/** A line is a title where it does not break off, and what follows is a text of its own. */
const endsTitle = (text: string, from: number, at: number, end: number): boolean => {
  const line = text.slice(from, at).trimEnd();
  if (/[、,;:(“《]$/.test(line) || /[,;]/.test(line)) return false;
  const next = text.slice(at + 1, Math.min(end, at + 400)).trimStart();
  return readLabel(next, 0, true) !== null || next.length > line.length || /[。;]/.test(next);
};
