import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TaskPage } from '../../../subjects/tasks/schema';
import { LightMark, lightSentence } from '../../parts/light-mark';
import { useKeys } from '../../parts/use-keys';
import { plainNumber } from './plain-number';
import { TaskActions } from './task-actions';
import { TaskEditForm } from './task-edit-form';

type Props = {
  task: TaskPage;
  openReport: TaskPage['may']['report'][number] | undefined;
  onReport: (report: string | null) => void;
  form: 'page' | 'drawer';
};

/** Title, light with its sentence, and what this person can do now. */
export const TaskHead = ({ task, openReport, onReport, form }: Props) => {
  const { t } = useTranslation(['task', 'ledger', 'light']);
  const [editing, setEditing] = useState(false);
  const mayEdit = task.may.edit && !editing;
  useKeys([{ key: 'e', label: t('task:action.edit'), act: () => setEditing(true) }], form === 'page' && mayEdit);
  const Title = form === 'page' ? 'h1' : 'h2';
  return (
    <header className="task-head">
      <p className="task-tags">
        <LightMark light={task.light} />
        {task.number && <span className="number">{t('task:number', { number: plainNumber(task.number) })}</span>}
        <span>{t(`ledger:status.${task.status}`)}</span>
      </p>
      {editing ? (
        <TaskEditForm task={task} onDone={() => setEditing(false)} />
      ) : (
        <Title className="task-title">{task.title}</Title>
      )}
      <p className="task-why">{lightSentence(t, task.lightReason)}</p>
      <TaskActions
        task={task}
        isReporting={openReport !== undefined}
        onReport={onReport}
        onEdit={mayEdit ? () => setEditing(true) : null}
      />
    </header>
  );
};
