import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormRow, WindowRow } from '../../../subjects/reporting/form-schema';
import { useRead, useWrite } from '../../api';
import { useMe } from '../../me';
import { Dialog } from '../../parts/dialog';
import { ErrorNote } from '../../parts/error-note';
import { periodName } from '../../parts/period-name';
import { tell } from '../../parts/tell';
import { TextField } from '../../parts/text-field';
import { TextArea } from '../tasks/text-area';

/** 定格一期: which form and period, how far it has come, what is declared, and the signature. */
export const CloseDialog = ({ forms, onClose }: { forms: FormRow[]; onClose: () => void }) => {
  const { t } = useTranslation('review');
  const me = useMe();
  const navigate = useNavigate();
  const ids = { form: useId(), period: useId() };
  const kept = forms.filter(({ mayKeep, window }) => mayKeep && window !== null);
  const [formId, setFormId] = useState(kept[0]?.id ?? '');
  const { data, error } = useRead('reporting.windows', { formId }, { enabled: formId !== '' });
  const windows = data?.windows.filter(({ state }) => state !== 'coming') ?? [];
  const [chosen, setPeriod] = useState<string | null>(null);
  const window = windows.find(({ period }) => period === chosen) ?? windows[0];
  const [statement, setStatement] = useState(t('close.usual'));
  const [signedAs, setSignedAs] = useState('');
  const close = useWrite('reporting.closePeriod');
  const signed = signedAs.trim() === me.user.name;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!window || !signed) return;
    close.mutate(
      { formId, period: window.period, statement: statement.trim(), signedAs: signedAs.trim() },
      {
        onSuccess: ({ snapshotId }) => {
          tell(t('close.done', { period: periodName(t, window.period) }));
          void navigate({ to: `/review/snapshots/${snapshotId}` });
        },
      },
    );
  };
  return (
    <Dialog title={t('snapshots.close')} onClose={onClose}>
      <form className="dialog-form" onSubmit={submit}>
        <div className="text-field">
          <label htmlFor={ids.form}>{t('column.form')}</label>
          <select
            id={ids.form}
            value={formId}
            onChange={event => {
              setFormId(event.target.value);
              setPeriod(null);
            }}
          >
            {kept.map(form => (
              <option key={form.id} value={form.id}>
                {form.name}
              </option>
            ))}
          </select>
        </div>
        <div className="text-field">
          <label htmlFor={ids.period}>{t('close.period')}</label>
          <select id={ids.period} value={window?.period ?? ''} onChange={event => setPeriod(event.target.value)}>
            {windows.map(({ period }) => (
              <option key={period} value={period}>
                {periodName(t, period)}
              </option>
            ))}
          </select>
        </div>
        {window && <HowFar window={window} />}
        <TextArea label={t('close.statement')} value={statement} maxLength={1000} rows={2} onValue={setStatement} />
        <TextField
          label={t('sign.label')}
          value={signedAs}
          onValue={setSignedAs}
          hint={t('sign.hint', { name: me.user.name })}
          maxLength={100}
        />
        <ErrorNote error={error ?? close.error} />
        <div className="form-foot">
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button
            type="primary"
            htmlType="submit"
            disabled={!window || !signed || statement.trim() === ''}
            loading={close.isPending}
          >
            {t('close.send')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
};

const HowFar = ({ window }: { window: WindowRow }) => {
  const { t } = useTranslation('review');
  const { expected, accepted } = window.tally;
  return (
    <p className="review-note">
      {t('snapshots.accepted', { accepted, expected })}
      {accepted < expected ? t('close.incomplete', { count: expected - accepted }) : t('close.complete')}
      {window.closedAt && ` ${t('close.again')}`}
    </p>
  );
};
