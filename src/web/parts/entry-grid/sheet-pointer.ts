import type { MouseEvent } from 'react';
import { contains } from './cell-range';
import type { At } from './entry-types';
import { isFigure } from './move-active';
import type { SheetActions } from './use-sheet';

/** How near the edge the table begins to move under a drag, in px. */
const EDGE = 28;
const STEP = 24;

const placeOf = (target: EventTarget | null): { at: Partial<At>; cell: HTMLElement } | null => {
  const cell = target instanceof Element ? target.closest<HTMLElement>('td, th') : null;
  if (!cell) return null;
  const number = (text: string | undefined) => (text === undefined ? {} : { value: Number(text) });
  const [row, column] = [number(cell.dataset.row).value, number(cell.dataset.column).value];
  return { at: { ...(row !== undefined && { row }), ...(column !== undefined && { column }) }, cell };
};

/** The cell under the pointer; null on heads, titles and the last period. */
export const cellUnder = (target: EventTarget | null): At | null => {
  const { row, column } = placeOf(target)?.at ?? {};
  return row === undefined || column === undefined ? null : { row, column };
};

/** A whole row or column by its head, everything by the corner. */
const selectByHead = (at: Partial<At>, actions: SheetActions, stretch: boolean): void => {
  const { rows, columns } = actions.live.current.view;
  const first = rows.findIndex(isFigure);
  const last = rows.findLastIndex(isFigure);
  const from = { row: at.row ?? first, column: at.column ?? 0 };
  const to = { row: at.row ?? last, column: at.column ?? columns.length - 1 };
  if (!stretch) actions.select(from);
  actions.select(to, true);
};

/** Follows the pointer until it is let go: `reach` says which cell it came to, once for each. */
const drag = (box: HTMLElement, reach: (at: At) => void, letGo?: () => void): void => {
  const timer = setInterval(() => {
    const { left, right, top, bottom } = box.getBoundingClientRect();
    const by = (at: number, low: number, high: number) => (at < low + EDGE ? -STEP : at > high - EDGE ? STEP : 0);
    const head = box.querySelector('thead')?.getBoundingClientRect().height ?? 0;
    const corner = box.querySelector('thead th')?.getBoundingClientRect().width ?? 0;
    box.scrollBy(by(pointer.x, left + corner - EDGE, right), by(pointer.y, top + head - EDGE, bottom));
    stretch();
  }, 50);
  const pointer = { x: Number.NaN, y: Number.NaN };
  let last: At | null = null;
  const stretch = () => {
    if (Number.isNaN(pointer.x)) return;
    const at = cellUnder(document.elementFromPoint(pointer.x, pointer.y));
    if (!at || (last?.row === at.row && last.column === at.column)) return;
    last = at;
    reach(at);
  };
  const move = (event: globalThis.MouseEvent) => {
    // A bubble beside the cell must not stop the selection.
    box.classList.add('dragging');
    pointer.x = event.clientX;
    pointer.y = event.clientY;
    stretch();
  };
  const end = () => {
    clearInterval(timer);
    box.classList.remove('dragging');
    removeEventListener('mousemove', move);
    removeEventListener('mouseup', end);
    letGo?.();
  };
  addEventListener('mousemove', move);
  addEventListener('mouseup', end);
};

/** The menu of the browser pastes where the keyboard is: it comes along, and leaves a selection as it is. */
const pressMenu = (event: MouseEvent, actions: SheetActions): void => {
  const at = cellUnder(event.target);
  const range = actions.range();
  if (!at || actions.live.current.draft) return;
  event.preventDefault();
  if (!range || !contains(range, at)) actions.select(at);
};

/** Press: stand there, and select by dragging. In the text that is being typed the pointer is the browser's. */
export const sheetPress =
  (actions: SheetActions) =>
  (event: MouseEvent<HTMLElement>): void => {
    if (!(event.target instanceof Element)) return;
    if (event.button === 2) pressMenu(event, actions);
    if (event.button !== 0) return;
    if (event.target.matches('.entry-field.typing')) return;
    const found = placeOf(event.target);
    if (!found) return;
    event.preventDefault();
    // What was typed beside the table is written before one stands elsewhere.
    if (document.activeElement instanceof HTMLElement && !event.currentTarget.contains(document.activeElement))
      document.activeElement.blur();
    const at = cellUnder(event.target);
    const from = actions.range();
    if (from && event.target.matches('.entry-fill')) {
      drag(
        event.currentTarget,
        to => actions.stretchFill(from, to),
        () => actions.fillFrom(from),
      );
    } else if (at) {
      actions.select(at, event.shiftKey);
      drag(event.currentTarget, to => actions.select(to, true));
    } else if (found.cell.matches('[data-row], [data-column], .entry-corner'))
      selectByHead(found.at, actions, event.shiftKey);
  };
