import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { TaskPage } from '../../../subjects/tasks/schema';
import { useMe } from '../../me';
import { DateText, TimeText } from '../../parts/date-text';
import { plannedNow } from './planned-now';
import { ProgressBar } from './progress-bar';

/** Who leads, by when, how far. */
export const TaskFacts = ({ task }: { task: TaskPage }) => {
  const { t } = useTranslation(['task', 'ledger']);
  const { today } = useMe();
  const planned = plannedNow(task, today);
  return (
    <dl className="task-facts">
      <Fact label={t('task:fact.progress')}>
        <ProgressBar percent={task.percent} planned={planned} />
        {planned && (
          <span className="quiet fact-note">
            {t('task:fact.planned', { planned: planned.planned })} <DateText on={planned.on} form="sentence" />
          </span>
        )}
      </Fact>
      <Fact label={t('task:fact.lead')}>{task.leadUnitName ?? '—'}</Fact>
      <Fact label={t('task:fact.leader')}>{task.leaderName ?? '—'}</Fact>
      <Fact label={t('task:fact.due')}>
        <DateText on={task.dueOn} form="sentence" />
        {task.dueAssumed && <span className="quiet fact-note">{t('ledger:dueAssumed')}</span>}
      </Fact>
      <Fact label={t('task:fact.start')}>
        <DateText on={task.startOn} form="sentence" />
      </Fact>
      <Fact label={t('task:fact.rhythm')}>{t(`task:rhythm.${task.rhythm}`)}</Fact>
      {task.droppedAt && <Fact label={t('task:fact.plan')}>{t('ledger:dropped')}</Fact>}
      {task.section && <Fact label={t('task:fact.section')}>{task.section}</Fact>}
      <Fact label={t('task:fact.source')}>{t(`ledger:source.${task.source}`)}</Fact>
      {task.sentAt && (
        <Fact label={t('task:fact.sent')}>
          <TimeText at={task.sentAt} />
        </Fact>
      )}
      {task.doneAt && (
        <Fact label={t('task:fact.done')}>
          <TimeText at={task.doneAt} />
        </Fact>
      )}
    </dl>
  );
};

const Fact = ({ label, children }: { label: string; children: ReactNode }) => (
  <div>
    <dt>{label}</dt>
    <dd>{children}</dd>
  </div>
);
