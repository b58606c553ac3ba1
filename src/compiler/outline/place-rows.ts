import type { Draft } from '../draft';

/** Puts the rows of tables into the outline: below the heading that they stand under, and below the rows that head groups. */
export const placeRows = (draft: Draft): void => {
  for (const { start, labels } of draft.tables) {
    const above = draft.labels.findLast(label => label.start < start);
    const base = above ? (above.style === 'row' ? above.depth : above.depth + 1) : 0;
    const grouped = labels.some(({ style }) => style === 'group');
    let inGroup = false;
    for (const label of labels) {
      inGroup ||= label.style === 'group';
      label.depth = label.style === 'row' && grouped && inGroup ? base + 1 : base;
    }
  }
  const rows = draft.tables.flatMap(({ labels }) => labels);
  if (rows.length > 0) draft.labels = [...draft.labels, ...rows].sort((a, b) => a.start - b.start);
};
