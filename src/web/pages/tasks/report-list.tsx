import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TaskPage } from '../../../subjects/tasks/schema';
import { ReportCard } from './report-card';

const FIRST = 3;

type Props = {
  task: TaskPage;
  /** The report to look at first. */
  review: string | undefined;
};

/** 进展反馈 by period, newest first; what waits for a review stands open. */
export const ReportList = ({ task, review }: Props) => {
  const { t } = useTranslation('task');
  const [all, setAll] = useState(false);
  const reports = task.reports
    .filter(({ status }) => status !== 'draft')
    .toSorted((a, b) => b.period.localeCompare(a.period) || a.unitName.localeCompare(b.unitName, 'zh'));
  if (reports.length === 0) return <p className="quiet">{t('report.none')}</p>;
  const first = reports.filter(
    ({ id, status }, index) => index < FIRST || id === review || (task.may.review && status === 'submitted'),
  );
  const shown = all ? reports : first;
  return (
    <>
      <ul className="reports">
        {shown.map(report => (
          <ReportCard
            key={report.id}
            report={report}
            targets={task.targets}
            mayReview={task.may.review && report.status === 'submitted'}
            isAsked={report.id === review}
          />
        ))}
      </ul>
      {shown.length < reports.length && (
        <button type="button" className="link-button no-print" onClick={() => setAll(true)}>
          {t('report.more', { count: reports.length - shown.length })}
        </button>
      )}
    </>
  );
};
