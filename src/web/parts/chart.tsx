import { lazy, type ReactNode, Suspense, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChartHandle, ChartOption } from './chart-canvas';
import './chart.css';

const ChartCanvas = lazy(async () => ({ default: (await import('./chart-canvas')).ChartCanvas }));

export type ChartTable = { columns: string[]; rows: (string | number | null)[][] };
type Props = {
  /** What the chart shows: its caption, the name of its .png and what a screen reader says. */
  title: string;
  /** ECharts option; colours come from the theme, light colours from `lightColors`. */
  option: ChartOption;
  /** The same figures as a table. */
  table: ChartTable;
  height?: number;
  /** A mark was picked: `data` of the series' item. */
  onPick?: (item: { name: string; data: unknown }) => void;
  note?: ReactNode;
  hideTitle?: boolean;
};

/** A chart with its table and its .png. ECharts is loaded when the first one is shown. */
export const Chart = ({ title, option, table, height = 260, onPick, note, hideTitle = false }: Props) => {
  const { t } = useTranslation();
  const [asTable, setAsTable] = useState(false);
  const handle = useRef<ChartHandle | null>(null);
  return (
    <figure className="chart">
      <figcaption>
        <span className={hideTitle ? 'visually-hidden' : 'chart-title'}>{title}</span>
        <span className="chart-tools no-print">
          <button type="button" className="chart-tool" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
            {asTable ? t('frame:chart.asChart') : t('frame:chart.asTable')}
          </button>
          {!asTable && (
            <button type="button" className="chart-tool" onClick={() => void handle.current?.savePng(title)}>
              .png
            </button>
          )}
        </span>
      </figcaption>
      {asTable ? (
        <TableOf title={title} table={table} />
      ) : (
        <Suspense fallback={<div className="skeleton-line" style={{ height }} />}>
          <ChartCanvas ref={handle} title={title} option={option} height={height} onPick={onPick} />
        </Suspense>
      )}
      {note && <p className="quiet chart-note">{note}</p>}
    </figure>
  );
};

const TableOf = ({ title, table }: { title: string; table: ChartTable }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard
  <section className="chart-table" tabIndex={0} aria-label={title}>
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
            {row.map((cell, column) => (
              <td key={table.columns[column]} className={typeof cell === 'number' ? 'number' : ''}>
                {cell ?? '—'}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </section>
);
