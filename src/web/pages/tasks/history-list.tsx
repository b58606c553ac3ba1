import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TaskPage } from '../../../subjects/tasks/schema';
import { useRead } from '../../api';
import { TimeText } from '../../parts/date-text';
import { ErrorNote } from '../../parts/error-note';
import { LinesSkeleton } from '../../parts/skeletons';
import { type HistoryNames, historyChanges } from './history-changes';

/** 全部变更: who, when, what, from what to what; loaded when it is opened. */
export const HistoryList = ({ task }: { task: TaskPage }) => {
  const { t } = useTranslation('task');
  const [open, setOpen] = useState(false);
  return (
    <section className="task-section">
      <details onToggle={event => setOpen(event.currentTarget.open)}>
        <summary className="history-summary">{t('section.history')}</summary>
        {open && <HistoryRows task={task} />}
      </details>
    </section>
  );
};

const HistoryRows = ({ task }: { task: TaskPage }) => {
  const { t } = useTranslation(['task', 'ledger']);
  const { data, error, refetch } = useRead('tasks.history', { taskId: task.id });
  const { data: units } = useRead('org.units', {}, { staleTime: 300_000 });
  if (error) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (!data) return <LinesSkeleton lines={5} />;
  const names: HistoryNames = {
    unit: id => units?.find(unit => unit.id === id)?.shortName ?? id,
    target: id => task.targets.find(target => target.id === id)?.indicator ?? id,
  };
  return (
    <ol className="history">
      {data.map(row => {
        const operation = row.operation.split('.')[1] ?? row.operation;
        return (
          <li key={row.id}>
            <p>
              <TimeText at={row.at} /> <strong>{row.by ?? t('task:history.system')}</strong>{' '}
              {t(`task:history.did.${operation}`, { defaultValue: row.operation })}
            </p>
            <dl>
              {historyChanges(t, row, names).map(({ label, from, to }) => (
                <div key={label}>
                  <dt className="quiet">{label}</dt>
                  <dd>
                    {from && (
                      <>
                        <del>{from}</del> →{' '}
                      </>
                    )}
                    {to || '—'}
                  </dd>
                </div>
              ))}
            </dl>
          </li>
        );
      })}
    </ol>
  );
};
