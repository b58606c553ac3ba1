import { Fragment, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReviewCell, ReviewOne } from '../../../subjects/reporting/review-schema';
import { Quantity } from '../../parts/quantity';
import { CellNotes } from './cell-notes';
import { changePercent } from './change-percent';
import { cellKey, type Return } from './use-return';

type Props = {
  one: ReviewOne;
  cells: ReviewCell[];
  /** While it is being sent back: cells can be marked. */
  giveBack: Return | null;
};

/** The cells of a submission beside the period before, last year and what was approved last. */
export const OneCells = ({ one, cells, giveBack }: Props) => {
  const { t } = useTranslation('review');
  const sections = [...new Set(cells.map(({ section }) => section))];
  const columns = one.settledAt ? 6 : 5;
  return (
    <table className="plain-table card-table one-cells">
      <caption className="visually-hidden">{t('one.cells')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('column.cell')}</th>
          <th scope="col" className="right">
            {t('column.value')}
          </th>
          <th scope="col" className="right">
            {t('column.previous')}
          </th>
          <th scope="col" className="right">
            {t('column.change')}
          </th>
          <th scope="col" className="right">
            {t('column.lastYear')}
          </th>
          {one.settledAt && (
            <th scope="col" className="right">
              {t('column.settled')}
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {sections.map(section => (
          <Fragment key={section}>
            {section && (
              <tr className="one-section">
                <th scope="rowgroup" colSpan={columns}>
                  {section}
                </th>
              </tr>
            )}
            {cells
              .filter(cell => cell.section === section)
              .map(cell => (
                <Cell key={cellKey(cell)} one={one} cell={cell} giveBack={giveBack} columns={columns} />
              ))}
          </Fragment>
        ))}
      </tbody>
    </table>
  );
};

type CellProps = { one: ReviewOne; cell: ReviewCell; giveBack: Return | null; columns: number };

const Cell = ({ one, cell, giveBack, columns }: CellProps) => {
  const { t } = useTranslation('review');
  const why = giveBack?.cell(cellKey(cell));
  const percent = changePercent(cell.previous, cell.value);
  const leads = one.may.query.includes(cell.figureId);
  const canQuery = giveBack === null && leads && cell.value !== null;
  const [asking, setAsking] = useState(false);
  const below = cell.notes.length > 0 || why !== undefined || asking;
  return (
    <>
      <tr className={why === undefined ? undefined : 'one-wrong'}>
        <th scope="row">
          <CellName cell={cell} giveBack={giveBack} /> <span className="quiet">{cell.unit}</span>
          {cell.changed && <span className="review-mark">{t('one.changed')}</span>}
          {cell.big && <span className="review-mark">{t('one.big')}</span>}
          {canQuery && !asking && (
            <button type="button" className="link-button one-query no-print" onClick={() => setAsking(true)}>
              {t('query.button')}
              <span className="visually-hidden"> {cell.name}</span>
            </button>
          )}
        </th>
        <td className="right one-value" data-label={t('column.value')}>
          <Quantity value={cell.value} bare />
        </td>
        <td className="right" data-label={t('column.previous')}>
          <Quantity value={cell.previous} bare />
        </td>
        <td className="right quiet number" data-label={t('column.change')}>
          {percent !== null && percent !== '0.0' && `${percent}%`}
        </td>
        <td className="right" data-label={t('column.lastYear')}>
          <Quantity value={cell.lastYear} bare />
        </td>
        {one.settledAt && (
          <td className="right" data-label={t('column.settled')}>
            <Quantity value={cell.settled} bare />
          </td>
        )}
      </tr>
      {below && (
        <tr className="one-below">
          <td colSpan={columns}>
            {giveBack !== null && why !== undefined && (
              <input
                className="plain-input one-why"
                aria-label={t('return.why', { cell: cell.name + cell.categoryName })}
                placeholder={t('return.whyShort')}
                value={why}
                maxLength={1000}
                onChange={event => giveBack.mark(cellKey(cell), event.target.value)}
              />
            )}
            <CellNotes
              one={one}
              cell={cell}
              leads={leads}
              asking={asking && canQuery}
              onAsked={() => setAsking(false)}
            />
          </td>
        </tr>
      )}
    </>
  );
};

const CellName = ({ cell, giveBack }: { cell: ReviewCell; giveBack: Return | null }) => {
  const name = [cell.name, cell.categoryName].filter(Boolean).join(' ');
  if (giveBack === null) return name;
  const marked = giveBack.cell(cellKey(cell)) !== undefined;
  return (
    <button
      type="button"
      className="link-button"
      aria-pressed={marked}
      onClick={() => giveBack.mark(cellKey(cell), marked ? null : '')}
    >
      {marked ? '☒' : '☐'} {name}
    </button>
  );
};
