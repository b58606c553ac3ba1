import { memo, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { shownText } from './cell-words';
import type { EntryCell, EntryColumn, EntryRow } from './entry-types';
import { isFigure } from './move-active';
import { SheetCell } from './sheet-cell';
import type { Draft, SheetActions } from './use-sheet';

type Props = {
  row: EntryRow;
  index: number;
  columns: readonly EntryColumn[];
  cells: Readonly<Record<string, EntryCell | undefined>> | undefined;
  /** Column of the active cell, −1 in all other rows. */
  active: number;
  /** First and last selected column, −1 where the selection does not reach. */
  left: number;
  right: number;
  /** Column of the selection's corner, −1 where that is in another row. */
  handle: number;
  draft: Draft | null;
  /** Shows the last period beside each column. */
  previous: boolean;
  readOnly: boolean;
  actions: SheetActions;
  fieldRef: RefObject<HTMLInputElement | null>;
  describedBy: string;
};

/** One line: a figure with its cells, or a title. Drawn again only when something in it changes. */
export const SheetRow = memo((props: Props) => {
  const { row, index, columns, cells, active, left, right, draft, previous } = props;
  const { t } = useTranslation('grid');
  const wide = previous ? 2 : 1;
  if (!isFigure(row))
    return (
      <tr className="entry-section" aria-rowindex={index + 2}>
        <th scope="rowgroup" colSpan={columns.length * wide + 1}>
          <span>{row.name}</span>
        </th>
      </tr>
    );
  return (
    <tr aria-rowindex={index + 2}>
      <th scope="row" className={active >= 0 ? 'entry-head here' : 'entry-head'} data-row={index} aria-colindex={1}>
        <span className="entry-head-text" title={row.help ? `${row.name}：${row.help}` : row.name}>
          <span className={`entry-name level-${row.level ?? 0}`}>{row.name}</span>
          {row.unit && <span className="entry-unit">{row.unit}</span>}
        </span>
      </th>
      {columns.flatMap((column, at) => {
        const cell = cells?.[column.key];
        const own = (
          <SheetCell
            key={column.key}
            row={row}
            rowIndex={index}
            column={column}
            columnIndex={at}
            ariaColumn={2 + at * wide}
            cell={cell}
            isActive={at === active}
            isSelected={at >= left && at <= right && (left !== right || left !== active)}
            hasHandle={at === props.handle}
            draft={at === active ? draft : null}
            readOnly={props.readOnly}
            actions={props.actions}
            fieldRef={props.fieldRef}
            describedBy={props.describedBy}
          />
        );
        if (!previous) return [own];
        return [
          own,
          <td
            key={`${column.key} previous`}
            className={cell ? 'entry-previous' : 'entry-previous not-asked'}
            aria-colindex={3 + at * 2}
          >
            {cell?.previous ? shownText(cell.previous) : cell && <span title={t('cell.noPrevious')}>—</span>}
          </td>,
        ];
      })}
    </tr>
  );
});
