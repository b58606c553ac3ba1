import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { TaskPage } from '../../../subjects/tasks/schema';

/** The sentence of the document that the task came from, in the document's own type, with the way to it. */
export const SourceSentence = ({ plan }: { plan: NonNullable<TaskPage['plan']> }) => {
  const { t } = useTranslation('task');
  const at = `${plan.span[0]}-${plan.span[1]}`;
  return (
    <figure className="source-sentence">
      <blockquote className="document-text">{plan.sentence.trim()}</blockquote>
      <figcaption>
        <Link to={`/plans/${plan.id}`} search={{ at } as never}>
          {t('source.open', { title: plan.title })}
        </Link>
      </figcaption>
    </figure>
  );
};
