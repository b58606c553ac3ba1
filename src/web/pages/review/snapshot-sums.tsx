import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { SnapshotPage } from '../../../subjects/reporting/snapshot-schema';
import { useAddress } from '../../address';
import { Quantity } from '../../parts/quantity';

/** The frozen sums of one figure by county, beside who had reported. */
export const SnapshotSums = ({ snapshot }: { snapshot: SnapshotPage }) => {
  const { t } = useTranslation('review');
  const id = useId();
  const [address, setAddress] = useAddress();
  const figures = [...new Map(snapshot.sums.map(sum => [sum.figureId, sum])).values()];
  const figure = figures.find(({ figureId }) => figureId === address.text('figure')) ?? figures[0];
  if (!figure) return <p className="quiet">{t('snapshot.noSums')}</p>;
  const rows = snapshot.sums.filter(({ figureId }) => figureId === figure.figureId);
  const tally = (groupId: string) => snapshot.tallies.find(one => one.groupId === groupId);
  return (
    <section className="review-section" aria-labelledby="sums">
      <header className="across-units-head">
        <h2 id="sums">{t('snapshot.sums')}</h2>
        <label htmlFor={id}>{t('column.figure')}</label>
        <select
          id={id}
          className="plain-input"
          value={figure.figureId}
          onChange={event => setAddress({ figure: event.target.value }, { replace: true })}
        >
          {figures.map(one => (
            <option key={one.figureId} value={one.figureId}>
              {one.name}
            </option>
          ))}
        </select>
      </header>
      <table className="plain-table card-table">
        <thead>
          <tr>
            <th scope="col">{t('column.group')}</th>
            <th scope="col" className="right">
              {t('snapshot.frozenIn', { unit: figure.unit })}
            </th>
            <th scope="col" className="right">
              {t('column.n')}
            </th>
            <th scope="col">{t('column.accepted')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(row => {
            const of = tally(row.groupId);
            return (
              <tr key={`${row.groupId} ${row.category}`}>
                <th scope="row">{[row.groupName, row.category].filter(Boolean).join(' ')}</th>
                <td className="right" data-label={t('snapshot.frozenIn', { unit: figure.unit })}>
                  <Quantity value={row.total} bare />
                </td>
                <td className="right number" data-label={t('column.n')}>
                  {row.n}
                </td>
                <td className="card-line" data-label={t('column.accepted')}>
                  {of && t('snapshots.accepted', { accepted: of.accepted, expected: of.expected })}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
};
