import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AccountState } from '../../../subjects/identity/schema';
import { timeInChina } from '../../parts/format-date';
import { type FactorDeed, FactorDialog } from './factor-dialog';

const FEW = 3;

/** 二次验证: on or off, what is left of the recovery codes, and what can be done about it. */
export const FactorSection = ({ state, login }: { state: AccountState; login: string }) => {
  const { t } = useTranslation('identity');
  const [deed, setDeed] = useState<FactorDeed | null>(null);
  const { secondFactor, secondFactorAsked } = state;
  return (
    <section aria-labelledby="mine-factor">
      <h2 id="mine-factor">{t('factor.title')}</h2>
      {secondFactor ? (
        <>
          <p>
            {t('factor.on', { since: timeInChina(secondFactor.since).date, count: secondFactor.recoveryCodesLeft })}
          </p>
          {secondFactor.recoveryCodesLeft <= FEW && <p className="field-error">{t('factor.few')}</p>}
        </>
      ) : (
        <p>{t('factor.off')}</p>
      )}
      {secondFactorAsked && <p className="quiet">{t('factor.asked')}</p>}
      <div className="account-buttons">
        {!secondFactor && (
          <Button type="primary" onClick={() => setDeed('set-up')}>
            {t('factor.setUp')}
          </Button>
        )}
        {secondFactor && <Button onClick={() => setDeed('renew')}>{t('factor.renew')}</Button>}
        {secondFactor && !secondFactorAsked && <Button onClick={() => setDeed('remove')}>{t('factor.remove')}</Button>}
      </div>
      {deed && <FactorDialog deed={deed} hasPassword={state.hasPassword} login={login} onClose={() => setDeed(null)} />}
    </section>
  );
};
