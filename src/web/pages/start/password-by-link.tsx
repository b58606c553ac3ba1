import { Button } from 'antd';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SignInAnswer } from '../../../subjects/identity/schema';
import { ErrorNote } from '../../parts/error-note';
import { NewPasswordField } from '../../parts/new-password-field';
import { LinesSkeleton } from '../../parts/skeletons';
import { TextField } from '../../parts/text-field';
import { OpenFrame } from './open-frame';
import { SecondStep } from './second-step';
import { useAdmission } from './use-admission';

type Words = {
  title: string;
  gone: string;
  goneWhy: string;
  welcome: string;
  lead: string;
  label: string;
  save: string;
};

/** Somebody with a link sets a password and is in: invited, or with a forgotten one. `login` is undefined while the link is asked. */
export const PasswordByLink = ({
  words,
  login,
  isGone,
  hasFactor = false,
  onSave,
}: {
  words: Words;
  login: string | undefined;
  isGone: boolean;
  hasFactor?: boolean;
  onSave: (password: string) => Promise<SignInAnswer>;
}) => {
  const { t } = useTranslation('org');
  const { step, admit, goIn } = useAdmission('/');
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    try {
      await admit(await onSave(password));
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  };
  // The link is used up by now: back leads to the sign-in with the new password.
  if (step)
    return <SecondStep step={step} login={login ?? ''} onIn={goIn} onBack={() => location.assign('/sign-in')} />;
  if (isGone)
    return (
      <OpenFrame title={words.gone} lead={words.goneWhy}>
        <p style={{ marginTop: 16 }}>
          <a href="/sign-in">{t('signIn.title')}</a>
        </p>
      </OpenFrame>
    );
  if (login === undefined)
    return (
      <OpenFrame title={words.title}>
        <LinesSkeleton lines={4} />
      </OpenFrame>
    );
  return (
    <OpenFrame title={words.welcome} lead={words.lead}>
      <form className="open-form" onSubmit={event => void save(event)}>
        <TextField label={t('signIn.login')} value={login} onValue={() => {}} readOnly autoComplete="username" />
        <NewPasswordField label={words.label} hasFactor={hasFactor} value={password} onValue={setPassword} />
        <ErrorNote error={error} />
        <Button type="primary" htmlType="submit" loading={busy} block>
          {words.save}
        </Button>
      </form>
    </OpenFrame>
  );
};
