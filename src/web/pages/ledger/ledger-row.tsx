import { type MouseEvent, memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { TaskRow } from '../../../subjects/tasks/schema';
import { lightSentence } from '../../parts/light-mark';
import type { ColumnId } from './columns';
import { type EditField, EditingCells } from './editing-row';
import { RowCell } from './row-cell';
import type { RowDraft } from './use-row-edit';
import type { Selection } from './use-selection';

/** The row that is edited in place, and where in it the editing begins. */
export type Editing = { id: string; field: EditField; draft?: RowDraft };

type Props = {
  index: number;
  row: TaskRow | undefined;
  columns: readonly ColumnId[];
  isCurrent: boolean;
  isChosen: boolean;
  selection: Selection | null;
  editing: Editing | null;
  onOpen: () => void;
  /** Chooses all from the last one to this. */
  onRange: () => void;
  onPick: (event: MouseEvent) => void;
  onEdit: (field: EditField) => void;
  onDone: () => void;
  onReopen: (draft: RowDraft) => void;
};

const editFields: Partial<Record<ColumnId, EditField>> = { title: 'title', due: 'due', leader: 'leader' };

const LedgerRowPlain = (props: Props) => {
  const { index, row, columns, isCurrent, isChosen, selection, editing } = props;
  const { t } = useTranslation(['ledger', 'light']);
  if (!row)
    return (
      <tr aria-rowindex={index + 2} className="row-coming">
        {selection && <td />}
        {columns.map(id => (
          <td key={id}>
            <span className="skeleton-line" />
          </td>
        ))}
      </tr>
    );
  const cell = (id: ColumnId) => <RowCell id={id} row={row} onOpen={props.onOpen} />;
  return (
    <tr
      aria-rowindex={index + 2}
      className={`${isCurrent ? 'current' : ''} ${isChosen ? 'chosen' : ''}`}
      aria-current={isCurrent ? 'true' : undefined}
      onClick={editing ? undefined : props.onPick}
    >
      {selection && (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the checkbox in it has the keyboard
        <td className="check" onClick={event => event.stopPropagation()}>
          <input
            type="checkbox"
            aria-label={t('ledger:select.row', { title: row.title })}
            checked={isChosen}
            onChange={({ nativeEvent }) => {
              if (nativeEvent instanceof MouseEvent && nativeEvent.shiftKey) props.onRange();
              else selection.toggle(row);
            }}
          />
        </td>
      )}
      {editing ? (
        <EditingCells
          row={row}
          field={editing.field}
          columns={columns}
          cell={cell}
          reopened={editing.draft}
          onDone={props.onDone}
          onReopen={props.onReopen}
        />
      ) : (
        columns.map(id => (
          <td
            key={id}
            className={`col-${id}`}
            data-reason={id === 'light' ? (lightSentence(t, row.lightReason) ?? undefined) : undefined}
            onDoubleClick={editFields[id] ? () => props.onEdit(editFields[id]!) : undefined}
          >
            {cell(id)}
          </td>
        ))
      )}
    </tr>
  );
};

// The handlers of a row close over nothing but the row and its index: they need not be compared.
const compared = ['index', 'row', 'columns', 'isCurrent', 'isChosen', 'editing'] as const;

/** A row of the ledger; drawn again only when something of its own changes. */
export const LedgerRow = memo(LedgerRowPlain, (before, after) =>
  compared.every(name =>
    name === 'columns' ? before.columns.join() === after.columns.join() : before[name] === after[name],
  ),
);
