import { Button } from 'antd';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Rhythm, TaskPage } from '../../../subjects/tasks/schema';
import { useWrite } from '../../api';
import { ConflictNote } from '../../parts/conflict-note';
import { ErrorNote } from '../../parts/error-note';
import { TextField } from '../../parts/text-field';
import { useDraft } from '../../parts/use-draft';
import { TextArea } from './text-area';

type Fields = Pick<TaskPage, 'title' | 'content' | 'startOn' | 'dueOn' | 'rhythm' | 'version'> & { leaderName: string };
const shown = ['title', 'content', 'startOn', 'dueOn', 'leaderName', 'rhythm'] as const;
const rhythms: readonly Rhythm[] = ['weekly', 'monthly', 'quarterly', 'none'];

const fieldsOf = (task: Partial<TaskPage>): Fields => ({
  title: task.title ?? '',
  content: task.content ?? '',
  startOn: task.startOn ?? '',
  dueOn: task.dueOn ?? '',
  leaderName: task.leaderName ?? '',
  rhythm: task.rhythm ?? 'monthly',
  version: task.version ?? 0,
});

/** Edits a task; what was typed survives a reload and another person's change. */
export const TaskEditForm = ({ task, onDone }: { task: TaskPage; onDone: () => void }) => {
  const { t } = useTranslation('task');
  const draft = useDraft<Fields>(`task.${task.id}`, fieldsOf(task));
  const edit = useWrite('tasks.edit');
  const [theirs, setTheirs] = useState<{ by: string; fields: Fields } | null>(null);
  const { value } = draft;
  const change = (part: Partial<Fields>) => draft.set(before => ({ ...before, ...part }));
  const leave = () => {
    draft.clear();
    onDone();
  };
  const save = (version: number) => {
    const { title, content, startOn, dueOn, rhythm } = value;
    edit.mutate(
      { taskId: task.id, version, title, content, startOn, dueOn, rhythm, leaderName: value.leaderName.trim() || null },
      {
        onSuccess: leave,
        onError: error => {
          const current = error.detail.current as Partial<TaskPage> | undefined;
          if (error.code === 'changed-meanwhile' && current)
            setTheirs({ by: String(error.detail.by ?? ''), fields: fieldsOf(current) });
        },
      },
    );
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save(theirs?.fields.version ?? value.version);
  };
  const word = (name: (typeof shown)[number], fields: Fields): string =>
    name === 'rhythm' ? t(`rhythm.${fields.rhythm}`) : fields[name];
  return (
    <form
      className="task-edit"
      onSubmit={submit}
      onKeyDown={event => {
        if (event.key !== 'Escape' || event.nativeEvent.isComposing) return;
        event.stopPropagation();
        leave();
      }}
    >
      {theirs && (
        <ConflictNote
          by={theirs.by}
          rows={shown
            .map(name => ({ label: t(`field.${name}`), mine: word(name, value), theirs: word(name, theirs.fields) }))
            .filter(({ mine, theirs: other }) => mine !== other)}
          busy={edit.isPending}
          onKeepMine={() => save(theirs.fields.version)}
          onTakeTheirs={leave}
        />
      )}
      {!theirs && <ErrorNote error={edit.error} />}
      <TextField
        label={t('field.title')}
        value={value.title}
        onValue={title => change({ title })}
        maxLength={300}
        required
        autoFocus
      />
      <TextArea
        label={t('field.content')}
        value={value.content}
        onValue={content => change({ content })}
        rows={4}
        maxLength={5000}
      />
      <div className="edit-pair">
        <TextField
          label={t('field.startOn')}
          type="date"
          value={value.startOn}
          onValue={startOn => change({ startOn })}
          required
        />
        <TextField
          label={t('field.dueOn')}
          type="date"
          value={value.dueOn}
          onValue={dueOn => change({ dueOn })}
          required
          min={value.startOn}
        />
        <TextField
          label={t('field.leaderName')}
          value={value.leaderName}
          onValue={leaderName => change({ leaderName })}
          maxLength={50}
        />
        <label className="text-field">
          <span className="field-label">{t('field.rhythm')}</span>
          <select value={value.rhythm} onChange={event => change({ rhythm: event.target.value as Rhythm })}>
            {rhythms.map(rhythm => (
              <option key={rhythm} value={rhythm}>
                {t(`rhythm.${rhythm}`)}
              </option>
            ))}
          </select>
        </label>
      </div>
      <div className="form-foot">
        <Button onClick={leave}>{t('action.cancel')}</Button>
        <Button type="primary" htmlType="submit" loading={edit.isPending}>
          {t('action.save')}
        </Button>
      </div>
    </form>
  );
};
