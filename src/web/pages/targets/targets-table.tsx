import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { digitsFor } from '../../../subjects/indicators/rules/shown-digits';
import type { TargetRow } from '../../../subjects/indicators/targets/list-schema';
import { DateText } from '../../parts/date-text';
import { Quantity } from '../../parts/quantity';
import { aimWords } from '../indicators/aim-words';
import { shownValue } from '../indicators/shown-value';
import { StatusWord } from '../indicators/status-word';

/** The targets, one line each; on a phone a card each. */
export const TargetsTable = ({ rows }: { rows: readonly TargetRow[] }) => {
  const { t } = useTranslation('targets');
  return (
    <table className="plain-table dense-table card-table year-table" aria-label={t('ofYear.title')}>
      <thead>
        <tr>
          <th scope="col">{t('ofYear.number')}</th>
          <th scope="col">{t('column.target')}</th>
          <th scope="col" className="right">
            {t('term.aim')}
          </th>
          <th scope="col">{t('ofYear.due')}</th>
          <th scope="col" className="right">
            {t('term.baseline')}
          </th>
          <th scope="col" className="right">
            {t('ofYear.planned')}
          </th>
          <th scope="col" className="right">
            {t('ofYear.actual')}
          </th>
          <th scope="col">{t('ofYear.status')}</th>
          <th scope="col">{t('ofYear.split')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(row => (
          <Row key={row.id} row={row} />
        ))}
      </tbody>
    </table>
  );
};

const Row = ({ row }: { row: TargetRow }) => {
  const { t } = useTranslation('targets');
  const { unit, strength, leadName } = row;
  const digits = { decimals: digitsFor(row.decimals, unit, row) };
  return (
    <tr data-row>
      <td className="number" data-label={t('ofYear.number')}>
        {row.number ?? '—'}
      </td>
      <th scope="row">
        <Link to={`/targets/${row.id}`} title={row.text}>
          {row.indicator}
        </Link>
        <p className="quiet">
          {[row.title, leadName, !row.isMeasured && t('ofYear.byReport')].filter(Boolean).join(' · ')}
        </p>
      </th>
      <td className="right number" data-label={t('term.aim')}>
        {aimWords(row, unit ?? '')}
        {strength === 'strive' && <span className="quiet"> {t('strength.strive')}</span>}
      </td>
      <td data-label={t('ofYear.due')}>
        <DateText on={row.dueOn} />
      </td>
      <td className="right" data-label={t('term.baseline')}>
        {row.comparator === 'add' ? (
          <span className="quiet">{t('ofYear.fromZero')}</span>
        ) : (
          <Quantity value={row.baseline} unit={unit} />
        )}
      </td>
      <td className="right" data-label={t('ofYear.planned')}>
        <Quantity value={shownValue(row.planned, digits)} unit={unit} />
      </td>
      <td className="right" data-label={t('ofYear.actual')}>
        <Quantity value={shownValue(row.latest, digits)} unit={unit} />
        {row.latestOn && <p className="quiet number">{row.latestOn.slice(5)}</p>}
      </td>
      <td data-label={t('ofYear.status')}>
        <StatusWord status={row.status} />
      </td>
      <td className="card-line" data-label={t('ofYear.split')}>
        <SplitCell row={row} />
      </td>
    </tr>
  );
};

/** How far the split is, and the way to it. */
const SplitCell = ({ row: { id, split, may } }: { row: TargetRow }) => {
  const { t } = useTranslation('targets');
  if (!split)
    return may.allocate ? (
      <Link to={`/targets/${id}/allocation`}>{t('ofYear.toSplit')}</Link>
    ) : (
      <span className="quiet">—</span>
    );
  return (
    <>
      <Link to={`/targets/${id}/allocation`}>
        {split.state === 'sent'
          ? t('allocation.signed', { signed: split.signed, count: split.parts })
          : t(`state.${split.state}`)}
      </Link>
      {split.balance && split.balance !== 'balanced' && (
        <span className="quiet"> {t(`balance.state.${split.balance}`, { count: split.parts })}</span>
      )}
    </>
  );
};
