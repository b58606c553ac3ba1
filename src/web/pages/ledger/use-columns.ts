import {
  type ColumnDef,
  type ColumnSizingState,
  columnResizingFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  tableFeatures,
  type Updater,
  useTable,
} from '@tanstack/react-table';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { TaskRow } from '../../../subjects/tasks/schema';
import type { SetAddress } from '../../address';
import { type ColumnId, columnIds, columnWidth } from './columns';
import type { LedgerState } from './ledger-address';

const features = tableFeatures({ columnVisibilityFeature, columnSizingFeature, columnResizingFeature });
const columns: ColumnDef<typeof features, TaskRow>[] = columnIds.map(id => ({
  id,
  size: columnWidth[id],
  minSize: 48,
  maxSize: 900,
}));
const noRows: TaskRow[] = [];

const widthText = (widths: Readonly<Record<string, number | undefined>>): string =>
  columnIds
    .filter(id => widths[id] !== undefined)
    .map(id => `${id}:${Math.round(widths[id]!)}`)
    .join(',');

/** What the title may take so that the table fills `room`; never less than it asks for. */
const titleWidth = (shown: readonly ColumnId[], sizes: ColumnSizingState, room: number): number =>
  Math.max(
    columnWidth.title,
    shown.reduce((left, id) => (id === 'title' ? left : left - (sizes[id] ?? columnWidth[id])), room),
  );

/**
 * The columns of the ledger: which are shown, how wide (`room` pixels in all, the title takes what is left until it is
 * dragged itself), and dragging them. Rows come from elsewhere, page by page.
 */
export const useColumns = (state: LedgerState, setAddress: SetAddress, room: number) => {
  const [dragged, setDragged] = useState<ColumnSizingState>(state.widths as ColumnSizingState);
  const columnVisibility = useMemo(
    () => Object.fromEntries(columnIds.map(id => [id, state.columns.includes(id)])),
    [state.columns],
  );
  const columnSizing = useMemo(
    () => ({ title: titleWidth(state.columns, dragged, room), ...dragged }),
    [state.columns, dragged, room],
  );
  const table = useTable({
    features,
    columns,
    data: noRows,
    columnResizeMode: 'onChange',
    state: { columnVisibility, columnSizing },
    onColumnSizingChange: (update: Updater<ColumnSizingState>) => {
      const next = typeof update === 'function' ? update(columnSizing) : update;
      // The title keeps filling what is left as long as others are dragged.
      const { title = columnSizing.title, ...others } = next;
      setDragged(dragged.title === undefined && title === columnSizing.title ? others : { ...others, title });
    },
  });

  // The address follows when the dragging rests, and leads when it changes by itself (a saved view, back).
  const [written, now] = [widthText(state.widths), widthText(dragged)];
  const sent = useRef(written);
  useEffect(() => {
    if (written === sent.current) return;
    sent.current = written;
    setDragged(state.widths as ColumnSizingState);
  }, [written, state.widths]);
  useEffect(() => {
    if (now === sent.current) return;
    const timer = setTimeout(() => {
      sent.current = now;
      setAddress({ w: now }, { replace: true });
    }, 400);
    return () => clearTimeout(timer);
  }, [now, setAddress]);
  return table;
};
