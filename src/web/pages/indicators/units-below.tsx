import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Series } from '../../../subjects/analysis/schema';
import { useRead } from '../../api';
import { ErrorNote } from '../../parts/error-note';
import { FigureValue } from '../../parts/figures/figure-value';
import { useColumnNumbers } from '../../parts/figures/use-column-numbers';
import { Quantity } from '../../parts/quantity';
import { TableSkeleton } from '../../parts/skeletons';
import { CellHistory, type HistoryOf } from './cell-history';
import type { Seen } from './seen-address';
import { shownValue } from './shown-value';
import './units-below.css';

type Props = { series: Series; period: string; seen: Seen; onUnit: (unitId: string) => void };

/** 所属单位: what the unit's value is summed from, each figure as it was reported; a figure opens its history. */
export const UnitsBelow = ({ series, period, seen, onUnit }: Props) => {
  const { t } = useTranslation('analysis');
  const { indicator, unit, lens } = series;
  const [open, setOpen] = useState<HistoryOf | null>(null);
  const { data, error, refetch } = useRead(
    'analysis.units',
    { indicatorId: indicator.id, period, groupId: unit.id, lens, ...(seen.asOf ? { asOf: seen.asOf } : {}) },
    { keep: true },
  );
  const numbers = useColumnNumbers(
    (data?.rows ?? []).map(row => shownValue(row.value, indicator)),
    indicator.unit,
  );
  return (
    <section className="indicator-section" aria-label={t('section.below')}>
      <h2>{t('section.below')}</h2>
      {error && !data && <ErrorNote error={error} onRetry={() => void refetch()} />}
      {!data && !error && <TableSkeleton rows={8} columns={4} dense />}
      {data && data.rows.length === 0 && <p className="quiet">{t('below.none')}</p>}
      {data && data.rows.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard
        <section className="below-scroll" tabIndex={0} aria-label={t('section.below')}>
          <table className="plain-table dense-table below-table">
            <thead>
              <tr>
                <th scope="col">{t('below.unit')}</th>
                {data.figures.map(({ code, name, unit: measure }) => (
                  <th key={code} scope="col" className="right">
                    {name}
                    <span className="quiet"> {measure}</span>
                  </th>
                ))}
                <th scope="col" className="right">
                  {t('below.value')} <span className="quiet">{indicator.unit}</span>
                </th>
                <th scope="col">{t('below.stage')}</th>
              </tr>
            </thead>
            <tbody>
              {data.rows.map(row => (
                <tr key={row.unitId}>
                  <th scope="row">
                    <button type="button" className="below-open" onClick={() => onUnit(row.unitId)}>
                      {row.name}
                    </button>
                  </th>
                  {data.figures.map((figure, at) => {
                    const value = row.figures[at] ?? null;
                    const asked = row.formId !== null && figure.asked !== null && figure.formIds.includes(row.formId);
                    return (
                      <td key={figure.code} className="right">
                        {asked && value !== null ? (
                          <button
                            type="button"
                            className="below-open"
                            onClick={() =>
                              setOpen({
                                key: { formId: row.formId!, period: figure.asked!, unitId: row.unitId },
                                cells: figure.cells,
                                unit: row.name,
                                figure: figure.name,
                                measure: figure.unit,
                              })
                            }
                          >
                            <Quantity value={value} bare />
                          </button>
                        ) : (
                          <Quantity value={value} bare />
                        )}
                      </td>
                    );
                  })}
                  <td className="right">
                    <FigureValue text={numbers.cell(shownValue(row.value, indicator))} />
                  </td>
                  <td>{t(`stage.${row.stage as 0}`)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      {open && <CellHistory of={open} onClose={() => setOpen(null)} />}
    </section>
  );
};
