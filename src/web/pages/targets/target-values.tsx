import { useTranslation } from 'react-i18next';
import type { TargetPage } from '../../../subjects/indicators/targets/schema';
import { DateText } from '../../parts/date-text';
import { Quantity } from '../../parts/quantity';

/** What was reported, newest first; of a target with figures, which of it counts. */
export const TargetValues = ({ target }: { target: TargetPage }) => {
  const { t } = useTranslation('targets');
  if (target.values.length === 0) return <p className="quiet">{t('noValues')}</p>;
  return (
    <details className="target-section">
      <summary>{t('values', { count: target.values.length })}</summary>
      {target.indicator.isMeasured && target.values.some(({ by }) => by !== null) && (
        <p className="quiet">{t('valuesSaid')}</p>
      )}
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{t('column.on')}</th>
            <th scope="col">{t('column.unit')}</th>
            <th scope="col" className="right">
              {t('column.valueIn', { unit: target.unit ?? '' })}
            </th>
            <th scope="col">{t('column.by')}</th>
          </tr>
        </thead>
        <tbody>
          {target.values
            .toSorted((a, b) => b.on.localeCompare(a.on))
            .map(value => (
              <tr key={`${value.on} ${value.unitId}`}>
                <td>
                  <DateText on={value.on} />
                </td>
                <td>{value.unitName}</td>
                <td className="right">
                  <Quantity value={value.value} bare />
                </td>
                <td>{value.by ?? '—'}</td>
              </tr>
            ))}
        </tbody>
      </table>
    </details>
  );
};
