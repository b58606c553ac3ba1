import { useTranslation } from 'react-i18next';
import type { Series } from '../../../subjects/analysis/schema';
import { useRead } from '../../api';
import { FigureValue } from '../../parts/figures/figure-value';
import { useColumnNumbers } from '../../parts/figures/use-column-numbers';
import { type Seen, seenInput } from './seen-address';
import { shownValue } from './shown-value';
import './units-below.css';

type Props = { series: Series; period: string; seen: Seen; onUnit: (unitId: string) => void };

/** 分组: the value by sex, stage, town and country …, for the whole and each unit; nothing where its figures are not counted so. */
export const IndicatorBreakdown = ({ series, period, seen, onUnit }: Props) => {
  const { t } = useTranslation('analysis');
  const { indicator, unit } = series;
  const { on: _, ...asked } = seenInput(seen);
  const { data } = useRead('analysis.breakdown', { indicatorId: indicator.id, period, ...asked }, { keep: true });
  const shown = (values: readonly (string | null)[]) => values.map(value => shownValue(value, indicator));
  const rows = data ? data.units.filter(({ id }) => id !== unit.id || data.units.length > 1) : [];
  const numbers = useColumnNumbers(
    shown(data ? [data.whole, ...rows.map(({ values }) => values)].flat() : []),
    indicator.unit,
  );
  if (!data) return null;
  const cells = (values: readonly (string | null)[]) =>
    shown(values).map((value, at) => (
      <td key={data.options[at]!.code} className="right">
        <FigureValue text={numbers.cell(value)} />
      </td>
    ));
  const title = t('breakdown.title', { dimension: data.dimension });
  return (
    <section className="indicator-section" aria-label={title}>
      <h2>{title}</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard */}
      <section className="below-scroll" tabIndex={0} aria-label={title}>
        <table className="plain-table dense-table below-table">
          <thead>
            <tr>
              <th scope="col">{t('below.unit')}</th>
              {data.options.map(({ code, name }) => (
                <th key={code} scope="col" className="right">
                  {name}
                  <span className="quiet"> {numbers.unit}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <tr className="breakdown-whole">
              <th scope="row">{unit.name}</th>
              {cells(data.whole)}
            </tr>
            {rows.map(row => (
              <tr key={row.id}>
                <th scope="row">
                  {row.id === unit.id ? (
                    t('breakdown.own', { unit: row.name })
                  ) : (
                    <button type="button" className="below-open" onClick={() => onUnit(row.id)}>
                      {row.name}
                    </button>
                  )}
                </th>
                {cells(row.values)}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  );
};
