import { useTranslation } from 'react-i18next';
import type { TargetPage } from '../../../subjects/indicators/targets/schema';
import { Quantity } from '../../parts/quantity';
import { termRows } from './term-rows';

/** The terms in force. */
export const TargetTermList = ({ target }: { target: TargetPage }) => {
  const { t } = useTranslation('targets');
  const rows = termRows(t, target.terms, target.unit).filter(({ key }) => key !== 'points');
  return (
    <section className="target-section" aria-label={t('terms')}>
      <h2>{t('terms')}</h2>
      <dl className="target-terms">
        {rows.map(({ key, label, text }) => (
          <div key={key}>
            <dt>{label}</dt>
            <dd>{text}</dd>
          </div>
        ))}
        <div>
          <dt>{t('latest')}</dt>
          <dd>
            <Quantity value={target.latest} unit={target.unit} />{' '}
            {target.latestOn && <span className="quiet">{target.latestOn}</span>}
          </dd>
        </div>
      </dl>
      {target.pair && (
        <p className={target.pair.agrees ? 'quiet' : undefined}>
          {t(target.pair.agrees ? 'pair.agrees' : 'pair.disagrees', { base: target.pair.base })}{' '}
          <a href={`/targets/${target.pair.targetId}`}>
            {t(`pair.${target.pair.comparator === 'add' ? 'increment' : 'stock'}`)}
          </a>
        </p>
      )}
    </section>
  );
};
