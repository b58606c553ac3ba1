import { Button } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormPage, WindowRow } from '../../../subjects/reporting/form-schema';
import { readOnce, useWrite } from '../../api';
import { DateText } from '../../parts/date-text';
import { Dialog } from '../../parts/dialog';
import { ErrorNote } from '../../parts/error-note';
import { periodName } from '../../parts/period-name';
import { tell } from '../../parts/tell';
import { TextField } from '../../parts/text-field';
import { UnitPicker } from '../../parts/unit-picker';

type Props = { form: FormPage; window: WindowRow; onClose: () => void };
type Kind = 'exempt' | 'extend';

/** 免报 and 延期 of single units in one period: those that are, and one more. Both need their reason. */
export const ExceptionDialog = ({ form, window, onClose }: Props) => {
  const { t } = useTranslation('reporting');
  const { period, exceptions } = window;
  const [kind, setKind] = useState<Kind>('extend');
  const [unitId, setUnitId] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const [until, setUntil] = useState(window.locksOn);
  const [missing, setMissing] = useState<unknown>(null);
  const exempt = useWrite('reporting.exempt');
  const extend = useWrite('reporting.extend');
  const id = useId();
  const done = () => {
    tell(t('exception.saved'));
    onClose();
  };
  const save = async () => {
    if (!unitId) return;
    setMissing(null);
    const key = { formId: form.id, period, unitId };
    try {
      // The version that the deed is about: the list above knows only units that have an exception already.
      const { version } = await readOnce('reporting.entry', key);
      if (kind === 'exempt') exempt.mutate({ ...key, version, reason }, { onSuccess: done });
      else extend.mutate({ ...key, version, until, reason }, { onSuccess: done });
    } catch (error) {
      setMissing(error);
    }
  };
  const takeBack = (one: WindowRow['exceptions'][number]) => {
    const key = { formId: form.id, period, unitId: one.unitId, version: one.version };
    if (one.exempt !== null) exempt.mutate({ ...key, reason: null }, { onSuccess: done });
    else extend.mutate({ ...key, until: null, reason: t('exception.takenBack') }, { onSuccess: done });
  };
  return (
    <Dialog title={t('exception.title', { period: periodName(t, period) })} onClose={onClose}>
      {exceptions.length > 0 && (
        <ul className="exception-list">
          {exceptions.map(one => (
            <li key={one.unitId}>
              <span>
                {one.unitName}{' '}
                <span className="quiet">
                  {one.exempt !== null ? (
                    t('exception.isExempt', { reason: one.exempt })
                  ) : (
                    <>
                      {t('exception.until')} <DateText on={one.extendedTo} />
                    </>
                  )}
                </span>
              </span>
              <Button size="small" onClick={() => takeBack(one)}>
                {t('exception.takeBack')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <form
        className="dialog-form"
        onSubmit={event => {
          event.preventDefault();
          void save();
        }}
      >
        <div className="text-field">
          <label htmlFor={`${id}-unit`}>{t('exception.unit')}</label>
          <UnitPicker
            id={`${id}-unit`}
            label={t('exception.unit')}
            kinds={[form.level]}
            value={unitId}
            onChange={setUnitId}
          />
        </div>
        <div className="text-field">
          <label htmlFor={`${id}-kind`}>{t('exception.kind')}</label>
          <select id={`${id}-kind`} value={kind} onChange={event => setKind(event.target.value as Kind)}>
            <option value="extend">{t('exception.extend')}</option>
            <option value="exempt">{t('exception.exempt')}</option>
          </select>
        </div>
        {kind === 'extend' && (
          <TextField
            type="date"
            required
            min={window.dueOn}
            label={t('exception.until')}
            value={until}
            onValue={setUntil}
          />
        )}
        <TextField required maxLength={500} label={t('exception.reason')} value={reason} onValue={setReason} />
        <ErrorNote error={missing ?? exempt.error ?? extend.error} />
        <div className="form-foot">
          <Button onClick={onClose}>{t('submit.cancel')}</Button>
          <Button
            type="primary"
            htmlType="submit"
            disabled={!unitId || reason.trim() === ''}
            loading={exempt.isPending || extend.isPending}
          >
            {t('exception.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
};
