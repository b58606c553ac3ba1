import { Link, useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Empty } from './empty';
import { ErrorNote } from './error-note';

/** A page that could not be shown: what happened, and another try. */
export const ErrorPage = ({ error, reset }: { error: unknown; reset: () => void }) => {
  const router = useRouter();
  return (
    <div style={{ maxWidth: 640, margin: '8vh auto', padding: '0 16px' }}>
      <ErrorNote
        error={error}
        onRetry={() => {
          reset();
          void router.invalidate();
        }}
      />
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
