import type { At } from './entry-types';

const GAP = 8;

export const cellElement = (box: HTMLElement, { row, column }: At): HTMLElement | null =>
  box.querySelector(`td[data-row="${row}"][data-column="${column}"]`);

/**
 * Where a bubble stands in the window: right of its cell, else left, so that the column one types down stays in sight. Null
 * while the cell is scrolled away.
 */
export const spotOf = (box: HTMLElement, at: At, bubble: HTMLElement | null): { left: number; top: number } | null => {
  const cell = cellElement(box, at)?.getBoundingClientRect();
  const around = box.getBoundingClientRect();
  if (!cell || !bubble || cell.bottom < around.top + GAP || cell.top > around.bottom - GAP) return null;
  const { offsetWidth: width, offsetHeight: height } = bubble;
  const right = cell.right + GAP;
  const left = right + width < innerWidth ? right : Math.max(GAP, cell.left - GAP - width);
  return { left, top: Math.max(GAP, Math.min(cell.top, innerHeight - height - GAP)) };
};
