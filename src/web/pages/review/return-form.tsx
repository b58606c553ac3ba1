import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ReviewOne } from '../../../subjects/reporting/review-schema';
import { ErrorNote } from '../../parts/error-note';
import { TextArea } from '../tasks/text-area';
import type { Return } from './use-return';

type Props = { one: ReviewOne; giveBack: Return; onCancel: () => void };

/** 退回: the overall reason; cells are clicked in the table below. */
export const ReturnForm = ({ one, giveBack, onCancel }: Props) => {
  const { t } = useTranslation('review');
  return (
    <form
      className="return-form no-print"
      aria-label={t('return.title', { unit: one.unit.name })}
      onSubmit={event => {
        event.preventDefault();
        giveBack.send();
      }}
    >
      <TextArea
        label={t('return.reason')}
        value={giveBack.reason}
        maxLength={1000}
        rows={2}
        autoFocus
        onValue={giveBack.setReason}
      />
      <p className="quiet">{t('return.cells', { count: giveBack.marked })}</p>
      <ErrorNote error={giveBack.error} />
      <div className="form-foot">
        <Button onClick={onCancel}>{t('cancel')}</Button>
        <Button type="primary" htmlType="submit" disabled={!giveBack.ready} loading={giveBack.busy}>
          {t('return.send')}
        </Button>
      </div>
    </form>
  );
};
