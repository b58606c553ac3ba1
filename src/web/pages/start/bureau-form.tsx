import { Button } from 'antd';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { writeOnce } from '../../api';
import { ApiError } from '../../api-error';
import { ErrorNote } from '../../parts/error-note';
import { NewPasswordField } from '../../parts/new-password-field';
import { TextField } from '../../parts/text-field';

const empty = { name: '', shortName: '', login: 'admin', userName: '', password: '' };
type Field = keyof typeof empty;
const fields: { field: Field; type?: string; autoComplete?: string; minLength?: number; maxLength: number }[] = [
  { field: 'name', minLength: 2, maxLength: 100, autoComplete: 'organization' },
  { field: 'shortName', maxLength: 30 },
  { field: 'userName', maxLength: 50, autoComplete: 'name' },
  { field: 'login', minLength: 2, maxLength: 40, autoComplete: 'username' },
];

/** An empty bureau with its first administrator. */
export const BureauForm = ({ onDone, disabled }: { onDone: () => void; disabled: boolean }) => {
  const { t } = useTranslation('org');
  const [values, setValues] = useState(empty);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const wrong = error instanceof ApiError && error.code === 'invalid-input' ? String(error.detail.field) : null;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    try {
      await writeOnce('identity.createBureau', values);
      onDone();
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  };
  return (
    <form className="open-form" onSubmit={event => void submit(event)}>
      {fields.map(({ field, ...input }) => (
        <TextField
          key={field}
          {...input}
          label={t(`start.own.${field}`)}
          hint={t(`start.own.hint.${field}`, { defaultValue: '' })}
          error={wrong === field ? t('start.own.wrong') : null}
          value={values[field]}
          onValue={value => setValues({ ...values, [field]: value })}
          required
        />
      ))}
      <NewPasswordField
        label={t('start.own.password')}
        value={values.password}
        onValue={password => setValues({ ...values, password })}
      />
      <ErrorNote error={error} />
      <div>
        <Button type="primary" htmlType="submit" loading={busy} disabled={disabled}>
          {t('start.own.create')}
        </Button>
      </div>
    </form>
  );
};
