import { Button } from 'antd';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReportRow } from '../../../subjects/tasks/schema';
import { useWrite } from '../../api';
import { ErrorNote } from '../../parts/error-note';
import { tell } from '../../parts/tell';
import { useDraft } from '../../parts/use-draft';
import { TextArea } from './text-area';

/** 审核: accept, or return with a reason; without a reason it cannot be returned. */
export const ReviewForm = ({ report }: { report: ReportRow }) => {
  const { t } = useTranslation('task');
  const review = useWrite('tasks.reviewReport');
  const [returning, setReturning] = useState(false);
  const reason = useDraft(`return.${report.id}`, '');
  const decide = (verdict: 'accepted' | 'returned') =>
    review.mutate(
      {
        reportId: report.id,
        version: report.version,
        verdict,
        reason: verdict === 'returned' ? reason.value.trim() : '',
      },
      {
        onSuccess: () => {
          reason.clear();
          tell(t(`review.done.${verdict}`, { unit: report.unitName }));
        },
      },
    );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    decide('returned');
  };
  return (
    <form className="review-form no-print" onSubmit={submit}>
      {returning && (
        <TextArea
          label={t('review.reason')}
          value={reason.value}
          onValue={reason.set}
          required
          maxLength={1000}
          rows={2}
          autoFocus
        />
      )}
      <ErrorNote error={review.error} />
      <div className="form-foot">
        {returning ? (
          <>
            <Button onClick={() => setReturning(false)}>{t('action.cancel')}</Button>
            <Button type="primary" htmlType="submit" disabled={reason.value.trim() === ''} loading={review.isPending}>
              {t('review.confirmReturn')}
            </Button>
          </>
        ) : (
          <>
            <Button onClick={() => setReturning(true)}>{t('review.return')}</Button>
            <Button type="primary" loading={review.isPending} onClick={() => decide('accepted')}>
              {t('review.accept')}
            </Button>
          </>
        )}
      </div>
    </form>
  );
};
