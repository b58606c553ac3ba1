import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePathId } from '../../address';
import { writeOnce } from '../../api';
import { ErrorNote } from '../../parts/error-note';
import { LinesSkeleton } from '../../parts/skeletons';
import { useGoIn } from './go-in';
import { OpenFrame } from './open-frame';

/** The one-time link that the command line prints: signs in and goes on to `?next`. */
export const EnterPage = () => {
  const { t } = useTranslation('org');
  const token = usePathId('token');
  const goIn = useGoIn();
  const [error, setError] = useState<unknown>(null);
  const once = useRef(false);
  useEffect(() => {
    // A one-time link must not be used twice, not even by a second run of this effect.
    if (once.current) return;
    once.current = true;
    writeOnce('identity.enter', { token }).then(() => goIn(), setError);
  });
  return (
    <OpenFrame title={error ? t('enter.gone') : t('enter.title')} lead={error ? t('enter.goneWhy') : undefined}>
      {error ? <ErrorNote error={error} /> : <LinesSkeleton lines={3} />}
      {error !== null && (
        <p style={{ marginTop: 16 }}>
          <a href="/sign-in">{t('signIn.title')}</a>
        </p>
      )}
    </OpenFrame>
  );
};
