import type { Id, Timestamp } from '../../../platform/database/tables';
import type { CellTexts, DraftCellInput } from '../entry-schema';
import type { DraftCell } from '../schema';
import { saysSame } from './cell-number';

/** What stands in a submission: typed texts before handed-in values. `handedIn` tells whose the values are. */
export type Standing = {
  draft: Readonly<Record<string, DraftCell>>;
  values: CellTexts;
  handedIn: { by: Id | null; at: Timestamp | null };
};

/** Somebody else wrote there since: `by` and `at` of what stands, null where that is not known. */
export type ClashingCell = { cell: string; mine: string; theirs: string; by: Id | null; at: Timestamp | null };

export type Merged = {
  /** What is to be written. */
  cells: Record<string, DraftCell>;
  conflicts: ClashingCell[];
  /** Cells that hold what was sent, written now or before. */
  saved: number;
};

/** What a cell shows: the typed text, else the value that was handed in. */
export const textOf = ({ draft, values }: Pick<Standing, 'draft' | 'values'>, cell: string): string =>
  draft[cell]?.v ?? values[cell] ?? '';

/**
 * Puts what one person typed on top of what stands, cell by cell. What somebody else changed since `base` was seen is left as it is and
 * told; what says the same already is done. So the same cells may be sent again at any time, and two reporters lose nothing, nor do two
 * who share one account: a page says what it has tried itself, and all else under its name came from another.
 */
export const mergeDraft = (
  standing: Standing,
  sent: readonly DraftCellInput[],
  hand: { by: Id; at: Timestamp },
): Merged => {
  const cells: Record<string, DraftCell> = {};
  const conflicts: ClashingCell[] = [];
  let saved = 0;
  const now = { draft: { ...standing.draft }, values: standing.values };
  for (const { cell, v, n, base, tried } of sent) {
    const typed = now.draft[cell];
    const stands = textOf(now, cell);
    const writer = typed ? { by: typed.by, at: typed.at } : standing.handedIn;
    const isAnothers = writer.by !== null && (writer.by !== hand.by || tried !== undefined);
    const known = [v, base, ...(tried ?? [])];
    if (isAnothers && !known.some(text => saysSame(stands, text))) {
      conflicts.push({ cell, mine: v, theirs: stands, ...writer });
      continue;
    }
    saved += 1;
    const note = n ?? typed?.n;
    if (saysSame(stands, v) && note === typed?.n) continue;
    const written: DraftCell = { v, ...(note ? { n: note } : {}), by: hand.by, at: hand.at };
    cells[cell] = written;
    now.draft[cell] = written;
  }
  return { cells, conflicts, saved };
};
