import { useTranslation } from 'react-i18next';
import type { ReviewOne } from '../../../subjects/reporting/review-schema';
import { TimeText } from '../../parts/date-text';

/** The way of a submission so far, newest first. */
export const OneEvents = ({ one }: { one: ReviewOne }) => {
  const { t } = useTranslation('review');
  if (one.events.length === 0) return null;
  return (
    <details className="one-events">
      <summary>{t('one.events', { count: one.events.length })}</summary>
      <ol>
        {one.events.map(event => (
          <li key={`${event.at} ${event.action}`}>
            <TimeText at={event.at} /> {event.by} <strong>{t(`action.${event.action}`)}</strong>
            {event.reason && <span className="quiet"> {event.reason}</span>}
          </li>
        ))}
      </ol>
    </details>
  );
};
