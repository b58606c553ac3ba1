import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Todo } from '../../../subjects/tasks/schema';
import { useWrite } from '../../api';
import { DateText, TimeText } from '../../parts/date-text';
import { ErrorNote } from '../../parts/error-note';
import { tell } from '../../parts/tell';
import { TodoGroup, TodoRow } from './todo-row';

/** 签收: one tap each, or all. */
export const SignGroup = ({ rows }: { rows: Todo['sign'] }) => {
  const { t } = useTranslation('todo');
  const sign = useWrite('tasks.sign');
  if (rows.length === 0) return null;
  const signAll = (chosen: Todo['sign']) =>
    sign.mutate(
      { tasks: chosen.map(({ taskId, unitId }) => ({ taskId, unitId })) },
      { onSuccess: () => tell(t('sign.done', { count: chosen.length })) },
    );
  const busy = (row: Todo['sign'][number]): boolean =>
    sign.isPending && sign.variables.tasks.some(one => one.taskId === row.taskId && one.unitId === row.unitId);
  return (
    <TodoGroup
      id="todo-sign"
      title={t('sign.title')}
      count={rows.length}
      action={
        rows.length > 1 && (
          <Button size="small" disabled={sign.isPending} onClick={() => signAll(rows)}>
            {t('sign.all', { count: rows.length })}
          </Button>
        )
      }
    >
      <ErrorNote error={sign.error} />
      <ul>
        {rows.map(row => (
          <TodoRow
            key={`${row.taskId} ${row.unitId}`}
            to={`/tasks/${row.taskId}`}
            number={row.number}
            title={row.title}
            about={
              <>
                <span>{row.unitName}</span>
                <span>
                  {t('sign.sent')} <TimeText at={row.sentAt} />
                </span>
                <span>
                  {t('due')} <DateText on={row.dueOn} form="sentence" />
                </span>
              </>
            }
          >
            <Button type="primary" loading={busy(row)} disabled={sign.isPending} onClick={() => signAll([row])}>
              {t('sign.one')}
            </Button>
          </TodoRow>
        ))}
      </ul>
    </TodoGroup>
  );
};
