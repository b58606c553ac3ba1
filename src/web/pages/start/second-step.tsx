import { Button } from 'antd';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { NewFactor, SignInAnswer } from '../../../subjects/identity/schema';
import { ApiError, writeOnce } from '../../api';
import { ErrorNote } from '../../parts/error-note';
import { LinesSkeleton } from '../../parts/skeletons';
import { TextField } from '../../parts/text-field';
import { ConfirmFactor } from '../account/confirm-factor';
import { RecoveryCodeList } from '../account/recovery-codes';
import { OpenFrame } from './open-frame';

/** What may come after the password. */
export type Step = Exclude<SignInAnswer, { next: 'in' }>;

type Props = { step: Step; login: string; onIn: () => Promise<void>; onBack: () => void };

/** The second step of a sign-in: the code, or the second factor to be set up first. */
export const SecondStep = (props: Props) =>
  props.step.next === 'code' ? <CodeStep {...props} /> : <EnrolStep {...props} />;

const Back = ({ onBack }: { onBack: () => void }) => {
  const { t } = useTranslation('identity');
  return (
    <p>
      <button type="button" className="link-button" onClick={onBack}>
        {t('step.back')}
      </button>
    </p>
  );
};

const CodeStep = ({ step, onIn, onBack }: Props) => {
  const { t } = useTranslation('identity');
  const [recovery, setRecovery] = useState(false);
  const [code, setCode] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const box = useRef<HTMLFormElement>(null);
  // The form has taken the place of another; typing goes on in it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: for each kind of code once
  useEffect(() => box.current?.querySelector('input')?.focus(), [recovery]);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    try {
      await writeOnce('identity.signInCode', { token: step.token, code });
      await onIn();
    } catch (failure) {
      setError(failure);
      setCode('');
      setBusy(false);
    }
  };
  const over = error instanceof ApiError && error.code === 'link-over';
  return (
    <OpenFrame title={t('step.title')} lead={recovery ? undefined : t('step.lead')}>
      <form ref={box} className="open-form" onSubmit={event => void submit(event)}>
        {recovery ? (
          <TextField
            key="recovery"
            label={t('step.recovery')}
            hint={t('step.recoveryHint')}
            value={code}
            onValue={setCode}
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            minLength={10}
            maxLength={40}
            required
          />
        ) : (
          <TextField
            key="app"
            label={t('step.code')}
            hint={t('step.codeHint')}
            value={code}
            onValue={setCode}
            inputMode="numeric"
            autoComplete="one-time-code"
            minLength={6}
            maxLength={10}
            required
          />
        )}
        <ErrorNote error={error} />
        <Button type="primary" htmlType="submit" loading={busy} disabled={over} block>
          {t('step.enter')}
        </Button>
        <p>
          <button
            type="button"
            className="link-button"
            onClick={() => {
              setRecovery(!recovery);
              setCode('');
              setError(null);
            }}
          >
            {t(recovery ? 'step.useApp' : 'step.useRecovery')}
          </button>
        </p>
        <Back onBack={onBack} />
      </form>
    </OpenFrame>
  );
};

const EnrolStep = ({ step, login, onIn, onBack }: Props) => {
  const { t } = useTranslation('identity');
  const [factor, setFactor] = useState<NewFactor | null>(null);
  const [codes, setCodes] = useState<string[] | null>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const begun = useRef(false);
  useEffect(() => {
    // A second secret would make the first, already scanned, worthless.
    if (begun.current) return;
    begun.current = true;
    writeOnce('identity.beginEnrolment', { token: step.token }).then(setFactor, setError);
  });
  const confirm = async (code: string) => {
    setBusy(true);
    setError(null);
    try {
      setCodes((await writeOnce('identity.confirmEnrolment', { token: step.token, code })).codes);
    } catch (failure) {
      setError(failure);
    }
    setBusy(false);
  };
  return (
    <OpenFrame title={t('enrol.title')} lead={codes ? undefined : t('enrol.lead')}>
      <div className="open-wide">
        {codes ? (
          <RecoveryCodeList codes={codes} login={login} onKept={() => void onIn()} />
        ) : (
          <>
            {factor && <ConfirmFactor factor={factor} busy={busy} error={error} onCode={code => void confirm(code)} />}
            {!factor && (error ? <ErrorNote error={error} /> : <LinesSkeleton lines={6} />)}
            <Back onBack={onBack} />
          </>
        )}
      </div>
    </OpenFrame>
  );
};
