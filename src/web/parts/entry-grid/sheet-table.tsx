import { Fragment, type RefObject, useLayoutEffect } from 'react';
import { rangeOf } from './cell-range';
import type { At, EntryGridProps } from './entry-types';
import { sheetClipboard } from './sheet-clipboard';
import { SheetColumns, SheetHead, tableWidth } from './sheet-head';
import { sheetKeys } from './sheet-keys';
import { cellUnder, sheetPress } from './sheet-pointer';
import { SheetRow } from './sheet-row';
import type { Sheet } from './use-sheet';
import { ROW_HEIGHT, useSheetRows } from './use-sheet-rows';

type Props = {
  sheet: Sheet;
  props: EntryGridProps;
  previousLabel: string | null;
  describedBy: string;
  boxRef: RefObject<HTMLDivElement | null>;
  fieldRef: RefObject<HTMLInputElement | null>;
  onHover: (at: At | null) => void;
  enterBubble: () => boolean;
};

/** The table itself: only rows in sight are in the page; one handler for all cells. */
export const SheetTable = (given: Props) => {
  const { sheet, props, previousLabel, boxRef, fieldRef, describedBy } = given;
  const { view, place, draft, actions } = sheet;
  const { rows, after } = useSheetRows(view.rows.length, place, sheet.moves, boxRef);
  const range = place && rangeOf(place.active, place.head);

  // Whoever moves keeps the keyboard; the first drawing takes it from nobody.
  const { moves } = sheet;
  useLayoutEffect(() => {
    if (moves > 0) fieldRef.current?.focus({ preventScroll: true });
  }, [moves, fieldRef]);

  const around = {
    pageRows: () => Math.max(1, Math.floor((boxRef.current?.clientHeight ?? 0) / ROW_HEIGHT) - 2),
    enterBubble: given.enterBubble,
    onComment: (at: At) => {
      const [row, column] = [view.rows[at.row], view.columns[at.column]];
      if (row && column) props.onComment?.(row.key, column.key);
    },
  };
  const columns = view.columns.length * (previousLabel ? 2 : 1) + 1;

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the grid inside takes the keys; one handler serves all its cells
    <div
      className="entry-box"
      ref={boxRef}
      style={{ maxHeight: props.height ?? '70vh' }}
      onMouseDown={sheetPress(actions)}
      onDoubleClick={event => {
        const onHandle = event.target instanceof Element && event.target.matches('.entry-fill');
        if (!onHandle && cellUnder(event.target)) actions.edit();
      }}
      onMouseOver={event => given.onHover(cellUnder(event.target))}
      onMouseLeave={() => given.onHover(null)}
      onKeyDown={sheetKeys(actions, around)}
      {...sheetClipboard(actions)}
    >
      <table
        className="entry-table"
        style={{ width: tableWidth(view.columns, previousLabel !== null) }}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose cells take the keyboard is a grid
        role="grid"
        aria-label={props.label}
        aria-rowcount={view.rows.length + 1}
        aria-colcount={columns}
        aria-multiselectable="true"
        aria-readonly={view.readOnly || undefined}
      >
        <SheetColumns columns={view.columns} previousLabel={previousLabel} />
        <SheetHead columns={view.columns} active={place?.active.column ?? -1} previousLabel={previousLabel} />
        <tbody>
          {rows.map(({ index, gap }) => {
            const row = view.rows[index];
            if (!row) return null;
            const inRange = range !== null && index >= range.top && index <= range.bottom;
            const isActive = place?.active.row === index;
            return (
              <Fragment key={row.key}>
                <Space height={gap} span={columns} />
                <SheetRow
                  row={row}
                  index={index}
                  columns={view.columns}
                  cells={view.cells[row.key]}
                  active={isActive ? place.active.column : -1}
                  left={inRange ? range.left : -1}
                  right={inRange ? range.right : -1}
                  handle={range?.bottom === index && !draft && !view.readOnly ? range.right : -1}
                  draft={isActive ? draft : null}
                  previous={previousLabel !== null}
                  readOnly={view.readOnly}
                  actions={actions}
                  fieldRef={fieldRef}
                  describedBy={describedBy}
                />
              </Fragment>
            );
          })}
          <Space height={after} span={columns} />
        </tbody>
      </table>
    </div>
  );
};

const Space = ({ height, span }: { height: number; span: number }) =>
  height > 0 ? (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a row of a table takes no focus
    <tr aria-hidden="true" className="entry-space">
      <td colSpan={span} style={{ height }} />
    </tr>
  ) : null;
