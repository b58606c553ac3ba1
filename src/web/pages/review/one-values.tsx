import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { addDecimals } from '../../../kernel/decimal';
import type { ReviewCell, ReviewOne } from '../../../subjects/reporting/review-schema';
import { Quantity } from '../../parts/quantity';
import { changePercent } from './change-percent';

type ValuesProps = Pick<ReviewCell, 'value' | 'previous' | 'lastYear'> & {
  /** Where its history and remarks are. */
  to?: string | null;
};

/** The value, and beside it those it is compared with. */
export const Values = ({ value, previous, lastYear, to = null }: ValuesProps) => {
  const { t } = useTranslation('review');
  const percent = changePercent(previous, value);
  return (
    <>
      <td className="right one-value" data-label={t('column.value')}>
        {to ? (
          <Link to={to} className="one-open" title={t('one.open')}>
            <Quantity value={value} bare />
          </Link>
        ) : (
          <Quantity value={value} bare />
        )}
      </td>
      <td className="right" data-label={t('column.previous')}>
        <Quantity value={previous} bare />
      </td>
      <td className="right quiet number" data-label={t('column.change')}>
        {percent !== null && percent !== '0.0' && `${percent}%`}
      </td>
      <td className="right" data-label={t('column.lastYear')}>
        <Quantity value={lastYear} bare />
      </td>
    </>
  );
};

const sumOf = (values: readonly (string | null)[]): string | null =>
  values.every(value => value !== null) ? values.reduce(addDecimals) : null;

// Shares are not added up over categories.
const RATE = /[%‰]/;

/** 合计: above the categories of a figure. */
export const Total = ({ cells, of, settled }: { cells: readonly ReviewCell[]; of: ReviewCell; settled: boolean }) => {
  const { t } = useTranslation('review');
  const parts = cells.filter(({ figureId }) => figureId === of.figureId);
  if (parts.length < 2 || RATE.test(of.unit)) return null;
  return (
    <tr className="one-total">
      <th scope="row">
        {of.name} {t('one.total')} <span className="quiet">{of.unit}</span>
      </th>
      <Values
        value={sumOf(parts.map(({ value }) => value))}
        previous={sumOf(parts.map(({ previous }) => previous))}
        lastYear={sumOf(parts.map(({ lastYear }) => lastYear))}
      />
      {settled && <td />}
    </tr>
  );
};

/** 由本表算出: the indicators that the form gives by itself. */
export const Derived = ({ one, columns, settled }: { one: ReviewOne; columns: number; settled: boolean }) => {
  const { t } = useTranslation('review');
  if (one.derived.length === 0) return null;
  return (
    <>
      <tr className="one-section">
        <th scope="rowgroup" colSpan={columns}>
          {t('one.derived')}
        </th>
      </tr>
      {one.derived.map(({ code, name, unit, ...values }) => (
        <tr key={code}>
          <th scope="row">
            {name} <span className="quiet">{unit}</span>
          </th>
          <Values {...values} />
          {settled && <td />}
        </tr>
      ))}
    </>
  );
};
