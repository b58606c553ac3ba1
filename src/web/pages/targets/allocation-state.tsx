import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { TargetPage } from '../../../subjects/indicators/targets/schema';
import { TimeText } from '../../parts/date-text';
import { BalanceBar } from './balance-bar';

/** How the target is split, in a few lines. */
export const AllocationState = ({ target }: { target: TargetPage }) => {
  const { t } = useTranslation('targets');
  const { allocation } = target;
  if (!allocation)
    return target.may.allocate ? (
      <section className="target-section" aria-label={t('allocation.title')}>
        <h2>{t('allocation.title')}</h2>
        <p className="quiet">{t('allocation.notYet')}</p>
      </section>
    ) : null;
  return (
    <section className="target-section" aria-label={t('allocation.title')}>
      <h2>{t('allocation.title')}</h2>
      <p>
        <Link to={`/targets/${target.id}/allocation`}>{t(`state.${allocation.state}`)}</Link>{' '}
        {allocation.sentAt && allocation.state === 'sent' && (
          <span className="quiet">
            <TimeText at={allocation.sentAt} />
          </span>
        )}
      </p>
      <p>
        {t(`method.${allocation.method}`)}
        {t('comma')}
        {t('allocation.signed', { signed: allocation.signed, count: allocation.parts })}
      </p>
      {allocation.balance && <BalanceBar balance={allocation.balance} rule={allocation.rule} unit={target.unit} />}
      {allocation.waived && <p className="quiet">{t('allocation.waived')}</p>}
    </section>
  );
};
