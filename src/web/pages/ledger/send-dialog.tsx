import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useWrite } from '../../api';
import { Dialog } from '../../parts/dialog';
import { ErrorNote } from '../../parts/error-note';
import { tell } from '../../parts/tell';

// What the operation takes at once.
const BATCH = 1000;

/** 下发 goes out to others: it asks first. */
export const SendDialog = ({ taskIds, onClose }: { taskIds: string[]; onClose: (sent: boolean) => void }) => {
  const { t } = useTranslation('ledger');
  const send = useWrite('tasks.send');
  const go = async () => {
    let sent = 0;
    let without = 0;
    for (let from = 0; from < taskIds.length; from += BATCH) {
      const answer = await send.mutateAsync({ taskIds: taskIds.slice(from, from + BATCH) });
      sent += answer.sent;
      without += answer.withoutLead.length;
    }
    tell(without ? t('send.doneWithout', { count: sent, without }) : t('send.done', { count: sent }));
    onClose(true);
  };
  return (
    <Dialog title={t('send.title', { count: taskIds.length })} onClose={() => onClose(false)} width={420}>
      <p>{t('send.what')}</p>
      <ErrorNote error={send.error} />
      <div className="form-foot">
        <Button onClick={() => onClose(false)}>{t('frame:close')}</Button>
        {/* An error stands above; the promise has nothing more to say. */}
        <Button type="primary" loading={send.isPending} onClick={() => void go().catch(() => {})}>
          {t('send.go')}
        </Button>
      </div>
    </Dialog>
  );
};
