import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TaskPage } from '../../../subjects/tasks/schema';
import { useWrite } from '../../api';
import { ErrorNote } from '../../parts/error-note';
import { periodPart } from '../../parts/period-name';
import { tell } from '../../parts/tell';

const AssignDialog = lazy(async () => ({ default: (await import('../ledger/assign-dialog')).AssignDialog }));
const SendDialog = lazy(async () => ({ default: (await import('../ledger/send-dialog')).SendDialog }));

type Props = {
  task: TaskPage;
  isReporting: boolean;
  onReport: (report: string | null) => void;
  /** Null where it may not be edited. */
  onEdit: (() => void) | null;
};

/** 签收、填报、下发、指派、编辑、办结: only what this person may do now. */
export const TaskActions = ({ task, isReporting, onReport, onEdit }: Props) => {
  const { t } = useTranslation('task');
  const sign = useWrite('tasks.sign');
  const finish = useWrite('tasks.finish');
  const [dialog, setDialog] = useState<'assign' | 'send' | null>(null);
  const { may } = task;

  const signAll = () =>
    sign.mutate(
      { tasks: may.sign.map(({ unitId }) => ({ taskId: task.id, unitId })) },
      { onSuccess: () => tell(t('action.signed', { title: task.title })) },
    );
  const setDone = (done: boolean, version: number) =>
    finish.mutate(
      { taskId: task.id, version, done },
      {
        onSuccess: ({ version: next }) =>
          done
            ? tell(t('action.finished', { title: task.title }), () => setDone(false, next))
            : tell(t('action.reopened', { title: task.title })),
      },
    );

  return (
    <div className="task-actions no-print">
      {may.sign.length > 0 && (
        <Button type="primary" loading={sign.isPending} onClick={signAll}>
          {may.sign.length === 1 ? t('action.sign') : t('action.signAll', { count: may.sign.length })}
        </Button>
      )}
      {!isReporting &&
        may.report.map(({ unitId, unitName, period }) => (
          <Button
            key={`${unitId} ${period}`}
            type={may.sign.length === 0 ? 'primary' : 'default'}
            onClick={() => onReport(`${unitId}.${period}`)}
          >
            {may.report.length === 1
              ? t('action.report', { period: periodPart(t, period) })
              : t('action.reportFor', { period: periodPart(t, period), unit: unitName })}
          </Button>
        ))}
      {may.send && (
        <Button type="primary" onClick={() => setDialog('send')}>
          {t('action.send')}
        </Button>
      )}
      {onEdit && <Button onClick={onEdit}>{t('action.edit')}</Button>}
      {may.assign && <Button onClick={() => setDialog('assign')}>{t('action.assign')}</Button>}
      {may.finish && (
        <Button loading={finish.isPending} onClick={() => setDone(task.status !== 'done', task.version)}>
          {task.status === 'done' ? t('action.reopen') : t('action.finish')}
        </Button>
      )}
      <ErrorNote error={sign.error ?? finish.error} />
      <Suspense>
        {dialog === 'assign' && <AssignDialog tasks={[task]} onClose={() => setDialog(null)} />}
        {dialog === 'send' && <SendDialog taskIds={[task.id]} onClose={() => setDialog(null)} />}
      </Suspense>
    </div>
  );
};
