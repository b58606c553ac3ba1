import { Button } from 'antd';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Todo } from '../../../subjects/tasks/schema';
import { useWrite } from '../../api';
import { TimeText } from '../../parts/date-text';
import { ErrorNote } from '../../parts/error-note';
import { tell } from '../../parts/tell';
import { useDraft } from '../../parts/use-draft';
import '../../parts/text-field.css';
import { periodPart } from '../../parts/period-name';
import { TodoGroup, TodoRow } from './todo-row';
import { useShown } from './use-shown';

type Row = Todo['review'][number];

/** 审核: accept in one tap, or return with a reason. */
export const ReviewGroup = ({ rows }: { rows: Row[] }) => {
  const { t } = useTranslation('todo');
  const { shown, more } = useShown(rows);
  if (rows.length === 0) return null;
  return (
    <TodoGroup id="todo-review" title={t('review.title')} count={rows.length}>
      <ul>
        {shown.map(row => (
          <ReviewRow key={row.reportId} row={row} />
        ))}
      </ul>
      {more}
    </TodoGroup>
  );
};

const ReviewRow = ({ row }: { row: Row }) => {
  const { t } = useTranslation('todo');
  const review = useWrite('tasks.reviewReport');
  const [returning, setReturning] = useState(false);
  const { reportId, version } = row;
  const decide = (verdict: 'accepted' | 'returned', reason = '', after?: () => void) =>
    review.mutate(
      { reportId, version, verdict, reason },
      {
        onSuccess: () => {
          after?.();
          tell(t(`review.${verdict}`, { unit: row.unitName }));
        },
      },
    );
  return (
    <TodoRow
      to={`/tasks/${row.taskId}`}
      search={{ review: row.reportId }}
      number={row.number}
      title={row.title}
      about={
        <>
          <span>{row.unitName}</span>
          <span>{periodPart(t, row.period)}</span>
          {row.percent !== null && <span className="number">{row.percent}%</span>}
          {row.round > 1 && <span>{t('review.round', { round: row.round })}</span>}
          <span>
            <TimeText at={row.submittedAt} />
          </span>
        </>
      }
      below={
        <>
          <p className="todo-last">{row.summary}</p>
          <ErrorNote error={review.error} />
          {returning && (
            <ReturnForm
              reportId={reportId}
              busy={review.isPending}
              onReturn={(reason, after) => decide('returned', reason, after)}
              onCancel={() => setReturning(false)}
            />
          )}
        </>
      }
    >
      <Button disabled={review.isPending} aria-expanded={returning} onClick={() => setReturning(!returning)}>
        {t('review.return')}
      </Button>
      <Button type="primary" loading={review.isPending && !returning} onClick={() => decide('accepted')}>
        {t('review.accept')}
      </Button>
    </TodoRow>
  );
};

type ReturnProps = {
  reportId: string;
  busy: boolean;
  onReturn: (reason: string, after: () => void) => void;
  onCancel: () => void;
};

const ReturnForm = ({ reportId, busy, onReturn, onCancel }: ReturnProps) => {
  const { t } = useTranslation('todo');
  const id = useId();
  const reason = useDraft(`return.${reportId}`, '');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onReturn(reason.value.trim(), reason.clear);
  };
  return (
    <form className="text-field todo-return" onSubmit={submit}>
      <label htmlFor={id}>{t('review.reason')}</label>
      <textarea
        id={id}
        rows={2}
        maxLength={1000}
        required
        // biome-ignore lint/a11y/noAutofocus: opened by the button beside it
        autoFocus
        value={reason.value}
        onChange={event => reason.set(event.target.value)}
      />
      <div className="todo-actions">
        <Button onClick={onCancel}>{t('review.cancel')}</Button>
        <Button type="primary" htmlType="submit" loading={busy}>
          {t('review.confirmReturn')}
        </Button>
      </div>
    </form>
  );
};
