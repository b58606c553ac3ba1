import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dateInChina } from '../../../kernel/today';
import type { Exceptions } from '../../../subjects/reporting/review-schema';
import { useWrite } from '../../api';
import { useMe } from '../../me';
import { Dialog } from '../../parts/dialog';
import { ErrorNote } from '../../parts/error-note';
import { tell } from '../../parts/tell';
import { TextArea } from '../tasks/text-area';

type Props = { window: { formId: string; period: string }; missing: Exceptions['missing'] };

/** 催报: all units of a list that have not handed in and were not asked today, with a word to them. */
export const RemindUnits = ({ window, missing }: Props) => {
  const { t } = useTranslation('review');
  const { today } = useMe();
  const [asking, setAsking] = useState(false);
  const [text, setText] = useState('');
  const remind = useWrite('reporting.remind');
  const unitIds = missing
    .filter(({ stage, remindedAt }) => stage === 0 && (remindedAt === null || dateInChina(remindedAt) !== today))
    .map(({ unitId }) => unitId);
  const count = unitIds.length;
  if (count === 0) return null;
  return (
    <div className="remind-units no-print">
      <Button onClick={() => setAsking(true)}>{t('remind.button', { count })}</Button>
      {asking && (
        <Dialog title={t('remind.title', { count })} onClose={() => setAsking(false)}>
          <form
            className="dialog-form"
            onSubmit={event => {
              event.preventDefault();
              remind.mutate(
                { ...window, unitIds, text: text.trim() },
                {
                  onSuccess: done => {
                    tell(t(done.skipped > 0 ? 'remind.doneSome' : 'remind.done', done));
                    setAsking(false);
                    setText('');
                  },
                },
              );
            }}
          >
            <p>{t('remind.how')}</p>
            <TextArea label={t('remind.text')} value={text} maxLength={200} rows={2} data-first onValue={setText} />
            <ErrorNote error={remind.error} />
            <div className="form-foot">
              <Button onClick={() => setAsking(false)}>{t('cancel')}</Button>
              <Button type="primary" htmlType="submit" loading={remind.isPending}>
                {t('remind.send')}
              </Button>
            </div>
          </form>
        </Dialog>
      )}
    </div>
  );
};
