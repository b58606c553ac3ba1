import { useTranslation } from 'react-i18next';
import type { Light } from '../../../subjects/tasks/schema';
import type { Colouring } from './chart-unit';
import { ColourKey } from './colour-key';
import { columnNumbers } from './column-numbers';
import { FigureFrame, type FigureFrameProps } from './figure-frame';
import { FigureValue } from './figure-value';
import { inkScale } from './ink-scale';
import { LightSign } from './light-sign';
import { UnitName } from './unit-name';
import { useColumnNumbers } from './use-column-numbers';
import './heat-table.css';

export type HeatCell = {
  value: string | null;
  light?: Light | null;
  /** What its ink goes by, where that is not the value itself: the size of a change, whichever way. */
  ink?: string | null;
};
export type HeatColumn = {
  id: string;
  label: string;
  /** Where the columns are indicators: each has its unit. */
  unit?: string | null;
};
export type HeatRow = {
  id: string;
  name: string;
  shortName?: string | null;
  /** One for each column; null is missing, as a value of null is. */
  cells: readonly (HeatCell | null)[];
};

export type HeatTableProps = FigureFrameProps & {
  rows: readonly HeatRow[];
  columns: readonly HeatColumn[];
  /** What the rows are: 单位. */
  rowsAre?: string;
  /** The one unit of all values (units × periods); without it each column has its own (units × indicators). */
  unit?: string | null;
  colouring: Colouring;
  onOpenRow?: ((rowId: string) => void) | undefined;
  onOpenCell?: ((rowId: string, columnId: string) => void) | undefined;
};

/** Units × periods or units × indicators: a table whose cells are tinted by their light, or by steps of ink. */
export const HeatTable = (props: HeatTableProps) => {
  const { rows, columns, rowsAre, unit = null, colouring, onOpenRow, onOpenCell, ...frame } = props;
  const { t, i18n } = useTranslation('charts');
  const byColumn = columns.some(column => column.unit !== undefined);
  const valuesOf = (index: number) => rows.map(row => row.cells[index]?.value ?? null);
  const every = rows.flatMap(row => columns.map((_, index) => row.cells[index] ?? { value: null }));
  const inkOf = (cell: HeatCell | null | undefined) => cell?.ink ?? cell?.value ?? null;
  const all = useColumnNumbers(byColumn ? [] : every.map(({ value }) => value), unit);
  const common = inkScale(every.map(inkOf));
  const drawn = columns.map((column, index) => ({
    ...column,
    numbers: byColumn ? columnNumbers(valuesOf(index), column.unit ?? null, i18n.language !== 'en') : all,
    step: byColumn ? inkScale(rows.map(row => inkOf(row.cells[index]))) : common,
  }));
  const missing = rows.filter(row => columns.every((_, index) => (row.cells[index]?.value ?? null) === null));
  const tint = (cell: HeatCell | null | undefined, step: ReturnType<typeof inkScale>): string => {
    if (!cell || cell.value === null)
      return cell?.light && colouring === 'light' ? `wash-${cell.light}` : 'fig-heat-none';
    if (colouring === 'light') return cell.light ? `wash-${cell.light}` : '';
    return `ink-${step(inkOf(cell))}`;
  };
  return (
    <FigureFrame
      {...frame}
      isEmpty={rows.length === 0 || columns.length === 0}
      unit={byColumn ? null : all.unit}
      missing={missing}
      missingOf={rows.length}
      onOpenMissing={onOpenRow}
      keyLine={
        <ColourKey
          colouring={colouring}
          cells={every.map(cell => ({ ...cell, value: inkOf(cell) }))}
          numbers={all}
          byColumn={byColumn}
          byChange={every.some(cell => cell.ink != null)}
        />
      }
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard */}
      <section className="fig-scroll" data-scrolls tabIndex={0} aria-label={frame.title}>
        <table className="fig-heat">
          <thead>
            <tr>
              <th scope="col">{rowsAre ?? t('ranks.unit')}</th>
              {drawn.map(({ id, label, numbers }) => (
                <th key={id} scope="col">
                  {label}
                  {byColumn && numbers.unit && <span className="fig-heat-unit quiet">{numbers.unit}</span>}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(row => (
              <tr key={row.id}>
                <th scope="row">
                  <UnitName unit={row} onOpen={onOpenRow} />
                </th>
                {drawn.map(({ id, numbers, step }, index) => {
                  const cell = row.cells[index];
                  const inner = (
                    <span className="fig-figure">
                      {colouring === 'light' && cell?.light && <LightSign light={cell.light} />}
                      <FigureValue text={numbers.cell(cell?.value ?? null)} />
                    </span>
                  );
                  return (
                    <td key={id} className={tint(cell, step)}>
                      {onOpenCell ? (
                        <button type="button" className="fig-heat-open" onClick={() => onOpenCell(row.id, id)}>
                          {inner}
                        </button>
                      ) : (
                        inner
                      )}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </FigureFrame>
  );
};
