import {
  type ColumnDef,
  type ColumnSizingState,
  columnResizingFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { TaskRow } from '../../../subjects/tasks/schema';
import type { SetAddress } from '../../address';
import { columnIds, columnWidth } from './columns';
import type { LedgerState } from './ledger-address';

const features = tableFeatures({ columnVisibilityFeature, columnSizingFeature, columnResizingFeature });
const columns: ColumnDef<typeof features, TaskRow>[] = columnIds.map(id => ({
  id,
  size: columnWidth[id],
  minSize: 48,
  maxSize: 900,
}));
const noRows: TaskRow[] = [];

/** The columns of the ledger: which are shown, how wide, and dragging them wider. Rows come from elsewhere, page by page. */
export const useColumns = (state: LedgerState, setAddress: SetAddress) => {
  const [columnSizing, setColumnSizing] = useState<ColumnSizingState>(state.widths as ColumnSizingState);
  const columnVisibility = useMemo(
    () => Object.fromEntries(columnIds.map(id => [id, state.columns.includes(id)])),
    [state.columns],
  );
  const table = useTable({
    features,
    columns,
    data: noRows,
    columnResizeMode: 'onChange',
    state: { columnVisibility, columnSizing },
    onColumnSizingChange: setColumnSizing,
  });
  // The address follows when the dragging rests, and leads when it changes by itself (a saved view, back).
  const written = widthText(state.widths);
  const now = widthText(columnSizing);
  const sent = useRef(written);
  useEffect(() => {
    if (written !== sent.current) {
      sent.current = written;
      setColumnSizing(
        Object.fromEntries(
          written
            .split(',')
            .filter(Boolean)
            .map(part => [part.split(':')[0]!, Number(part.split(':')[1])]),
        ),
      );
    }
  }, [written]);
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

const widthText = (widths: Readonly<Record<string, number | undefined>>): string =>
  columnIds
    .filter(id => widths[id] !== undefined)
    .map(id => `${id}:${Math.round(widths[id]!)}`)
    .join(',');
