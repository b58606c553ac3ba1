import { useVirtualizer } from '@tanstack/react-virtual';
import { type MouseEvent, type RefObject, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TaskRow } from '../../../subjects/tasks/schema';
import type { SetAddress } from '../../address';
import type { ColumnId } from './columns';
import type { EditField } from './editing-row';
import { GroupHead } from './group-head';
import type { LedgerState } from './ledger-address';
import { LedgerHead } from './ledger-head';
import { type Editing, LedgerRow } from './ledger-row';
import { ReasonBubble } from './reason-bubble';
import { useColumns } from './use-columns';
import type { LedgerLines } from './use-ledger-lines';
import type { Selection } from './use-selection';

const ROW_HEIGHT = 36;
const HEAD_HEIGHT = 34;
const CHECK_WIDTH = 36;
const SCROLLBAR = 15;

type Props = {
  state: LedgerState;
  setAddress: SetAddress;
  lines: LedgerLines;
  onRange: (from: number, to: number) => void;
  /** Index of the current line. */
  at: number;
  setAt: (index: number) => void;
  selection: Selection | null;
  onRangeSelect: (index: number) => void;
  editing: Editing | null;
  setEditing: (editing: Editing | null) => void;
  mayEdit: boolean;
  boxRef: RefObject<HTMLDivElement | null>;
  /** Width of the page: the drawer does not move the columns. */
  pageWidth: number;
};

/** The table: only the lines in sight are in the page, the scrollbar is true to all of them. */
export const LedgerTable = (props: Props) => {
  const { state, setAddress, lines, onRange, at, setAt, selection, editing, boxRef } = props;
  const { t } = useTranslation('ledger');
  const checks = selection ? CHECK_WIDTH : 0;
  const table = useColumns(state, setAddress, props.pageWidth - checks - SCROLLBAR);
  const virtual = useVirtualizer({
    count: lines.count,
    getScrollElement: () => boxRef.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 10,
    scrollPaddingStart: HEAD_HEIGHT + ROW_HEIGHT,
    scrollPaddingEnd: ROW_HEIGHT,
  });
  const items = virtual.getVirtualItems();
  const [from, to] = [items[0]?.index ?? 0, items.at(-1)?.index ?? 40];
  useEffect(() => onRange(from, to), [from, to, onRange]);
  useEffect(() => {
    if (at >= 0) virtual.scrollToIndex(at, { align: 'auto' });
  }, [at, virtual]);

  const columns = table.getVisibleLeafColumns();
  const ids = columns.map(({ id }) => id as ColumnId);
  const width = columns.reduce((sum, column) => sum + column.getSize(), checks);
  const span = ids.length + (selection ? 1 : 0);

  const fold = (key: string, folded: boolean) =>
    setAddress(
      { folded: folded ? state.folded.filter(one => one !== key) : [...state.folded, key] },
      { replace: true },
    );
  // Rows are drawn again only when they change, so what they call must find what is true now.
  const live = useRef(props);
  useEffect(() => {
    live.current = props;
  });
  const open = (row: TaskRow, index: number) => {
    setAt(index);
    setAddress({ task: row.id }, { replace: live.current.state.task !== undefined });
  };
  const pickRow = (event: MouseEvent, row: TaskRow, index: number) => {
    if (event.shiftKey) return live.current.onRangeSelect(index);
    if (!getSelection()?.isCollapsed) return;
    // A cell that a double click edits must not open the drawer at the first click.
    const inEditable = (event.target as Element).closest('.col-due, .col-leader') !== null;
    if (inEditable && live.current.mayEdit) setAt(index);
    else open(row, index);
  };
  const editAt = (row: TaskRow, index: number, field: EditField) => {
    if (!live.current.mayEdit) return;
    setAt(index);
    props.setEditing({ id: row.id, field });
  };

  return (
    <div className="ledger-box" ref={boxRef} aria-busy={lines.isStale}>
      <table className="ledger-table" style={{ width }} aria-rowcount={lines.count + 1}>
        <caption className="visually-hidden">{t('caption', { count: lines.total })}</caption>
        <colgroup>
          {selection && <col style={{ width: CHECK_WIDTH }} />}
          {columns.map(column => (
            <col key={column.id} style={{ width: column.getSize() }} />
          ))}
        </colgroup>
        <LedgerHead table={table} state={state} setAddress={setAddress} hasChecks={selection !== null} />
        <tbody>
          <Space height={items[0]?.start ?? 0} span={span} />
          {items.map(({ index }) => {
            const line = lines.lineAt(index);
            if (line.kind === 'group')
              return (
                <tr key={`group ${line.group.key}`} className="group-row" aria-rowindex={index + 2}>
                  <th colSpan={span} scope="rowgroup">
                    <GroupHead
                      group={line.group}
                      by={state.group}
                      folded={line.folded}
                      onFold={() => fold(line.group.key, line.folded)}
                    />
                  </th>
                </tr>
              );
            const { row } = line;
            return (
              <LedgerRow
                key={row?.id ?? `coming ${index}`}
                index={index}
                row={row}
                columns={ids}
                isCurrent={index === at || (row !== undefined && row.id === state.task)}
                isChosen={row !== undefined && (selection?.chosen.has(row.id) ?? false)}
                selection={selection}
                editing={editing && editing.id === row?.id ? editing : null}
                onDone={() => {
                  props.setEditing(null);
                  boxRef.current?.focus({ preventScroll: true });
                }}
                onReopen={draft => row && props.setEditing({ id: row.id, field: 'title', draft })}
                onOpen={() => row && open(row, index)}
                onRange={() => live.current.onRangeSelect(index)}
                onPick={event => row && pickRow(event, row, index)}
                onEdit={field => row && editAt(row, index, field)}
              />
            );
          })}
          <Space height={virtual.getTotalSize() - (items.at(-1)?.end ?? 0)} span={span} />
        </tbody>
      </table>
      <ReasonBubble within={boxRef} />
    </div>
  );
};

const Space = ({ height, span }: { height: number; span: number }) =>
  height > 0 ? (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a row of a table takes no focus
    <tr aria-hidden="true" className="ledger-space">
      <td colSpan={span} style={{ height }} />
    </tr>
  ) : null;

/** Measures an element's width as it changes. */
export const useWidth = (): [RefObject<HTMLDivElement | null>, number] => {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (!box.current) return;
    const watch = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)));
    watch.observe(box.current);
    return () => watch.disconnect();
  }, []);
  return [box, width];
};
