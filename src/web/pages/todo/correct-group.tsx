import { useTranslation } from 'react-i18next';
import type { Todo } from '../../../subjects/tasks/schema';
import { TimeText } from '../../parts/date-text';
import { periodPart } from '../../parts/period-name';
import { OpenReport } from './open-report';
import { TodoGroup, TodoRow } from './todo-row';

/** 退回修改: the reason on top. */
export const CorrectGroup = ({ rows }: { rows: Todo['correct'] }) => {
  const { t } = useTranslation('todo');
  if (rows.length === 0) return null;
  return (
    <TodoGroup id="todo-correct" title={t('correct.title')} count={rows.length}>
      <ul>
        {rows.map(row => (
          <TodoRow
            key={row.reportId}
            to={`/tasks/${row.taskId}`}
            search={{ report: `${row.unitId}.${row.period}` }}
            number={row.number}
            title={row.title}
            above={
              <p className="todo-reason">
                <span className="quiet">{t('correct.reason')}</span> {row.reason}
              </p>
            }
            about={
              <>
                <span>{row.unitName}</span>
                <span>{periodPart(t, row.period)}</span>
                <span>
                  {t('correct.returned')} <TimeText at={row.returnedAt} />
                </span>
              </>
            }
          >
            <OpenReport taskId={row.taskId} unitId={row.unitId} period={row.period} label={t('correct.open')} primary />
          </TodoRow>
        ))}
      </ul>
    </TodoGroup>
  );
};
