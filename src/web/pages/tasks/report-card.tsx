import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReportRow, SubmissionBody, TaskTarget } from '../../../subjects/tasks/schema';
import { TimeText } from '../../parts/date-text';
import { periodPart } from '../../parts/period-name';
import { Quantity } from '../../parts/quantity';
import { EvidenceFiles } from './evidence-files';
import { DifferentFigure, DifferentText } from './report-difference';
import { ReviewForm } from './review-form';

type Props = {
  report: ReportRow;
  targets: TaskTarget[];
  mayReview: boolean;
  /** The address asked for this one: it comes into sight. */
  isAsked: boolean;
};

/** One report: what was said, against the round before where it was returned, its files, and the review. */
export const ReportCard = ({ report, targets, mayReview, isAsked }: Props) => {
  const { t } = useTranslation('task');
  const card = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isAsked) card.current?.scrollIntoView({ block: 'start' });
  }, [isAsked]);
  // A returned report is read against the reason; its corrected round against what was returned.
  const previous = report.status === 'returned' ? null : report.previous;
  return (
    <li className="report" ref={card}>
      <header className="report-head">
        <strong>{periodPart(t, report.period)}</strong>
        <span>{report.unitName}</span>
        <span className="number">
          <DifferentFigure before={previous?.percent ?? null} after={report.percent} unit="%" />
        </span>
        <span className={`report-status ${report.status}`}>{t(`report.status.${report.status}`)}</span>
        {report.rounds > 1 && <span className="quiet">{t('report.round', { round: report.rounds })}</span>}
      </header>
      {report.status === 'returned' && report.returnReason && (
        <p className="return-reason">
          <strong>{t('report.returned', { by: report.reviewedBy ?? '' })}</strong> {report.returnReason}
        </p>
      )}
      {previous && <p className="quiet report-note">{t('report.difference')}</p>}
      <ReportText previous={previous} report={report} field="summary" />
      <ReportText previous={previous} report={report} field="problem" />
      <ReportText previous={previous} report={report} field="nextStep" />
      <ReportValues previous={previous} report={report} targets={targets} />
      <EvidenceFiles files={report.files} before={previous?.files ?? null} />
      <p className="quiet report-foot">
        {report.submittedAt && (
          <span>
            {t('report.submitted', { by: report.submittedBy ?? '' })} <TimeText at={report.submittedAt} />
          </span>
        )}
        {report.reviewedAt && report.status === 'accepted' && (
          <span>
            {t('report.accepted', { by: report.reviewedBy ?? '' })} <TimeText at={report.reviewedAt} />
          </span>
        )}
      </p>
      {mayReview && <ReviewForm report={report} />}
    </li>
  );
};

type TextProps = { previous: SubmissionBody | null; report: ReportRow; field: 'summary' | 'problem' | 'nextStep' };

const ReportText = ({ previous, report, field }: TextProps) => {
  const { t } = useTranslation('task');
  const [before, after] = [previous?.[field] ?? null, report[field]];
  if (!after && !before) return null;
  return (
    <div className="report-text">
      {field !== 'summary' && <h3>{t(`report.${field}`)}</h3>}
      <p>
        <DifferentText before={before} after={after} />
      </p>
    </div>
  );
};

type ValuesProps = { previous: SubmissionBody | null; report: ReportRow; targets: TaskTarget[] };

const ReportValues = ({ previous, report, targets }: ValuesProps) => {
  if (report.values.length === 0) return null;
  const before = new Map(previous?.values.map(({ targetId, value }) => [targetId, value]));
  return (
    <ul className="report-values">
      {report.values.map(({ targetId, value }) => {
        const target = targets.find(({ id }) => id === targetId);
        const old = before.get(targetId);
        return (
          <li key={targetId}>
            <span>{target?.indicator ?? '—'}</span>
            <span>
              {old !== undefined && old !== value && (
                <del>
                  <Quantity value={old} unit={target?.unit ?? null} />
                </del>
              )}{' '}
              <Quantity value={value} unit={target?.unit ?? null} />
            </span>
          </li>
        );
      })}
    </ul>
  );
};
