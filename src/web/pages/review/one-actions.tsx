import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReviewOne, Step } from '../../../subjects/reporting/review-schema';
import { ReopenDialog } from './reopen-dialog';
import { StoppedDialog } from './stopped-dialog';
import { useDeed } from './use-deed';

type Props = {
  one: ReviewOne;
  /** The one that was looked at. */
  version: number;
  onReturn: () => void;
};

/** What the caller may do with a submission: take the next step, send it back, open it again. */
export const OneActions = ({ one, version, onReturn }: Props) => {
  const { t } = useTranslation('review');
  const step: Step = one.may.accept ? 'accept' : 'approve';
  const window = { formId: one.form.id, period: one.period };
  const deed = useDeed(window, step);
  const [reopening, setReopening] = useState(false);
  const { may } = one;
  if (!may.approve && !may.accept && !may.return && !may.reopen) return null;
  return (
    <div className="one-actions no-print">
      {(may.approve || may.accept) && (
        <Button type="primary" loading={deed.busy} onClick={() => void deed.run([{ unitId: one.unit.id, version }])}>
          {t(`step.${step}.one`)}
        </Button>
      )}
      {may.return && <Button onClick={onReturn}>{t('return.button')}</Button>}
      {may.reopen && <Button onClick={() => setReopening(true)}>{t('reopen.button')}</Button>}
      {reopening && <ReopenDialog one={one} onClose={() => setReopening(false)} />}
      {deed.stopped && <StoppedDialog deed={deed} stopped={deed.stopped} />}
    </div>
  );
};
