import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Todo } from '../../../subjects/tasks/schema';
import { useWrite } from '../../api';
import { DateText } from '../../parts/date-text';
import { ErrorNote } from '../../parts/error-note';
import { LightMark } from '../../parts/light-mark';
import { periodPart } from '../../parts/period-name';
import { tell } from '../../parts/tell';
import { OpenReport } from './open-report';
import { TodoGroup, TodoRow } from './todo-row';
import { useShown } from './use-shown';

type Row = Todo['report'][number];

/** 反馈: nothing changed is one tap; otherwise the report opens. */
export const ReportGroup = ({ rows }: { rows: Row[] }) => {
  const { t } = useTranslation('todo');
  const submit = useWrite('tasks.submitReport');
  const { shown, more } = useShown(rows);
  if (rows.length === 0) return null;
  const same = (row: Row, lastSummary: string, lastPercent: number) => {
    const mark = t('report.unchangedMark');
    const summary = lastSummary.startsWith(mark) ? lastSummary : `${mark}${lastSummary}`;
    const { taskId, unitId, period } = row;
    submit.mutate(
      { taskId, unitId, period, percent: lastPercent, summary },
      { onSuccess: () => tell(t('report.done', { title: row.title })) },
    );
  };
  return (
    <TodoGroup id="todo-report" title={t('report.title')} count={rows.length}>
      <ErrorNote error={submit.error} />
      <ul>
        {shown.map(row => (
          <TodoRow
            key={`${row.taskId} ${row.unitId} ${row.period}`}
            to={`/tasks/${row.taskId}`}
            search={{ report: `${row.unitId}.${row.period}` }}
            number={row.number}
            title={row.title}
            about={
              <>
                <LightMark light={row.light} />
                <span>{row.unitName}</span>
                <span>{periodPart(t, row.period)}</span>
                <span className={row.workdaysLeft < 0 ? 'todo-late' : ''}>
                  <DateText on={row.dueOn} form="sentence" /> · {workdays(t, row.workdaysLeft)}
                </span>
              </>
            }
            below={
              row.lastSummary && (
                <p className="todo-last">
                  {row.lastPercent !== null && <span className="number">{row.lastPercent}% </span>}
                  {row.lastSummary}
                </p>
              )
            }
          >
            {row.lastSummary && row.lastPercent !== null && (
              <Button
                loading={submit.isPending && submit.variables.taskId === row.taskId}
                disabled={submit.isPending}
                onClick={() => same(row, row.lastSummary ?? '', row.lastPercent ?? 0)}
              >
                {t('report.same')}
              </Button>
            )}
            <OpenReport taskId={row.taskId} unitId={row.unitId} period={row.period} label={t('report.open')} primary />
          </TodoRow>
        ))}
      </ul>
      {more}
    </TodoGroup>
  );
};

const workdays = (t: ReturnType<typeof useTranslation<'todo'>>['t'], left: number): string => {
  if (left === 0) return t('days.today');
  return left > 0 ? t('days.left', { count: left }) : t('days.late', { count: -left });
};
