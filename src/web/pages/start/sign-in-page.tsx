import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MOST_BODIES_TRIED } from '../../../subjects/identity/rules/session-limits';
import type { StartState } from '../../../subjects/org/schema';
import { useRead, writeOnce } from '../../api';
import { ErrorNote } from '../../parts/error-note';
import { LinesSkeleton } from '../../parts/skeletons';
import { TextField } from '../../parts/text-field';
import { FirstStart } from './first-start';
import { OpenFrame } from './open-frame';
import { SecondStep } from './second-step';
import { SignOnButtons, SignOnTrouble } from './sign-on-choices';
import { useAdmission } from './use-admission';

/** The first page: on a fresh installation what to begin with, afterwards the sign-in. */
export const SignInPage = () => {
  const { t } = useTranslation('org');
  const start = useRead('org.start', {}, { staleTime: 5000 });
  if (start.error)
    return (
      <OpenFrame title={t('signIn.title')}>
        <ErrorNote error={start.error} onRetry={() => void start.refetch()} />
      </OpenFrame>
    );
  if (!start.data)
    return (
      <OpenFrame title={t('signIn.title')}>
        <LinesSkeleton />
      </OpenFrame>
    );
  if (start.data.empty) return <FirstStart />;
  return <SignIn start={start.data} />;
};

const SignIn = ({ start }: { start: StartState }) => {
  const { t } = useTranslation(['org', 'identity']);
  const { step, admit, goIn, back } = useAdmission();
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [tenant, setTenant] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [starting, setStarting] = useState(false);

  const enter = async (account: { login: string; password: string; tenant?: string }) => {
    setBusy(true);
    setError(null);
    try {
      await admit(await writeOnce('identity.signIn', account));
      setPassword('');
    } catch (failure) {
      setError(failure);
    }
    setBusy(false);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void enter({ login: login.trim(), password, ...(tenant ? { tenant } : {}) });
  };
  if (step) return <SecondStep step={step} login={login.trim()} onIn={goIn} onBack={back} />;
  if (starting) return <FirstStart onBack={() => setStarting(false)} demoThere />;

  const only = start.tenants.length === 1 ? start.tenants[0] : undefined;
  const demo = start.tenants.find(one => one.isDemo);
  const real = start.tenants.some(one => !one.isDemo);
  return (
    <OpenFrame title={t('signIn.title')} lead={only?.name ?? t('signIn.lead')}>
      <div className={start.demoAccounts.length > 0 ? 'sign-in' : ''}>
        <form className="open-form" onSubmit={submit}>
          <SignOnTrouble />
          <SignOnButtons tenant={tenant} />
          {start.tenants.length > 1 && (
            <div className="text-field">
              <label htmlFor="tenant">{t('signIn.tenant')}</label>
              <select
                id="tenant"
                value={tenant}
                required={start.tenants.length > MOST_BODIES_TRIED}
                onChange={event => setTenant(event.target.value)}
              >
                <option value="">
                  {t(start.tenants.length > MOST_BODIES_TRIED ? 'identity:body.choose' : 'org:signIn.anyTenant')}
                </option>
                {start.tenants.map(one => (
                  <option key={one.code} value={one.code}>
                    {one.name}
                  </option>
                ))}
              </select>
            </div>
          )}
          <TextField
            label={t('signIn.login')}
            value={login}
            onValue={setLogin}
            autoComplete="username"
            autoCapitalize="none"
            required
          />
          <TextField
            label={t('signIn.password')}
            type="password"
            value={password}
            onValue={setPassword}
            autoComplete="current-password"
            required
          />
          <ErrorNote error={error} />
          <Button type="primary" htmlType="submit" loading={busy} block>
            {t('signIn.enter')}
          </Button>
          <p>
            <Link to="/try">{t('start.try.open')}</Link>
          </p>
          {!real && (
            <p>
              <button type="button" className="link-button" onClick={() => setStarting(true)}>
                {t('signIn.ownBureau')}
              </button>
            </p>
          )}
        </form>
        {demo && start.demoAccounts.length > 0 && (
          <section aria-labelledby="demo-accounts">
            <h2 id="demo-accounts">{t('signIn.demoTitle', { name: demo.name })}</h2>
            <p className="quiet">{t('signIn.demoLead')}</p>
            <ul className="demo-accounts">
              {start.demoAccounts.map(account => (
                <li key={account.login}>
                  <button
                    type="button"
                    className="plain-button"
                    disabled={busy}
                    onClick={() => void enter({ login: account.login, password: account.password, tenant: demo.code })}
                  >
                    <span className="who">{account.name}</span>
                    <span className="quiet">{account.title}</span>
                  </button>
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
    </OpenFrame>
  );
};
