import type { Draft } from '../draft';
import type { Label } from '../outline/labels';
import { lineAt } from '../outline/lines';
import type { TableRows } from './read-table';

const NEW_PART =
  /^附(?:件|表|录)|^20[0-9]{2}年[0-9]{1,2}月[0-9]{1,2}日$|(?:表|清单|一览|台账|分工方案|分解方案)(?:\([^()]*\))?$/;
const LONGEST_TITLE = 60;
const LINES_BETWEEN = 8;

/** Puts the rows of tables into the outline: below the heading that they stand under, and below the rows that head groups. */
export const placeRows = (draft: Draft): void => {
  const rows: Label[] = [];
  let next = 0;
  for (const table of draft.tables) {
    while (next < draft.labels.length && draft.labels[next]!.start < table.start) next += 1;
    const above = draft.labels[next - 1];
    const base = above && !standsApart(draft, above, table) ? above.depth + 1 : 0;
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
    rows.push(...table.labels);
  }
  if (rows.length > 0) draft.labels = [...draft.labels, ...rows].sort((a, b) => a.start - b.start);
};

/** A table that is attached, or has a title of its own, is not part of what was headed last. */
const standsApart = (draft: Draft, above: Label, table: TableRows): boolean => {
  const at = lineAt(draft.lines, table.start);
  return draft.lines
    .slice(Math.max(0, at - LINES_BETWEEN), at)
    .filter(({ start }) => start > above.start)
    .some(({ start, end }) => end - start <= LONGEST_TITLE && NEW_PART.test(draft.text.slice(start, end)));
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
