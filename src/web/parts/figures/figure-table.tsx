import { useTranslation } from 'react-i18next';
import type { Light } from '../../../subjects/tasks/schema';
import { LightSign } from './light-sign';

export type FigureCell = string | { text: string; light?: Light | null; onOpen?: (() => void) | undefined };
/** The same figures as a table: the first column names the row, the others hold figures. */
export type FigureRows = { columns: string[]; rows: FigureCell[][] };

/** A chart as its table. */
export const FigureTable = ({ title, table }: { title: string; table: FigureRows }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard
  <section className="fig-table" data-scrolls tabIndex={0} aria-label={title}>
    <table>
      <thead>
        <tr>
          {table.columns.map(column => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {table.rows.map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows of figures have no identity
          <tr key={index}>
            {row.map((cell, column) => {
              const Cell = column === 0 ? 'th' : 'td';
              return (
                <Cell key={table.columns[column]} scope={column === 0 ? 'row' : undefined}>
                  <CellText cell={cell} />
                </Cell>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  </section>
);

const CellText = ({ cell }: { cell: FigureCell }) => {
  const { t } = useTranslation();
  const { text, light = null, onOpen } = typeof cell === 'string' ? { text: cell } : cell;
  const words =
    text === '—' ? (
      <span className="quiet">
        <span aria-hidden="true">—</span>
        <span className="visually-hidden">{t('frame:missing')}</span>
      </span>
    ) : (
      text
    );
  const figure = (
    <>
      {light && <LightSign light={light} />}
      {onOpen ? (
        <button type="button" className="fig-open" onClick={onOpen}>
          {words}
        </button>
      ) : (
        words
      )}
    </>
  );
  return light ? <span className="fig-figure">{figure}</span> : figure;
};
