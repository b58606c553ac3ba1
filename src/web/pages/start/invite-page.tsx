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

/** An invitation: who invites whom to which post, and the password to set. */
export const InvitePage = () => {
  const { t } = useTranslation(['org', 'frame']);
  const token = usePathId('token');
  const { step, admit, goIn } = useAdmission('/');
  const { data, error: missing } = useRead('identity.invitation', { token });
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const accept = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    try {
      await admit(await writeOnce('identity.acceptInvitation', { token, password }));
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  };
  // The invitation is used up by now: back leads to the sign-in with the new password.
  if (step)
    return <SecondStep step={step} login={data?.login ?? ''} onIn={goIn} onBack={() => location.assign('/sign-in')} />;
  if (missing)
    return (
      <OpenFrame title={t('org:invite.gone')} lead={t('org:invite.goneWhy')}>
        <p style={{ marginTop: 16 }}>
          <a href="/sign-in">{t('org:signIn.title')}</a>
        </p>
      </OpenFrame>
    );
  if (!data)
    return (
      <OpenFrame title={t('org:invite.title')}>
        <LinesSkeleton lines={4} />
      </OpenFrame>
    );
  const role = t(`frame:role.${data.role}`);
  return (
    <OpenFrame
      title={t('org:invite.welcome', { name: data.name })}
      lead={t('org:invite.lead', { tenant: data.tenantName, unit: data.unitName, role })}
    >
      <form className="open-form" onSubmit={event => void accept(event)}>
        <TextField
          label={t('org:signIn.login')}
          value={data.login}
          onValue={() => {}}
          readOnly
          autoComplete="username"
        />
        <NewPasswordField label={t('org:invite.password')} value={password} onValue={setPassword} />
        <ErrorNote error={error} />
        <Button type="primary" htmlType="submit" loading={busy} block>
          {t('org:invite.accept')}
        </Button>
      </form>
    </OpenFrame>
  );
};
