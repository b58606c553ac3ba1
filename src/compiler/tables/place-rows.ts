import type { Draft } from '../draft';
import type { Label } from '../outline/labels';
import { lineAt } from '../outline/lines';
import { addAll } from '../plain/add-all';
import type { TableRows } from './read-table';

const NEW_PART =
  /^附(?:件|表|录)|^20[0-9]{2}年[0-9]{1,2}月[0-9]{1,2}日$|(?:表|清单|一览|台账|分工方案|分解方案)(?:\([^()]*\))?$/;
const LONGEST_TITLE = 60;
const LINES_BETWEEN = 8;
const MOST_POINTS = 12;

/** Puts the rows of tables into the outline: below the heading that they stand under, and below the rows that head groups. */
export const placeRows = (draft: Draft): void => {
  const rows: Label[] = [];
  let next = 0;
  for (const table of draft.tables) {
    while (next < draft.labels.length && draft.labels[next]!.start < table.start) next += 1;
    const above = draft.labels[next - 1];
    const apart = above ? standsApart(draft, above, table) : null;
    if (apart !== null) closeLetter(draft.labels.slice(0, next), apart, table);
    const base = above && apart === null ? above.depth + 1 : 0;
    const open: string[] = [];
    for (const label of table.labels) {
      if (label.style === 'group') {
        const level = open.indexOf(label.level ?? '');
        label.restart = level < 0;
        if (level >= 0) open.length = level;
        label.depth = base + open.length;
        open.push(label.level ?? '');
      } else label.depth = base + open.length;
      label.until = table.end;
    }
    markRestarts(table);
    addAll(rows, table.labels);
  }
  if (rows.length > 0) draft.labels = [...draft.labels, ...rows].sort((a, b) => a.start - b.start);
};

/** Where what is headed last ends, before a table that is attached or has a title of its own; null where the table is part of it. */
const standsApart = (draft: Draft, above: Label, table: TableRows): number | null => {
  const at = lineAt(draft.lines, table.start);
  const first = draft.lines
    .slice(Math.max(0, at - LINES_BETWEEN), at)
    .filter(({ start }) => start > above.start)
    .find(({ start, end }) => end - start <= LONGEST_TITLE && NEW_PART.test(draft.text.slice(start, end)));
  return first?.start ?? null;
};

/** The labels of a letter that an attached table comes with: they end with the letter, and its few points are no tasks. */
const closeLetter = (labels: Label[], end: number, table: TableRows): void => {
  let depth = Number.POSITIVE_INFINITY;
  for (let at = labels.length - 1; at >= 0 && depth > 0; at -= 1) {
    const label = labels[at]!;
    if (label.depth >= depth) continue;
    depth = label.depth;
    label.until ??= end;
  }
  const rows = table.labels.filter(({ style }) => style === 'row').length;
  if (labels.length <= MOST_POINTS && labels.length <= rows) for (const label of labels) label.frame = true;
};

/**
 * Where the numbers of the rows begin anew. In an excerpt that keeps the numbers of its parent, so many are left out that a gap is
 * nothing to be told.
 */
const markRestarts = ({ labels }: TableRows): void => {
  const rows = labels.filter(({ style, ordinal }) => style === 'row' && ordinal !== null);
  const gaps = rows.filter(({ ordinal }, index) => index > 0 && ordinal! > rows[index - 1]!.ordinal! + 1).length;
  const excerpt = gaps * 2 > rows.length;
  for (const [index, label] of rows.entries()) {
    const before = rows[index - 1];
    label.restart = !before || label.ordinal === 1 || (excerpt && label.ordinal !== before.ordinal! + 1);
  }
};
