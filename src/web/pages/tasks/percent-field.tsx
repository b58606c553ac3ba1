import { useId } from 'react';
import { useTranslation } from 'react-i18next';

type Props = { value: number; last: number | null; onValue: (percent: number) => void };

const within = (value: number): number => Math.min(100, Math.max(0, Math.round(value)));

/** 进度 in percent: drag, step by five, or type. */
export const PercentField = ({ value, last, onValue }: Props) => {
  const { t } = useTranslation('task');
  const id = useId();
  return (
    <div className="percent-field">
      <label htmlFor={id} className="field-label">
        {t('form.percent')}
        {last !== null && <span className="quiet"> {t('form.lastPercent', { percent: last })}</span>}
      </label>
      <div className="percent-line">
        <input
          type="range"
          min={0}
          max={100}
          step={1}
          aria-label={t('form.percentSlide')}
          value={value}
          onChange={event => onValue(within(event.target.valueAsNumber))}
        />
        <button type="button" aria-label={t('form.less')} onClick={() => onValue(within(value - 5))}>
          −5
        </button>
        <input
          id={id}
          className="plain-input number"
          inputMode="numeric"
          value={value}
          onChange={event => onValue(within(Number(event.target.value.replaceAll(/\D/g, ''))))}
        />
        <span>%</span>
        <button type="button" aria-label={t('form.greater')} onClick={() => onValue(within(value + 5))}>
          +5
        </button>
      </div>
    </div>
  );
};
