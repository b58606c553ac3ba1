import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AllocationPage } from '../../../subjects/indicators/allocation/schema';
import { type AllocationMethod, allocationMethods } from '../../../subjects/indicators/schema';
import { ApiError, readOnce, useRead } from '../../api';
import { ErrorNote } from '../../parts/error-note';
import type { Split } from './use-split';

type Props = { page: AllocationPage; split: Split; unitId: string | null };

const isPeriod = (text: string): boolean => /^\d{4}(-(S[12]|Q[1-4]|W\d\d|\d\d))?$/.test(text);

/** How it is split: method, and the base figure whose values weigh. */
export const SplitMethod = ({ page, split, unitId }: Props) => {
  const { t } = useTranslation('targets');
  const ids = { method: useId(), figure: useId(), period: useId() };
  const { data: definitions } = useRead('indicators.figures', {}, { staleTime: 300_000 });
  const [error, setError] = useState<ApiError | null>(null);
  const [period, setPeriod] = useState(split.text.basePeriod);
  const { method, baseFigure } = split.text;
  const weighs = method === 'proportional' || page.rule === 'weighted';
  const take = async (figure: string | null, of: string) => {
    setError(null);
    if (figure === null) return split.weigh(null, of, {});
    if (!isPeriod(of)) return undefined;
    try {
      const question = { targetId: page.target.id, ...(unitId ? { unitId } : {}), baseFigure: figure, basePeriod: of };
      const { parts } = await readOnce('indicators.allocation', question);
      return split.weigh(figure, of, Object.fromEntries(parts.map(part => [part.unitId, part.weight])));
    } catch (failed) {
      if (!(failed instanceof ApiError)) throw failed;
      return setError(failed);
    }
  };
  return (
    <div className="split-method no-print">
      <label htmlFor={ids.method}>{t('method.label')}</label>
      <select
        id={ids.method}
        className="plain-input"
        value={method}
        onChange={event => split.choose(event.target.value as AllocationMethod)}
      >
        {allocationMethods.map(one => (
          <option key={one} value={one}>
            {t(`method.${one}`)}
          </option>
        ))}
      </select>
      <span className="quiet">{t(`rule.${page.rule}`)}</span>
      {weighs && (
        <>
          <label htmlFor={ids.figure}>{t('base.label')}</label>
          <select
            id={ids.figure}
            className="plain-input"
            value={baseFigure ?? ''}
            onChange={event => void take(event.target.value || null, period)}
          >
            <option value="">{t('base.byHand')}</option>
            {definitions?.figures.map(figure => (
              <option key={figure.code} value={figure.code}>
                {figure.name}
              </option>
            ))}
          </select>
          {baseFigure !== null && (
            <>
              <label htmlFor={ids.period}>{t('base.period')}</label>
              <input
                id={ids.period}
                className="plain-input split-period"
                value={period}
                maxLength={8}
                placeholder={t('base.periodHint')}
                aria-invalid={isPeriod(period) ? undefined : true}
                onChange={event => setPeriod(event.target.value)}
                onBlur={() => period !== split.text.basePeriod && void take(baseFigure, period)}
              />
            </>
          )}
        </>
      )}
      {method !== 'manual' && (
        <button type="button" className="link-button" onClick={split.reckon}>
          {t('reckon')}
        </button>
      )}
      <ErrorNote error={error} />
    </div>
  );
};
