import type { RawRow, SheetCells } from './sheet-cells';

export type FilledRange = { column: number; top: number; bottom: number };

/**
 * Gives every row the value that stands once for several of them in a merged cell, down the first column of the merge, in place.
 * Returns what was filled. A merge over several columns says nothing about the others, so those stay empty.
 */
export const fillMergedCells = ({ rows, merges }: SheetCells, columns: ReadonlySet<number>): FilledRange[] => {
  const filled: FilledRange[] = [];
  const doneTo = new Map<number, number>();
  const order = merges
    .filter(merge => merge.bottom > merge.top && columns.has(merge.left))
    .sort((a, b) => a.top - b.top);
  const at = new Map<number, RawRow>(rows.map(row => [row.number, row]));
  for (const merge of order) {
    // Merges never overlap in a sound workbook; skipping the others keeps the work proportional to the rows.
    if (merge.top <= (doneTo.get(merge.left) ?? 0)) continue;
    doneTo.set(merge.left, merge.bottom);
    const value = at.get(merge.top)?.cells[merge.left];
    if (value === undefined) continue;
    let last = merge.top;
    for (let number = merge.top + 1; number <= Math.min(merge.bottom, rows.at(-1)!.number); number += 1) {
      const row = at.get(number);
      if (!row) continue;
      row.cells[merge.left] = value;
      last = number;
    }
    if (last > merge.top) filled.push({ column: merge.left, top: merge.top, bottom: last });
  }
  return filled;
};
