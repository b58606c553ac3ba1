import { Button } from 'antd';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePathId } from '../../address';
import { useRead, writeOnce } from '../../api';
import { ErrorNote } from '../../parts/error-note';
import { NewPasswordField } from '../../parts/new-password-field';
import { LinesSkeleton } from '../../parts/skeletons';
import { TextField } from '../../parts/text-field';
import { OpenFrame } from './open-frame';
import { SecondStep } from './second-step';
import { useAdmission } from './use-admission';

/** The administrator's link: a new password in the place of one that was forgotten. */
export const ResetPage = () => {
  const { t } = useTranslation(['identity', 'org']);
  const token = usePathId('token');
  const { step, admit, goIn } = useAdmission('/');
  // Asked once: after the password is set the link is over, and that is no error.
  const { data, error: missing } = useRead('identity.resetLink', { token }, { staleTime: Number.POSITIVE_INFINITY });
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    try {
      await admit(await writeOnce('identity.resetPassword', { token, password }));
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  };
  if (step)
    return <SecondStep step={step} login={data?.login ?? ''} onIn={goIn} onBack={() => location.assign('/sign-in')} />;
  if (missing)
    return (
      <OpenFrame title={t('reset.gone')} lead={t('reset.goneWhy')}>
        <p style={{ marginTop: 16 }}>
          <a href="/sign-in">{t('org:signIn.title')}</a>
        </p>
      </OpenFrame>
    );
  if (!data)
    return (
      <OpenFrame title={t('reset.title')}>
        <LinesSkeleton lines={4} />
      </OpenFrame>
    );
  return (
    <OpenFrame
      title={t('reset.title')}
      lead={t('reset.lead', { tenant: data.tenantName, name: data.name, login: data.login })}
    >
      <form className="open-form" onSubmit={event => void save(event)}>
        <TextField
          label={t('org:signIn.login')}
          value={data.login}
          onValue={() => {}}
          readOnly
          autoComplete="username"
        />
        <NewPasswordField label={t('reset.next')} hasFactor={data.hasFactor} value={password} onValue={setPassword} />
        <ErrorNote error={error} />
        <Button type="primary" htmlType="submit" loading={busy} block>
          {t('reset.save')}
        </Button>
      </form>
    </OpenFrame>
  );
};
