import type { TargetRow } from '../../../subjects/indicators/targets/list-schema';

/** What a target may lack or wait for: planned values to be held against, a split, signatures, progress. */
export const targetGaps = ['course', 'split', 'signatures', 'behind'] as const;
export type TargetGap = (typeof targetGaps)[number];

const behind: readonly TargetRow['status'][] = ['behind', 'far-behind', 'missed'];

const lacks: Record<TargetGap, (row: TargetRow) => boolean> = {
  course: row => !row.hasCourse,
  split: row => row.may.allocate && row.split?.state !== 'sent',
  signatures: ({ split }) => split?.state === 'sent' && split.signed < split.parts,
  behind: row => behind.includes(row.status),
};

export const countsOf = (rows: readonly TargetRow[]): Record<TargetGap, number> => ({
  course: rows.filter(lacks.course).length,
  split: rows.filter(lacks.split).length,
  signatures: rows.filter(lacks.signatures).length,
  behind: rows.filter(lacks.behind).length,
});

type Filter = { gap: TargetGap | undefined; q: string; lead: string | undefined };

export const rowsShown = (rows: readonly TargetRow[], { gap, q, lead }: Filter): TargetRow[] => {
  const wanted = q.trim().toLowerCase();
  return rows.filter(
    row =>
      (!gap || lacks[gap](row)) &&
      (!lead || row.leadName === lead) &&
      `${row.number ?? ''} ${row.title} ${row.indicator} ${row.text}`.toLowerCase().includes(wanted),
  );
};

/** Has no baseline yet, and last year's value is known: it could begin there. */
export const canBegin = (row: TargetRow): boolean =>
  row.baseline === null && row.comparator !== 'add' && row.lastYear !== null;
