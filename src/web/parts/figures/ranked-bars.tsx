import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { barScale } from './bar-scale';
import type { Direction, UnitValue } from './chart-unit';
import { FigureFrame, type FigureFrameProps } from './figure-frame';
import { FigureValue } from './figure-value';
import { LightSign } from './light-sign';
import { medianOf } from './median-of';
import { rankUnits } from './rank-units';
import { UnitName } from './unit-name';
import { useColumnNumbers } from './use-column-numbers';
import './ranked-bars.css';

export type RankedBarsProps = FigureFrameProps & {
  units: readonly (UnitValue & { target?: string | null })[];
  unit: string | null;
  direction: Direction;
  /** The one target of all; a unit's own target is marked in its row. */
  target?: string | null;
  /** The reader's own unit: its name stands out. */
  own?: string | null;
  /** Rows that are shown before “show all”. */
  first?: number;
  onOpen?: ((unitId: string) => void) | undefined;
};

/** Units by value, best first, as bars from zero, with the median and the target as lines; who has not reported stands below. */
export const RankedBars = (props: RankedBarsProps) => {
  const { units, unit, direction, target = null, own = null, first = 30, onOpen, ...frame } = props;
  const { t } = useTranslation('charts');
  const [whole, setWhole] = useState(false);
  const { ranked, missing } = rankUnits(units, direction);
  const median = medianOf(ranked.map(row => row.unit.value));
  const values = units.map(({ value }) => value);
  const targets = [...units.map(one => one.target ?? null), target];
  const numbers = useColumnNumbers(values, unit, targets);
  const scale = barScale([...values, ...targets], unit);
  const shown = whole ? ranked : ranked.slice(0, first);
  const shownMissing = whole ? missing : missing.slice(0, Math.max(6, first - shown.length));
  const row = (one: RankedBarsProps['units'][number], rank: number | null) => (
    <tr key={one.id} className={one.id === own ? 'fig-own' : undefined}>
      <td className="fig-rank number">{rank ?? ''}</td>
      <th scope="row">
        <UnitName unit={one} onOpen={onOpen} />
      </th>
      <td className="fig-bar-cell">
        {scale && (
          <span className="fig-bar" aria-hidden="true">
            {one.value !== null && <span className="fig-bar-value" style={scale.bar(one.value)} />}
            {median !== null && <span className="fig-bar-median" style={scale.place(median)} />}
            {target !== null && <span className="fig-bar-target" style={scale.place(target)} />}
            {one.target && <span className="fig-bar-own" style={scale.place(one.target)} />}
          </span>
        )}
      </td>
      <td className="fig-bar-figure">
        <span className="fig-figure">
          {one.light && <LightSign light={one.light} />}
          <FigureValue text={numbers.cell(one.value)} />
        </span>
      </td>
    </tr>
  );
  const hidden = ranked.length - shown.length + missing.length - shownMissing.length;
  return (
    <FigureFrame
      {...frame}
      isEmpty={units.length === 0}
      unit={numbers.unit}
      missing={missing}
      missingOf={units.length}
      onOpenMissing={onOpen}
    >
      <table className="fig-bars">
        <thead>
          <tr>
            <th scope="col" className="fig-rank">
              {t('ranks.rank')}
            </th>
            <th scope="col">{t('ranks.unit')}</th>
            <th scope="col" className="fig-bar-cell">
              <span className="visually-hidden">{t('ranks.bar')}</span>
              {scale && target !== null && (
                <span className="fig-bar-word" style={scale.word(target)}>
                  {t('ranks.target', { value: numbers.text(target) })}
                </span>
              )}
            </th>
            <th scope="col" className="fig-bar-figure">
              {t('ranks.value')}
            </th>
          </tr>
        </thead>
        <tbody>{shown.map(({ rank, unit: one }) => row(one, rank))}</tbody>
        {shownMissing.length > 0 && (
          <tbody className="fig-bars-missing">{shownMissing.map(one => row(one, null))}</tbody>
        )}
        {scale && median !== null && (
          <tfoot>
            <tr>
              <td />
              <td />
              <td className="fig-bar-cell">
                <span className="fig-bar-word" style={scale.word(median)}>
                  {t('ranks.median', { value: numbers.text(median) })}
                </span>
              </td>
              <td />
            </tr>
          </tfoot>
        )}
      </table>
      {(hidden > 0 || whole) && (
        <p className="no-print">
          <button type="button" className="fig-tool" aria-expanded={whole} onClick={() => setWhole(!whole)}>
            {whole ? t('ranks.fewer') : t('ranks.more', { count: units.length })}
          </button>
        </p>
      )}
    </FigureFrame>
  );
};
