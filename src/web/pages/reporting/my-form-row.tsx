import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { MyForm } from '../../../subjects/reporting/entry-schema';
import type { SubmissionKey } from '../../../subjects/reporting/schema';
import { DateText, TimeText } from '../../parts/date-text';
import { periodName } from '../../parts/period-name';
import { TodoRow } from '../todo/todo-row';
import { DaysLeft } from './days-left';

export const entryPath = ({ formId, period, unitId }: SubmissionKey): string =>
  `/reporting/${formId}/${period}/${unitId}`;

/** The day on which it is due for its unit. */
export const dueFor = ({ dueOn, extendedTo }: Pick<MyForm, 'dueOn' | 'extendedTo'>): string =>
  extendedTo && extendedTo > dueOn ? extendedTo : dueOn;

const OPEN = ['returned', 'late', 'due'];

/** One form of a unit for a period: the reason on top where it came back, one click to the grid. */
export const MyFormRow = ({ row, withUnit }: { row: MyForm; withUnit: boolean }) => {
  const { t } = useTranslation('reporting');
  const isOpen = OPEN.includes(row.state);
  return (
    <TodoRow
      to={entryPath(row)}
      number={null}
      title={`${row.name} ${periodName(t, row.period)}`}
      above={
        <>
          {row.state === 'returned' && (
            <p className="todo-reason">
              <span className="quiet">{t('mine.reason')}</span> {row.returnReason}
            </p>
          )}
          {row.reminder && isOpen && (
            <p className="todo-reason">
              <strong>{t('mine.reminded')}</strong>{' '}
              <span className="quiet">
                {row.reminder.by} <TimeText at={row.reminder.at} />
              </span>{' '}
              {row.reminder.text}
            </p>
          )}
        </>
      }
      about={
        <>
          {withUnit && <span>{row.unitName}</span>}
          {row.state === 'done' && (
            <span>
              {t(`stage.${(['open', 'submitted', 'approved', 'accepted'] as const)[row.stage]}`)}{' '}
              <TimeText at={row.submittedAt} />
            </span>
          )}
          {isOpen && (
            <span>
              {t('entry.due')} <DateText on={dueFor(row)} form="sentence" /> · <DaysLeft days={row.daysLeft} />
            </span>
          )}
          {row.state === 'coming' && (
            <span>
              {t('mine.opens')} <DateText on={row.opensOn} form="sentence" />
            </span>
          )}
          {row.state === 'locked' && (
            <span>
              {t('mine.locked')} <DateText on={row.locksOn} form="sentence" />
            </span>
          )}
          {row.state !== 'exempt' && <span>{t('mine.cells', { count: row.cells, minutes: row.minutes })}</span>}
          {row.draftCells > 0 && isOpen && <span>{t('mine.begun', { count: row.draftCells })}</span>}
        </>
      }
    >
      {row.state !== 'coming' && row.state !== 'exempt' && (
        <OpenEntry to={row} label={t(isOpen ? `mine.open.${row.state as 'due'}` : 'mine.open.look')} primary={isOpen} />
      )}
    </TodoRow>
  );
};

/** A button that is a link to the grid. */
export const OpenEntry = ({ to, label, primary = false }: { to: SubmissionKey; label: string; primary?: boolean }) => {
  const navigate = useNavigate();
  const href = entryPath(to);
  return (
    <Button
      type={primary ? 'primary' : 'default'}
      href={href}
      onClick={event => {
        if (event.metaKey || event.ctrlKey) return;
        event.preventDefault();
        void navigate({ to: href });
      }}
    >
      {label}
    </Button>
  );
};
