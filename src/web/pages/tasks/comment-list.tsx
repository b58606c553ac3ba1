import { useTranslation } from 'react-i18next';
import type { TaskPage } from '../../../subjects/tasks/schema';
import { TimeText } from '../../parts/date-text';
import { PersonChip } from '../../parts/person-chip';
import { CommentForm } from './comment-form';

/** Comments and instructions (批示), oldest first, and the place to write the next. */
export const CommentList = ({ task }: { task: TaskPage }) => {
  const { t } = useTranslation('task');
  const { comment, instruct } = task.may;
  return (
    <>
      {task.comments.length === 0 && !comment && !instruct && <p className="quiet">{t('comment.none')}</p>}
      <ul className="comments">
        {task.comments.map(one => (
          <li key={one.id} className={one.kind}>
            <p className="comment-by quiet">
              {one.kind === 'instruction' && <strong className="instruction-word">{t('comment.instruction')}</strong>}
              <PersonChip name={one.by} title={one.byTitle} /> <TimeText at={one.at} />
            </p>
            <p className="comment-body">{one.body}</p>
          </li>
        ))}
      </ul>
      {instruct && <CommentForm taskId={task.id} kind="instruction" />}
      {comment && !instruct && <CommentForm taskId={task.id} kind="comment" />}
    </>
  );
};
