import { Link, useRouter } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../api-error';
import { useConnected } from '../connection';
import { Empty } from './empty';
import { ErrorNote } from './error-note';

const OFFLINE = new ApiError('offline', '', {}, 0);

/** A page that could not be shown: what happened, and another try; by itself when the server is back. */
export const ErrorPage = ({ error, reset }: { error: unknown; reset: () => void }) => {
  const router = useRouter();
  const connected = useConnected();
  const retry = () => {
    // A file that did not come is asked for again only by a new page.
    if (!(error instanceof ApiError)) return location.reload();
    reset();
    void router.invalidate();
  };
  const latest = useRef({ retry, wasLost: false });
  useEffect(() => {
    latest.current.retry = retry;
  });
  useEffect(() => {
    if (!connected) latest.current.wasLost = true;
    else if (latest.current.wasLost) latest.current.retry();
  }, [connected]);
  return (
    <div style={{ maxWidth: 640, margin: '8vh auto', padding: '0 16px' }}>
      <ErrorNote error={connected ? error : OFFLINE} onRetry={retry} />
    </div>
  );
};

/** An address that leads nowhere. */
export const NotFoundPage = () => {
  const { t } = useTranslation();
  return (
    <main>
      <Empty title={t('frame:notFound.title')} action={<Link to="/">{t('frame:notFound.home')}</Link>}>
        {t('frame:notFound.why')}
      </Empty>
    </main>
  );
};
