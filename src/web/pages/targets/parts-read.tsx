import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { AllocationPage } from '../../../subjects/indicators/allocation/schema';
import { Quantity } from '../../parts/quantity';
import { BalanceBar } from './balance-bar';
import { SignedCell } from './signed-cell';

/** The parts for who looks or signs: their own, or all where they see them. */
export const PartsRead = ({ page }: { page: AllocationPage }) => {
  const { t } = useTranslation('targets');
  const { unit, id } = page.target;
  return (
    <>
      {page.balance && <BalanceBar balance={page.balance} rule={page.rule} unit={unit} />}
      <table className="plain-table card-table">
        <thead>
          <tr>
            <th scope="col">{t('column.unit')}</th>
            <th scope="col" className="right">
              {unit ? t('withUnit', { label: t('column.part'), unit }) : t('column.part')}
            </th>
            <th scope="col" className="right">
              {t('column.last')}
            </th>
            <th scope="col">{t('column.note')}</th>
            <th scope="col">{t('column.signed')}</th>
          </tr>
        </thead>
        <tbody>
          {page.parts.map(row => (
            <tr key={row.unitId}>
              <th scope="row">
                {row.splitId ? (
                  <Link to={`/targets/${id}/allocation/${row.unitId}`}>{row.unitName}</Link>
                ) : (
                  row.unitName
                )}
              </th>
              <td className="right" data-label={t('column.part')}>
                <strong>
                  <Quantity value={row.value} bare />
                </strong>
              </td>
              <td className="right" data-label={t('column.last')}>
                <Quantity value={row.last} bare />
              </td>
              <td className="card-line" data-label={t('column.note')}>
                {row.note || <span className="quiet">—</span>}
              </td>
              <td className="card-line" data-label={t('column.signed')}>
                <SignedCell page={page} row={row} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
};
