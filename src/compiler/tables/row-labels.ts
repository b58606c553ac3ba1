import type { Region } from '../draft';
import { type Label, readLabel } from '../outline/labels';
import type { Cell } from './cells';
import type { CellHeading } from './headings';
import { cellNumber } from './number-anchors';

const NOTHING = { first: true, depth: 0, restart: false };

/** The label of a row: its number, or the one that the text of the task begins with. */
export const rowLabel = (
  text: string,
  start: number,
  number: Cell | null,
  { label, heading, bodyStart }: CellHeading,
): Label => {
  const mark = number ?? (label ? { start: label.start, end: label.markEnd } : null);
  const ordinal = number ? numberIn(text, number) : (label?.ordinal ?? null);
  return {
    ...NOTHING,
    style: 'row',
    ordinal,
    start,
    end: Math.max(start, heading.start),
    markEnd: start,
    mark: mark ?? { start, end: start },
    title: { heading, bodyStart },
  };
};

const numberIn = (text: string, cell: Cell): number | null => {
  const said = text.slice(cell.start, cell.end);
  const last = /([0-9]{1,4})[)）.、]?$/.exec(said.trim());
  return cellNumber(said) ?? (last ? Number(last[1]) : null);
};

/** The label of a title of rows; `level` tells which ones stand side by side. */
export const groupLabel = (text: string, whole: Region, cell: Region, level: string): Label => {
  const said = text.slice(cell.start, cell.end);
  const own = readLabel(said, 0, true) ?? bareNumber(said);
  const label = own && own.end < said.length && own.style !== 'bullet' ? own : null;
  const from = cell.start + (label?.end ?? 0);
  const stop = /[。;:]$/.test(said) ? cell.end - 1 : cell.end;
  return {
    ...NOTHING,
    style: 'group',
    ordinal: label?.ordinal ?? null,
    start: whole.start,
    end: Math.max(whole.start, from),
    markEnd: whole.start,
    mark: label ? { start: cell.start, end: cell.start + label.markEnd } : { start: whole.start, end: whole.start },
    title: { heading: { start: from, end: Math.max(from, stop) }, bodyStart: cell.end },
    level: `${level} ${label?.style ?? ''}`,
  };
};

/** 一 安全生产: a number with nothing but a blank behind it. */
const bareNumber = (said: string): Label | null => {
  const match = /^\(?([一二三四五六七八九十]{1,3})\)?[ \n]+/.exec(said);
  return match
    ? {
        ...NOTHING,
        style: '一、',
        ordinal: cellNumber(match[1]!),
        start: 0,
        end: match[0].length,
        markEnd: match[0].trimEnd().length,
      }
    : null;
};
