import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays } from '../../../kernel/calendar';
import { periodOn, shiftPeriod } from '../../../kernel/period';
import type { FormPage, WindowsPage } from '../../../subjects/reporting/form-schema';
import { useWrite } from '../../api';
import { useMe } from '../../me';
import { Dialog } from '../../parts/dialog';
import { ErrorNote } from '../../parts/error-note';
import { periodName } from '../../parts/period-name';
import { tell } from '../../parts/tell';

type Props = { form: FormPage; page: WindowsPage; onClose: () => void };
const BEFORE = 12;

/** Opens a period before its day, or one that was left out; the days follow from the form's timing. */
export const OpenWindowDialog = ({ form, page, onClose }: Props) => {
  const { t } = useTranslation('reporting');
  const { today } = useMe();
  const opened = new Set(page.windows.map(({ period }) => period));
  const now = periodOn(form.frequency, addDays(today, 0)).code;
  const periods = Array.from({ length: BEFORE + 2 }, (_, back) => shiftPeriod(now, 1 - back)).filter(
    period => !opened.has(period),
  );
  const [period, setPeriod] = useState(periods.find(code => code <= now) ?? periods[0] ?? '');
  const open = useWrite('reporting.openWindow');
  return (
    <Dialog title={t('windows.open')} onClose={onClose}>
      <form
        className="dialog-form"
        onSubmit={event => {
          event.preventDefault();
          open.mutate(
            { formId: form.id, period },
            {
              onSuccess: ({ expected }) => {
                tell(t('windows.opened', { period: periodName(t, period), count: expected }));
                onClose();
              },
            },
          );
        }}
      >
        <div className="text-field">
          <label htmlFor="open-period">{t('windows.period')}</label>
          <select id="open-period" data-first value={period} onChange={event => setPeriod(event.target.value)}>
            {periods.map(code => (
              <option key={code} value={code}>
                {periodName(t, code)}
              </option>
            ))}
          </select>
          <p className="quiet">{t('windows.openHow')}</p>
        </div>
        <ErrorNote error={open.error} />
        <div className="form-foot">
          <Button onClick={onClose}>{t('submit.cancel')}</Button>
          <Button type="primary" htmlType="submit" disabled={!period} loading={open.isPending}>
            {t('windows.openNow')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
};
