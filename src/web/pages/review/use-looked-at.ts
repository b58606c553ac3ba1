import { useState } from 'react';
import type { ReviewCell, ReviewOne } from '../../../subjects/reporting/review-schema';
import type { Seen } from './use-deed';
import { cellKey } from './use-return';

/** A cell that holds something else than the reviewer has seen. */
export type Moved = { cell: ReviewCell; before: string | null };

const movedCells = (seen: ReviewOne, now: ReviewOne): Moved[] => {
  if (seen.version === now.version) return [];
  const before = new Map(seen.cells.map(cell => [cellKey(cell), cell.value]));
  return now.cells.flatMap(cell => {
    const value = before.get(cellKey(cell)) ?? null;
    return value === cell.value ? [] : [{ cell, before: value }];
  });
};

/**
 * What a reviewer has looked at. News reaches an open page by itself: figures that were handed in anew under their eyes are told apart,
 * and until they say that they have seen them, they approve the version before, which the server refuses with the difference.
 */
export const useLookedAt = (one: ReviewOne): { version: number; moved: Moved[]; look: () => void } => {
  const [seen, setSeen] = useState(one);
  const moved = movedCells(seen, one);
  return { version: moved.length > 0 ? seen.version : one.version, moved, look: () => setSeen(one) };
};

/** The same for the units of a list: each as it stood when it came into the list, or when it was opened last. */
export const useSeenVersions = (rows: readonly Seen[]) => {
  const [seen, setSeen] = useState<ReadonlyMap<string, number>>(new Map());
  const seenOf = ({ unitId, version }: Seen): number => seen.get(unitId) ?? version;
  const look = (wanted: (row: Seen) => boolean) =>
    setSeen(new Map(rows.map(row => [row.unitId, wanted(row) ? row.version : seenOf(row)])));
  if (seen.size !== rows.length || rows.some(({ unitId }) => !seen.has(unitId))) look(() => false);
  return {
    asSeen: (units: readonly Seen[]): Seen[] => units.map(unit => ({ unitId: unit.unitId, version: seenOf(unit) })),
    isChanged: (row: Seen): boolean => seenOf(row) !== row.version,
    look: (unitId: string) => look(row => row.unitId === unitId),
    lookAtAll: () => look(() => true),
  };
};
