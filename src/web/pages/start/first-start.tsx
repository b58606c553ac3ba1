import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { writeOnce } from '../../api';
import { ErrorNote } from '../../parts/error-note';
import { BureauForm } from './bureau-form';
import { useGoIn } from './go-in';
import { OpenFrame } from './open-frame';

/** A fresh installation: the demonstration bureau, or an empty one with its first administrator. */
export const FirstStart = ({ onBack, demoThere = false }: { onBack?: () => void; demoThere?: boolean }) => {
  const { t } = useTranslation('org');
  const goIn = useGoIn();
  const [since, setSince] = useState<number | null>(null);
  const [error, setError] = useState<unknown>(null);
  const createDemo = async () => {
    setSince(performance.now());
    setError(null);
    try {
      await writeOnce('demonstration.create', {});
      await goIn();
    } catch (failure) {
      setError(failure);
    } finally {
      setSince(null);
    }
  };
  return (
    <OpenFrame title={t('start.title')} lead={demoThere ? undefined : t('start.lead')}>
      <div className="start-choices">
        {!demoThere && (
          <section aria-labelledby="choice-demo">
            <h2 id="choice-demo">{t('start.demo.title')}</h2>
            <p>{t('start.demo.what')}</p>
            <ErrorNote error={error} />
            {since === null ? (
              <div>
                <Button type="primary" onClick={() => void createDemo()}>
                  {t('start.demo.create')}
                </Button>
              </div>
            ) : (
              <Creating since={since} />
            )}
          </section>
        )}
        {!demoThere && (
          <section aria-labelledby="choice-try">
            <h2 id="choice-try">{t('start.try.title')}</h2>
            <p>{t('start.try.what')}</p>
            <p>
              <Link to="/try">{t('start.try.open')}</Link>
            </p>
          </section>
        )}
        <section aria-labelledby="choice-own">
          <h2 id="choice-own">{t('start.own.title')}</h2>
          <p>{t('start.own.what')}</p>
          <BureauForm onDone={() => void goIn('/')} disabled={since !== null} />
          {onBack && (
            <p>
              <button type="button" className="link-button" onClick={onBack}>
                {t('start.back')}
              </button>
            </p>
          )}
        </section>
      </div>
    </OpenFrame>
  );
};

/** Honest waiting: what is being made, and for how long already. */
const Creating = ({ since }: { since: number }) => {
  const { t } = useTranslation('org');
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setSeconds(Math.floor((performance.now() - since) / 1000)), 1000);
    return () => clearInterval(timer);
  }, [since]);
  return (
    <div>
      <progress className="progress-bar" aria-label={t('start.demo.creating')} />
      <p role="status">{t('start.demo.creating')}</p>
      <p className="quiet">{t('start.demo.seconds', { seconds })}</p>
    </div>
  );
};
