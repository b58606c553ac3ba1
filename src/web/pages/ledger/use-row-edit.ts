import { useEffect, useState } from 'react';
import type { TaskPage, TaskRow } from '../../../subjects/tasks/schema';
import { queryClient, useWrite } from '../../api';
import type { ApiError } from '../../api-error';
import { useDraft } from '../../parts/use-draft';

/** What can be edited in the row itself. */
export type RowDraft = { title: string; dueOn: string; leaderName: string };
export type RowConflict = { by: string; current: RowDraft & { version: number } };

const draftOf = (row: Pick<TaskRow, 'title' | 'dueOn' | 'leaderName'>): RowDraft => ({
  title: row.title,
  dueOn: row.dueOn,
  leaderName: row.leaderName ?? '',
});

const conflictOf = (error: ApiError): RowConflict | null => {
  const current = error.detail.current as Partial<TaskPage> | undefined;
  if (error.code !== 'changed-meanwhile' || current?.version === undefined) return null;
  const { title = '', dueOn = '', leaderName = null, version } = current;
  return { by: String(error.detail.by ?? ''), current: { ...draftOf({ title, dueOn, leaderName }), version } };
};

/** Shows what was saved at once, before the page of the ledger is asked for again. */
const patchRows = (id: string, change: Partial<TaskRow>): void => {
  queryClient.setQueriesData<{ total: number; rows: TaskRow[] }>(
    { queryKey: ['tasks.list'] },
    page => page && { ...page, rows: page.rows.map(row => (row.id === id ? { ...row, ...change } : row)) },
  );
};

/** Editing a row: a draft that survives, saving, and what to do when somebody else was faster. */
/** `reopened` is a draft that was given up and asked for again. */
export const useRowEdit = (row: TaskRow, reopened: RowDraft | undefined, onDone: () => void) => {
  const initial = { ...draftOf(row), version: row.version };
  const draft = useDraft<RowDraft & { version: number }>(`ledger.${row.id}`, initial);
  const { set } = draft;
  useEffect(() => {
    if (reopened) set(before => ({ ...before, ...reopened }));
  }, [reopened, set]);
  const edit = useWrite('tasks.edit');
  const [conflict, setConflict] = useState<RowConflict | null>(null);
  const { title, dueOn, leaderName, version } = draft.value;
  const base = conflict?.current ?? draftOf(row);
  const isDirty = title !== base.title || dueOn !== base.dueOn || leaderName !== base.leaderName;
  const finish = () => {
    draft.clear();
    onDone();
  };
  const save = (from = version) => {
    if (!isDirty || title.trim() === '' || dueOn === '') return isDirty ? undefined : finish();
    const change = { title: title.trim(), dueOn, leaderName: leaderName.trim() || null };
    edit.mutate(
      { taskId: row.id, version: from, ...change },
      {
        onSuccess: answer => {
          patchRows(row.id, { ...change, ...(answer as { version?: number }) });
          finish();
        },
        onError: error => setConflict(conflictOf(error)),
      },
    );
  };
  return {
    draft: draft.value,
    change: (part: Partial<RowDraft>) => draft.set(before => ({ ...before, ...part })),
    isDirty,
    isSaving: edit.isPending,
    error: conflict ? null : edit.error,
    conflict,
    save: () => save(),
    keepMine: () => conflict && save(conflict.current.version),
    finish,
  };
};
