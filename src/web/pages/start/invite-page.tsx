import { Button } from 'antd';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePathId } from '../../address';
import { useRead, writeOnce } from '../../api';
import { ErrorNote } from '../../parts/error-note';
import { LinesSkeleton } from '../../parts/skeletons';
import { TextField } from '../../parts/text-field';
import { useGoIn } from './go-in';
import { OpenFrame } from './open-frame';

/** An invitation: who invites whom to which post, and the password to set. */
export const InvitePage = () => {
  const { t } = useTranslation(['org', 'frame']);
  const token = usePathId('token');
  const goIn = useGoIn();
  const { data, error: missing } = useRead('identity.invitation', { token });
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const accept = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    try {
      await writeOnce('identity.acceptInvitation', { token, password });
      await goIn('/');
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  };
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
        <TextField
          label={t('org:invite.password')}
          hint={t('org:start.own.hint.password')}
          type="password"
          minLength={8}
          maxLength={200}
          value={password}
          onValue={setPassword}
          autoComplete="new-password"
          required
        />
        <ErrorNote error={error} />
        <Button type="primary" htmlType="submit" loading={busy} block>
          {t('org:invite.accept')}
        </Button>
      </form>
    </OpenFrame>
  );
};
