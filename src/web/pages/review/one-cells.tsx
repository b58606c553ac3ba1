import { Fragment, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReviewCell, ReviewOne } from '../../../subjects/reporting/review-schema';
import { Quantity } from '../../parts/quantity';
import { CellNotes } from './cell-notes';
import { Derived, Total, Values } from './one-values';
import { useSayFinding } from './said-finding';
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
  // What was approved last says something where it is not the same.
  const settled = cells.some(({ changed }) => changed);
  const say = useSayFinding(one.cells);
  const columns = settled ? 6 : 5;
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
          {settled && (
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
              .map((cell, at, all) => (
                <Fragment key={cellKey(cell)}>
                  {all[at - 1]?.figureId !== cell.figureId && <Total cells={all} of={cell} settled={settled} />}
                  <Cell one={one} cell={cell} giveBack={giveBack} columns={columns} settled={settled} say={say} />
                </Fragment>
              ))}
          </Fragment>
        ))}
        <Derived one={one} columns={columns} settled={settled} />
      </tbody>
    </table>
  );
};

type CellProps = {
  one: ReviewOne;
  cell: ReviewCell;
  giveBack: Return | null;
  columns: number;
  settled: boolean;
  say: (finding: ReviewCell['findings'][number]) => string;
};

const Cell = ({ one, cell, giveBack, columns, settled, say }: CellProps) => {
  const { t } = useTranslation('review');
  const why = giveBack?.cell(cellKey(cell));
  const leads = one.may.query.includes(cell.figureId);
  const canQuery = giveBack === null && leads && cell.value !== null;
  const [asking, setAsking] = useState(false);
  const below = cell.notes.length > 0 || cell.findings.length > 0 || why !== undefined || asking;
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
        <Values {...cell} to={one.wholly && giveBack === null ? cellPath(one, cell) : null} />
        {settled && (
          <td className="right" data-label={t('column.settled')}>
            <Quantity value={cell.settled} bare />
          </td>
        )}
      </tr>
      {below && (
        <tr className="one-below">
          <td colSpan={columns}>
            {cell.findings.map(finding => (
              <p key={finding.code + (finding.values.text ?? '')} className="one-finding">
                {say(finding)}
              </p>
            ))}
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

const cellPath = ({ form, period, unit }: ReviewOne, { code, category }: ReviewCell): string =>
  `/reporting/${form.id}/${period}/${unit.id}?cell=${encodeURIComponent(category ? `${code}.${category}` : code)}`;

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
