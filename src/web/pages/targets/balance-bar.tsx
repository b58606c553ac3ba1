import { useTranslation } from 'react-i18next';
import type { Balance } from '../../../subjects/indicators/rules/allocation';
import type { AllocationRule } from '../../../subjects/indicators/schema';
import { useQuantityWords } from '../../parts/figures/use-quantity-words';
import { useDifferenceWords } from './use-difference-words';

type Props = { balance: Balance; rule: AllocationRule; unit: string | null };

/** 已分解 / 应分解 / 差, live while it is edited: a bar against the mark of the whole, and the words. */
export const BalanceBar = ({ balance, rule, unit }: Props) => {
  const { t } = useTranslation('targets');
  const write = useQuantityWords();
  const difference = useDifferenceWords(unit);
  const { given, whole, gap, state, short } = balance;
  const [has, wants] = [Math.abs(Number(given ?? 0)), Math.abs(Number(whole))];
  const most = Math.max(has, wants, Number.MIN_VALUE);
  const percent = (value: number) => `${Math.min(100, (100 * value) / most)}%`;
  return (
    <div className={`balance balance-${state}`} role="status">
      <div className="balance-track" aria-hidden="true">
        <span className="balance-given" style={{ width: percent(has) }} />
        <span className="balance-whole" style={{ left: percent(wants) }} />
      </div>
      <p>
        <span>
          {t(`balance.given.${rule}`)} <strong className="number">{write(given, unit)}</strong>
        </span>
        <span>
          {t('balance.whole')} <strong className="number">{write(whole, unit)}</strong>
        </span>
        <span>
          {t('balance.gap')}{' '}
          <strong className="number">
            {gap !== null && !gap.startsWith('-') && gap !== '0' && '+'}
            {difference(gap)}
          </strong>
        </span>
        <span className="balance-state">{t(`balance.state.${state}`, { count: short })}</span>
      </p>
    </div>
  );
};
