import { Button } from 'antd';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MilestoneRow, TaskPage } from '../../../subjects/tasks/schema';
import { useWrite } from '../../api';
import { useMe } from '../../me';
import { DateText } from '../../parts/date-text';
import { ErrorNote } from '../../parts/error-note';
import { tell } from '../../parts/tell';

/** 节点: the dated steps; those who keep them tick, change, add and remove them in place. */
export const MilestoneList = ({ task }: { task: TaskPage }) => {
  const { t } = useTranslation('task');
  const [open, setOpen] = useState<string | null>(null);
  const may = task.may.milestones;
  return (
    <>
      {task.milestones.length === 0 && open !== 'new' && <p className="quiet">{t('milestone.none')}</p>}
      <ul className="milestones">
        {task.milestones.map(milestone =>
          open === milestone.id ? (
            <li key={milestone.id}>
              <MilestoneForm taskId={task.id} milestone={milestone} onDone={() => setOpen(null)} />
            </li>
          ) : (
            <Milestone
              key={milestone.id}
              taskId={task.id}
              milestone={milestone}
              may={may}
              onEdit={() => setOpen(milestone.id)}
            />
          ),
        )}
      </ul>
      {may &&
        (open === 'new' ? (
          <MilestoneForm taskId={task.id} milestone={null} onDone={() => setOpen(null)} />
        ) : (
          <button type="button" className="link-button no-print" onClick={() => setOpen('new')}>
            {t('milestone.add')}
          </button>
        ))}
    </>
  );
};

type ItemProps = { taskId: string; milestone: MilestoneRow; may: boolean; onEdit: () => void };

const Milestone = ({ taskId, milestone, may, onEdit }: ItemProps) => {
  const { t } = useTranslation('task');
  const { today } = useMe();
  const finish = useWrite('tasks.finishMilestone');
  const remove = useWrite('tasks.removeMilestone');
  const save = useWrite('tasks.saveMilestone');
  const { id, title, dueOn, doneOn } = milestone;
  const late = !doneOn && dueOn < today;
  const takeAway = () =>
    remove.mutate(
      { milestoneId: id },
      { onSuccess: () => tell(t('milestone.removed', { title }), () => save.mutate({ taskId, title, dueOn })) },
    );
  return (
    <li className={doneOn ? 'milestone done' : 'milestone'}>
      <input
        type="checkbox"
        aria-label={t('milestone.done', { title })}
        checked={finish.isPending ? finish.variables.doneOn !== null : doneOn !== null}
        disabled={!may || finish.isPending}
        onChange={event => finish.mutate({ milestoneId: id, doneOn: event.target.checked ? today : null })}
      />
      <span className="milestone-title">
        {title}
        <span className="milestone-date quiet">
          {t('milestone.by')} <DateText on={dueOn} />
          {doneOn && <> · {t('milestone.doneOn', { date: doneOn })}</>}
          {late && <strong> · {t('milestone.late')}</strong>}
        </span>
        <ErrorNote error={finish.error ?? remove.error ?? save.error} />
      </span>
      {may && (
        <span className="milestone-tools no-print">
          <button type="button" className="link-button" onClick={onEdit}>
            {t('action.edit')}
            <span className="visually-hidden"> {title}</span>
          </button>
          <button type="button" className="link-button" onClick={takeAway}>
            {t('action.remove')}
            <span className="visually-hidden"> {title}</span>
          </button>
        </span>
      )}
    </li>
  );
};

type FormProps = { taskId: string; milestone: MilestoneRow | null; onDone: () => void };

const MilestoneForm = ({ taskId, milestone, onDone }: FormProps) => {
  const { t } = useTranslation('task');
  const save = useWrite('tasks.saveMilestone');
  const [title, setTitle] = useState(milestone?.title ?? '');
  const [dueOn, setDueOn] = useState(milestone?.dueOn ?? '');
  // That of what is shown in the fields: the list behind may be fresher by now.
  const [version] = useState(milestone?.version);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const known = milestone ? { milestoneId: milestone.id, version } : {};
    save.mutate({ taskId, ...known, title: title.trim(), dueOn }, { onSuccess: onDone });
  };
  return (
    <form className="milestone-form" onSubmit={submit} onKeyDown={event => event.key === 'Escape' && onDone()}>
      <input
        className="plain-input"
        aria-label={t('milestone.title')}
        placeholder={t('milestone.title')}
        value={title}
        required
        maxLength={200}
        // biome-ignore lint/a11y/noAutofocus: opened by the button in its place
        autoFocus
        onChange={event => setTitle(event.target.value)}
      />
      <input
        className="plain-input"
        type="date"
        aria-label={t('milestone.due')}
        value={dueOn}
        required
        onChange={event => setDueOn(event.target.value)}
      />
      <Button size="small" type="primary" htmlType="submit" loading={save.isPending}>
        {t('action.save')}
      </Button>
      <Button size="small" onClick={onDone}>
        {t('action.cancel')}
      </Button>
      <ErrorNote error={save.error} />
    </form>
  );
};
