import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import type { TaskRow } from '../../../subjects/tasks/schema';
import { ConflictNote } from '../../parts/conflict-note';
import { Dialog } from '../../parts/dialog';
import { ErrorNote } from '../../parts/error-note';
import { tell } from '../../parts/tell';
import type { ColumnId } from './columns';
import { type RowDraft, useRowEdit } from './use-row-edit';

export type EditField = 'title' | 'due' | 'leader';
const fields: Record<EditField, keyof RowDraft> = { title: 'title', due: 'dueOn', leader: 'leaderName' };

type Props = {
  row: TaskRow;
  field: EditField;
  columns: readonly ColumnId[];
  cell: (id: ColumnId) => ReactNode;
  /** A draft that was given up and asked for again. */
  reopened?: RowDraft | undefined;
  onDone: () => void;
  onReopen: (draft: RowDraft) => void;
};

/** The cells of a row that is edited in place: Enter saves, Escape leaves, Tab goes on. */
export const EditingCells = ({ row, field, columns, cell, reopened, onDone, onReopen }: Props) => {
  const { t } = useTranslation('ledger');
  const edit = useRowEdit(row, reopened, onDone);
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  const leave = () => {
    const { draft, isDirty } = edit;
    edit.finish();
    if (isDirty) tell(t('edit.left', { title: row.title }), () => onReopen(draft));
  };
  const steer = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      edit.save();
    }
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      leave();
    }
  };
  const rows = (['title', 'due', 'leader'] as const)
    .map(id => ({ id, mine: edit.draft[fields[id]], theirs: edit.conflict?.current[fields[id]] ?? '' }))
    .filter(({ mine, theirs }) => mine !== theirs);
  return (
    <>
      {columns.map(id =>
        id in fields ? (
          <td key={id} className={`editing col-${id}`}>
            <input
              ref={id === field ? first : undefined}
              type={id === 'due' ? 'date' : 'text'}
              aria-label={t(`column.${id}`)}
              maxLength={id === 'title' ? 300 : 50}
              value={edit.draft[fields[id as EditField]]}
              disabled={edit.isSaving}
              onChange={event => edit.change({ [fields[id as EditField]]: event.target.value })}
              onKeyDown={steer}
            />
            {id === field && (
              <span className="edit-hint" role="note">
                {t('edit.hint')}
              </span>
            )}
          </td>
        ) : (
          <td key={id} className={`col-${id}`}>
            {cell(id)}
          </td>
        ),
      )}
      {(edit.conflict || edit.error) &&
        // Outside of the table: its cells would dress the note as a row.
        createPortal(
          <Dialog title={row.title} onClose={leave}>
            <ErrorNote error={edit.error} onRetry={edit.save} />
            {edit.conflict && (
              <ConflictNote
                by={edit.conflict.by}
                rows={rows.map(({ id, mine, theirs }) => ({ label: t(`column.${id}`), mine, theirs }))}
                busy={edit.isSaving}
                onKeepMine={edit.keepMine}
                onTakeTheirs={edit.finish}
              />
            )}
          </Dialog>,
          document.body,
        )}
    </>
  );
};
