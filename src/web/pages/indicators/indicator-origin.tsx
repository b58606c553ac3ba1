import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Series } from '../../../subjects/analysis/schema';
import { TimeText } from '../../parts/date-text';
import { Quantity } from '../../parts/quantity';

/** 目标出处: the sentence of the plan, the task it became, and every revision with its signature. */
export const IndicatorOrigin = ({ series: { indicator, target } }: { series: Series }) => {
  const { t } = useTranslation('analysis');
  if (!target) return null;
  return (
    <section className="indicator-section" aria-label={t('section.target')}>
      <h2>{t('section.target')}</h2>
      {target.text && <blockquote className="document-text">{target.text}</blockquote>}
      {target.taskId && (
        <p>
          <Link to={`/targets/${target.targetId}`}>{t('origin.target')}</Link>{' '}
          <Link to={`/tasks/${target.taskId}`}>{t('origin.task')}</Link>
        </p>
      )}
      {target.revisions.length > 0 && (
        <>
          <h3>{t('section.revisions')}</h3>
          <ol className="revisions">
            {target.revisions.map(({ at, by, reason, before, after }) => (
              <li key={at}>
                <TimeText at={at} /> <Quantity value={before} unit={indicator.unit} /> →{' '}
                <strong>
                  <Quantity value={after} unit={indicator.unit} />
                </strong>
                <p className="quiet">{t('revision.by', { by, reason })}</p>
              </li>
            ))}
          </ol>
        </>
      )}
    </section>
  );
};
