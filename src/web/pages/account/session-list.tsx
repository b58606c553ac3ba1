import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { AccountState, SessionRow } from '../../../subjects/identity/schema';
import { TimeText } from '../../parts/date-text';
import { timeInChina } from '../../parts/format-date';
import { deviceName } from './device-name';
import './account.css';

/** Where somebody is signed in; `action` stands beside each. */
export const SessionList = ({
  sessions,
  onEnd,
}: {
  sessions: readonly SessionRow[];
  onEnd?: (session: SessionRow) => void;
}): ReactNode => {
  const { t } = useTranslation('identity');
  if (sessions.length === 0) return <p className="quiet">{t('sessions.none')}</p>;
  return (
    <ul className="session-list">
      {sessions.map(session => {
        const device = deviceName(session.userAgent) ?? t('sessions.unknown');
        return (
          <li key={session.id}>
            <span>
              {device} {session.current && <strong>{t('sessions.current')}</strong>}
              <span className="quiet">
                {session.address && <>{t('sessions.from', { address: session.address })} · </>}
                {t(`sessions.by.${session.startedBy}`)} · {t('sessions.since')} <TimeText at={session.createdAt} /> ·{' '}
                {t('sessions.seen')} <TimeText at={session.seenAt} />
              </span>
            </span>
            {onEnd && !session.current && (
              <Button size="small" aria-label={t('sessions.endOf', { device })} onClick={() => onEnd(session)}>
                {t('sessions.end')}
              </Button>
            )}
          </li>
        );
      })}
    </ul>
  );
};

/** Attempts that failed lately: the person knows whether it was somebody else. */
export const FailedAttempts = ({ failed }: { failed: AccountState['failed'] }) => {
  const { t } = useTranslation('identity');
  if (!failed) return null;
  const { date, time } = timeInChina(failed.lastAt);
  return <p>{t('sessions.failed', { count: failed.count, at: `${date} ${time}`, address: failed.address ?? '—' })}</p>;
};
