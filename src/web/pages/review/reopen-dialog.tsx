import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReviewOne } from '../../../subjects/reporting/review-schema';
import { useWrite } from '../../api';
import { Dialog } from '../../parts/dialog';
import { ErrorNote } from '../../parts/error-note';
import { tell } from '../../parts/tell';
import { TextArea } from '../tasks/text-area';

/** 重新打开: with its reason; what was accepted stands until the next acceptance. */
export const ReopenDialog = ({ one, onClose }: { one: ReviewOne; onClose: () => void }) => {
  const { t } = useTranslation('review');
  const [reason, setReason] = useState('');
  const reopen = useWrite('reporting.reopen');
  const { form, period, unit, version } = one;
  return (
    <Dialog title={t('reopen.title', { unit: unit.name })} onClose={onClose}>
      <form
        className="dialog-form"
        onSubmit={event => {
          event.preventDefault();
          reopen.mutate(
            { formId: form.id, period, unitId: unit.id, version, reason: reason.trim() },
            {
              onSuccess: () => {
                tell(t('reopen.done', { unit: unit.name }));
                onClose();
              },
            },
          );
        }}
      >
        <p>{t(one.stage === 3 ? 'reopen.howAccepted' : 'reopen.how')}</p>
        <TextArea label={t('reason')} value={reason} maxLength={1000} rows={3} data-first onValue={setReason} />
        <ErrorNote error={reopen.error} />
        <div className="form-foot">
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="primary" htmlType="submit" disabled={reason.trim() === ''} loading={reopen.isPending}>
            {t('reopen.button')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
};
