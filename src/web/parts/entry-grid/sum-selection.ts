import { addDecimals, plainDecimal } from '../../../kernel/decimal';
import { type CellRange, placesOf } from './cell-range';
import { isFigure } from './move-active';
import { cellAt, type SheetView } from './sheet-view';

const DECIMAL = /^-?\d+(\.\d+)?$/;

/** `sum` is null where there is nothing to add, or figures of different units. */
export type SelectionSum = { cells: number; numbers: number; sum: string | null; unit: string | null };

/** What the status line says of a selection; the sum is exact. */
export const sumSelection = (view: SheetView, range: CellRange): SelectionSum => {
  let [cells, numbers, sum] = [0, 0, '0'];
  const units = new Set<string>();
  for (const at of placesOf(range)) {
    const row = view.rows[at.row];
    const cell = cellAt(view, at);
    if (!isFigure(row) || !cell) continue;
    cells += 1;
    if (!DECIMAL.test(cell.text)) continue;
    numbers += 1;
    units.add(row.unit ?? '');
    sum = addDecimals(sum, cell.text);
  }
  const isOne = numbers > 0 && units.size === 1;
  return { cells, numbers, sum: isOne ? plainDecimal(sum) : null, unit: isOne ? [...units][0] || null : null };
};
