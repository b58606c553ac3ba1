import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { AccountState } from '../../../subjects/identity/schema';
import { useWrite } from '../../api';
import { ErrorNote } from '../../parts/error-note';
import { tell } from '../../parts/tell';
import { FailedAttempts, SessionList } from './session-list';

/** 登录设备: where one is signed in, to be ended one by one or all others at once. */
export const OwnSessions = ({ state: { sessions, failed } }: { state: AccountState }) => {
  const { t } = useTranslation('identity');
  const end = useWrite('identity.endSession');
  const endOthers = useWrite('identity.endOtherSessions');
  const said = { onSuccess: () => tell(t('sessions.ended')) };
  return (
    <section aria-labelledby="mine-sessions">
      <h2 id="mine-sessions">{t('sessions.title')}</h2>
      <p className="quiet">{t('sessions.lead')}</p>
      <SessionList sessions={sessions} onEnd={session => end.mutate({ sessionId: session.id }, said)} />
      <FailedAttempts failed={failed} />
      <ErrorNote error={end.error ?? endOthers.error} />
      {sessions.some(session => !session.current) && (
        <div>
          <Button loading={endOthers.isPending} onClick={() => endOthers.mutate({}, said)}>
            {t('sessions.endOthers')}
          </Button>
        </div>
      )}
    </section>
  );
};
