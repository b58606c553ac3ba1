import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { WindowRow } from '../../../subjects/reporting/form-schema';
import { useWrite } from '../../api';
import { Dialog } from '../../parts/dialog';
import { ErrorNote } from '../../parts/error-note';
import { periodName } from '../../parts/period-name';
import { tell } from '../../parts/tell';
import { TextField } from '../../parts/text-field';

type Props = { formId: string; window: WindowRow; onClose: () => void };

/** The three days of one window. */
export const WindowDaysDialog = ({ formId, window, onClose }: Props) => {
  const { t } = useTranslation('reporting');
  const { period, version } = window;
  const [days, setDays] = useState({ opensOn: window.opensOn, dueOn: window.dueOn, locksOn: window.locksOn });
  const save = useWrite('reporting.setWindow');
  const name = periodName(t, period);
  return (
    <Dialog title={t('windows.daysOf', { period: name })} onClose={onClose}>
      <form
        className="dialog-form"
        onSubmit={event => {
          event.preventDefault();
          save.mutate(
            { formId, period, version, ...days },
            {
              onSuccess: () => {
                tell(t('windows.daysSaved', { period: name }));
                onClose();
              },
            },
          );
        }}
      >
        {(['opensOn', 'dueOn', 'locksOn'] as const).map(field => (
          <TextField
            key={field}
            type="date"
            required
            label={t(`windows.${field}`)}
            value={days[field]}
            onValue={value => setDays({ ...days, [field]: value })}
          />
        ))}
        <ErrorNote error={save.error} />
        <div className="form-foot">
          <Button onClick={onClose}>{t('submit.cancel')}</Button>
          <Button type="primary" htmlType="submit" loading={save.isPending}>
            {t('windows.saveDays')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
};
