import { defaultRangeExtractor, type Range, useVirtualizer, type VirtualItem } from '@tanstack/react-virtual';
import { type RefObject, useLayoutEffect, useRef } from 'react';
import { cellElement } from './bubble-spot';
import { HEAD_WIDTH } from './sheet-head';
import { usePrinting } from './use-printing';
import type { Place } from './use-sheet';

export const ROW_HEIGHT = 36;
export const HEAD_HEIGHT = 36;

/** The rows that are drawn, with the empty height before each; `after` is what is left below. */
export type SheetRows = { rows: { index: number; gap: number }[]; after: number };

const spaced = (items: VirtualItem[], total: number): SheetRows => {
  let end = 0;
  const rows = items.map(item => {
    const gap = item.start - end;
    end = item.end;
    return { index: item.index, gap };
  });
  return { rows, after: total - end };
};

/**
 * The rows in sight, and always the one that holds the keyboard. The other end of the selection is scrolled into sight as it
 * moves.
 */
export const useSheetRows = (
  count: number,
  place: Place | null,
  moves: number,
  boxRef: RefObject<HTMLDivElement | null>,
): SheetRows => {
  const printing = usePrinting();
  const active = place?.active.row ?? -1;
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => boxRef.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 8,
    scrollPaddingEnd: HEAD_HEIGHT,
    rangeExtractor: (range: Range) => {
      const drawn = defaultRangeExtractor(range);
      return active < 0 || active >= count || drawn.includes(active) ? drawn : [...drawn, active].sort((a, b) => a - b);
    },
  });
  const head = useRef(place?.head);
  head.current = place?.head;
  useLayoutEffect(() => {
    const box = boxRef.current;
    if (moves === 0 || !head.current || !box) return;
    virtual.scrollToIndex(head.current.row, { align: 'auto' });
    const cell = cellElement(box, head.current);
    if (!cell) return;
    const [left, right] = [cell.offsetLeft - HEAD_WIDTH, cell.offsetLeft + cell.offsetWidth];
    if (left < box.scrollLeft) box.scrollLeft = left;
    else if (right > box.scrollLeft + box.clientWidth) box.scrollLeft = right - box.clientWidth;
  }, [moves, virtual, boxRef]);
  if (printing) return { rows: Array.from({ length: count }, (_, index) => ({ index, gap: 0 })), after: 0 };
  return spaced(virtual.getVirtualItems(), virtual.getTotalSize());
};
