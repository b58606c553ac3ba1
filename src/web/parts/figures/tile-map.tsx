import { useTranslation } from 'react-i18next';
import { type Colouring, shortNameOf, type UnitValue } from './chart-unit';
import { ColourKey } from './colour-key';
import { FigureFrame, type FigureFrameProps } from './figure-frame';
import { FigureValue } from './figure-value';
import { inkScale } from './ink-scale';
import { layOutTiles, type TilePlace } from './lay-out-tiles';
import { LightSign } from './light-sign';
import { useColumnNumbers } from './use-column-numbers';
import './tile-map.css';

export type TileUnit = UnitValue & {
  /** Column and row from 0, as an office draws its counties; without any the tiles form a block in the given order. */
  place?: TilePlace | null;
};

export type TileMapProps = FigureFrameProps & {
  units: readonly TileUnit[];
  unit: string | null;
  colouring: Colouring;
  onOpen?: ((unitId: string) => void) | undefined;
};

/** A map that needs no map: a square for each unit, with its name and value. */
export const TileMap = ({ units, unit, colouring, onOpen, ...frame }: TileMapProps) => {
  const { t } = useTranslation('charts');
  const numbers = useColumnNumbers(
    units.map(({ value }) => value),
    unit,
  );
  const step = inkScale(units.map(({ value }) => value));
  const { columns, places } = layOutTiles(units.map(({ place }) => place));
  const tint = ({ value, light }: TileUnit): string => {
    if (colouring === 'light') return light ? `wash-${light}` : 'fig-tile-none';
    return value === null ? 'fig-tile-none' : `ink-${step(value)}`;
  };
  const table = {
    columns: [t('ranks.unit'), t('ranks.value')],
    rows: units.map(one => [
      { text: shortNameOf(one), onOpen: onOpen && (() => onOpen(one.id)) },
      { text: numbers.cell(one.value), light: colouring === 'light' ? (one.light ?? null) : null },
    ]),
  };
  return (
    <FigureFrame
      {...frame}
      isEmpty={units.length === 0}
      unit={numbers.unit}
      table={table}
      missing={units.filter(({ value }) => value === null)}
      missingOf={units.length}
      onOpenMissing={onOpen}
      keyLine={<ColourKey colouring={colouring} cells={units} numbers={numbers} />}
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard */}
      <section className="fig-scroll" data-scrolls tabIndex={0} aria-label={frame.title}>
        <ul className="fig-tiles" style={{ gridTemplateColumns: `repeat(${columns}, minmax(44px, 84px))` }}>
          {units.map((one, index) => {
            const { column, row } = places[index]!;
            const inner = (
              <>
                <span className="fig-tile-name">{shortNameOf(one)}</span>
                <span className="fig-tile-value">
                  {colouring === 'light' && one.light && <LightSign light={one.light} />}
                  <FigureValue text={numbers.cell(one.value)} />
                </span>
              </>
            );
            return (
              <li key={one.id} style={{ gridColumn: column + 1, gridRow: row + 1 }}>
                {onOpen ? (
                  <button
                    type="button"
                    className={`fig-tile fig-pick on-paper ${tint(one)}`}
                    onClick={() => onOpen(one.id)}
                  >
                    {inner}
                  </button>
                ) : (
                  <div className={`fig-tile ${tint(one)}`}>{inner}</div>
                )}
              </li>
            );
          })}
        </ul>
      </section>
    </FigureFrame>
  );
};
