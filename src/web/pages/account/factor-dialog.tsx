import { Button } from 'antd';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWrite } from '../../api';
import { Dialog } from '../../parts/dialog';
import { ErrorNote } from '../../parts/error-note';
import { LinesSkeleton } from '../../parts/skeletons';
import { tell } from '../../parts/tell';
import { TextField } from '../../parts/text-field';
import { ConfirmFactor } from './confirm-factor';
import { RecoveryCodeList } from './recovery-codes';

export type FactorDeed = 'set-up' | 'renew' | 'remove';
type Props = { hasPassword: boolean; login: string; onClose: () => void };

/** Setting a second factor up, renewing its recovery codes, or switching it off. */
export const FactorDialog = ({ deed, ...props }: Props & { deed: FactorDeed }) => {
  const { t } = useTranslation('identity');
  const title = { 'set-up': t('factor.setUp'), renew: t('factor.renew'), remove: t('factor.remove') }[deed];
  return (
    <Dialog title={title} onClose={props.onClose} width={480}>
      {deed === 'set-up' ? <SetUp {...props} /> : <WithBoth {...props} deed={deed} />}
    </Dialog>
  );
};

const SetUp = ({ hasPassword, login, onClose }: Props) => {
  const { t } = useTranslation('identity');
  const begin = useWrite('identity.beginFactor');
  const confirm = useWrite('identity.confirmFactor');
  const [password, setPassword] = useState('');
  const begun = useRef(false);
  useEffect(() => {
    // Without a password there is nothing to ask first.
    if (hasPassword || begun.current) return;
    begun.current = true;
    begin.mutate({});
  });
  if (confirm.data) return <RecoveryCodeList codes={confirm.data.codes} login={login} onKept={onClose} />;
  if (begin.data)
    return (
      <ConfirmFactor
        factor={begin.data}
        busy={confirm.isPending}
        error={confirm.error}
        onCode={code => confirm.mutate({ code })}
      />
    );
  if (!hasPassword) return begin.error ? <ErrorNote error={begin.error} /> : <LinesSkeleton lines={6} />;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    begin.mutate({ password });
  };
  return (
    <form className="account-block" onSubmit={submit}>
      <p>{t('factor.first')}</p>
      <PasswordField value={password} onValue={setPassword} />
      <ErrorNote error={begin.error} />
      <Button type="primary" htmlType="submit" loading={begin.isPending}>
        {t('factor.next')}
      </Button>
    </form>
  );
};

const PasswordField = ({ value, onValue }: { value: string; onValue: (value: string) => void }) => {
  const { t } = useTranslation('identity');
  return (
    <TextField
      label={t('factor.password')}
      type="password"
      autoComplete="current-password"
      autoFocus
      required
      value={value}
      onValue={onValue}
    />
  );
};

/** Password and a code, for what takes protection away. */
const WithBoth = ({ deed, hasPassword, login, onClose }: Props & { deed: 'renew' | 'remove' }) => {
  const { t } = useTranslation('identity');
  const renew = useWrite('identity.renewRecoveryCodes');
  const remove = useWrite('identity.removeFactor');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  if (renew.data) return <RecoveryCodeList codes={renew.data.codes} login={login} onKept={onClose} />;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (deed === 'renew') renew.mutate({ password, code });
    else
      remove.mutate(
        { password, code },
        {
          onSuccess: () => {
            tell(t('factor.removed'));
            onClose();
          },
        },
      );
  };
  return (
    <form className="account-block" onSubmit={submit}>
      <p>{t(deed === 'renew' ? 'factor.renewWhy' : 'factor.removeWhy')}</p>
      {hasPassword && <PasswordField value={password} onValue={setPassword} />}
      <TextField
        label={t('factor.appOrRecovery')}
        autoComplete="one-time-code"
        minLength={6}
        maxLength={40}
        required
        value={code}
        onValue={setCode}
      />
      <ErrorNote error={renew.error ?? remove.error} />
      <Button type="primary" htmlType="submit" loading={renew.isPending || remove.isPending}>
        {t(deed === 'renew' ? 'factor.renew' : 'factor.remove')}
      </Button>
    </form>
  );
};
