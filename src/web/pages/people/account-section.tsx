import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AccountState } from '../../../subjects/identity/schema';
import type { PersonRow } from '../../../subjects/org/schema';
import { useRead, useWrite } from '../../api';
import { TimeText } from '../../parts/date-text';
import { ErrorNote } from '../../parts/error-note';
import { LinesSkeleton } from '../../parts/skeletons';
import { tell } from '../../parts/tell';
import { FailedAttempts, SessionList } from '../account/session-list';
import { HandOverLink } from './hand-over-link';

/** A person's account, for the administrator: what state it is in, and what to do when somebody is locked out or leaves. */
export const AccountSection = ({ person, own }: { person: PersonRow; own: boolean }) => {
  const { t } = useTranslation('identity');
  const state = useRead('identity.account', { userId: person.id });
  return (
    <section aria-labelledby="account-title" className="account-section">
      <h3 id="account-title">{t('account.title')}</h3>
      {state.error && <ErrorNote error={state.error} onRetry={() => void state.refetch()} />}
      {!state.data && !state.error && <LinesSkeleton lines={4} />}
      {state.data && (
        <>
          <AccountFacts state={state.data} />
          {state.data.sessions.length > 0 && <SessionList sessions={state.data.sessions} />}
          <FailedAttempts failed={state.data.failed} />
          {!own && <AccountActions person={person} state={state.data} />}
        </>
      )}
    </section>
  );
};

const AccountFacts = ({ state }: { state: AccountState }) => {
  const { t } = useTranslation('identity');
  const missing = state.secondFactorAsked ? t('account.factorMissing') : t('account.factorOff');
  return (
    <dl className="account-facts">
      <dt>{t('account.state')}</dt>
      <dd>
        {state.disabledAt ? (
          <>
            {t('account.disabled')} <TimeText at={state.disabledAt} />
          </>
        ) : (
          t('account.enabled')
        )}
      </dd>
      <dt>{t('account.password')}</dt>
      <dd>
        {state.passwordChangedAt ? (
          <>
            {t('account.changed')} <TimeText at={state.passwordChangedAt} />
          </>
        ) : (
          t(state.hasPassword ? 'account.hasPassword' : 'account.noPassword')
        )}
      </dd>
      <dt>{t('account.factor')}</dt>
      <dd>{state.secondFactor ? t('account.factorOn') : missing}</dd>
      <dt>{t('account.sessions')}</dt>
      <dd>{t('account.sessionCount', { count: state.sessions.length })}</dd>
    </dl>
  );
};

const AccountActions = ({ person, state }: { person: PersonRow; state: AccountState }) => {
  const { t } = useTranslation('identity');
  const userId = person.id;
  const link = useWrite('identity.makeResetLink');
  const end = useWrite('identity.endSessionsOf');
  const disable = useWrite('identity.disableAccount');
  const enable = useWrite('identity.enableAccount');
  const reset = useWrite('identity.resetFactor');
  const [asking, setAsking] = useState(false);
  const said = (text: string) => ({ onSuccess: () => tell(text) });
  if (state.disabledAt)
    return (
      <div className="account-buttons">
        <Button loading={enable.isPending} onClick={() => enable.mutate({ userId }, said(t('account.enabledNow')))}>
          {t('account.enable')}
        </Button>
        <ErrorNote error={enable.error} />
      </div>
    );
  return (
    <>
      <div className="account-buttons">
        <Button loading={link.isPending} onClick={() => link.mutate({ userId })}>
          {t('account.resetLink')}
        </Button>
        {state.secondFactor && <Button onClick={() => setAsking(true)}>{t('account.resetFactor')}</Button>}
        {state.sessions.length > 0 && (
          <Button
            loading={end.isPending}
            onClick={() =>
              end.mutate({ userId }, { onSuccess: ({ ended }) => tell(t('account.sessionsEnded', { count: ended })) })
            }
          >
            {t('account.endSessions')}
          </Button>
        )}
        <Button
          loading={disable.isPending}
          onClick={() =>
            disable.mutate(
              { userId },
              { onSuccess: () => tell(t('account.disabledNow'), () => enable.mutate({ userId })) },
            )
          }
        >
          {t('account.disable')}
        </Button>
      </div>
      {asking && state.secondFactor && (
        <section className="account-ask" aria-label={t('account.resetFactor')}>
          <p>{t('account.resetFactorAsk')}</p>
          <Button
            loading={reset.isPending}
            onClick={() =>
              reset.mutate(
                { userId },
                {
                  onSuccess: () => {
                    setAsking(false);
                    tell(t('account.factorReset'));
                  },
                },
              )
            }
          >
            {t('account.resetFactorYes')}
          </Button>
        </section>
      )}
      {link.data && (
        <HandOverLink
          label={t('account.link', { name: person.name })}
          hint={t('account.linkHint')}
          link={new URL(link.data.link, location.origin).href}
        />
      )}
      <ErrorNote error={link.error ?? end.error ?? disable.error ?? reset.error} />
    </>
  );
};
