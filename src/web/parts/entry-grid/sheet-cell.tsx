import { memo, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { ActiveField } from './active-field';
import { faultSentence, MARK_SHAPES, shownMarks, shownText } from './cell-words';
import type { EntryCell, EntryColumn, EntryRow } from './entry-types';
import { needOf } from './find-problems';
import { isOpen } from './sheet-view';
import type { Draft, SheetActions } from './use-sheet';

type Props = {
  row: EntryRow;
  rowIndex: number;
  column: EntryColumn;
  columnIndex: number;
  ariaColumn: number;
  cell: EntryCell | undefined;
  isActive: boolean;
  /** Part of a selection of several. */
  isSelected: boolean;
  /** The corner of the selection, to drag and fill. */
  hasHandle: boolean;
  draft: Draft | null;
  readOnly: boolean;
  actions: SheetActions;
  fieldRef: RefObject<HTMLInputElement | null>;
  describedBy: string;
};

/** One cell: text and marks; the active one holds the field that has the keyboard. */
export const SheetCell = memo((props: Props) => {
  const { row, cell, isActive, isSelected, readOnly } = props;
  const { t } = useTranslation('grid');
  const fault = faultSentence(t, row, cell);
  const marks = cell ? shownMarks(t, cell, fault !== null) : [];
  const open = isOpen(cell) && !readOnly;
  const names = ['entry-cell', cell ? (cell.kind ?? 'input') : 'not-asked', needOf(cell, fault !== null) ?? ''];
  if (isSelected) names.push('selected');
  if (isActive) names.push('active');
  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: in a grid a td is a gridcell
    <td
      className={names.join(' ').trim()}
      data-row={props.rowIndex}
      data-column={props.columnIndex}
      aria-colindex={props.ariaColumn}
      aria-selected={isSelected || undefined}
      aria-readonly={!open || undefined}
    >
      {marks.length > 0 && (
        <span className="entry-marks">
          {marks.map(({ kind, word }) => (
            <span key={kind} className={`entry-mark ${kind}`}>
              <span aria-hidden="true">{MARK_SHAPES[kind]}</span>
              <span className="visually-hidden">{word}</span>
            </span>
          ))}
        </span>
      )}
      {isActive ? (
        <ActiveField {...props} open={open} wrong={fault !== null} />
      ) : (
        <span className="entry-text">
          {cell ? shownText(cell.text) : <span className="visually-hidden">{t('cell.notAsked')}</span>}
        </span>
      )}
      {props.hasHandle && <span aria-hidden="true" className="entry-fill" title={t('cell.fill')} />}
      {!cell && <span aria-hidden="true" className="entry-not-asked" title={t('cell.notAsked')} />}
    </td>
  );
});
