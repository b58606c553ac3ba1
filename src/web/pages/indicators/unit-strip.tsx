import { useTranslation } from 'react-i18next';
import type { Board, BoardRow } from '../../../subjects/analysis/schema';
import { rankUnits } from '../../parts/figures/rank-units';
import { useQuantityWords } from '../../parts/figures/use-quantity-words';
import { shownValue } from './shown-value';
import { unitsShown } from './units-shown';
import './unit-strip.css';

const WIDTH = 5;
const HEIGHT = 20;
const DOT = 3;

/** How high a value stands between the lowest and the highest; in the middle where all are equal. */
const heightOf = (value: number, low: number, high: number): number =>
  high > low ? (value - low) / (high - low) : 0.5;

/**
 * Where the units stand among each other, in the size of a word: a dot for each between the lowest and the highest, best first; a unit
 * without a value is a ring below. Dots, not bars: rates between 85 and 95 would all be as long.
 */
export const UnitStrip = ({ row, board }: { row: BoardRow; board: Board }) => {
  const { t } = useTranslation('analysis');
  const write = useQuantityWords();
  const units = unitsShown(t, board, [row]);
  const { ranked, missing } = rankUnits(
    units.map(({ id, name, at }) => ({ id, name, value: row.byUnit[at] ?? null })),
    row.direction,
  );
  if (units.length === 0) return null;
  const values = ranked.map(({ unit }) => Number(unit.value));
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const [first, last] = [ranked[0]?.unit, ranked.at(-1)?.unit];
  const value = (one: { value: string | null } | undefined) => write(shownValue(one?.value ?? null, row), row.unit);
  const words =
    t('strip.words', {
      name: row.name,
      count: ranked.length,
      top: first?.name ?? '',
      high: value(first),
      last: last?.name ?? '',
      low: value(last),
    }) + (missing.length > 0 ? t('strip.missing', { count: missing.length }) : '');
  return (
    <svg
      className="unit-strip"
      role="img"
      aria-label={words}
      width={units.length * WIDTH}
      height={HEIGHT}
      viewBox={`0 0 ${units.length * WIDTH} ${HEIGHT}`}
    >
      <title>{words}</title>
      {ranked.map(({ unit }, at) => {
        const up = heightOf(Number(unit.value), low, high) * (HEIGHT - 2 * DOT - 1);
        return <rect key={unit.id} x={at * WIDTH} y={HEIGHT - DOT - 1 - up} width={DOT} height={DOT} />;
      })}
      {missing.map((unit, at) => (
        <circle key={unit.id} cx={(ranked.length + at) * WIDTH + 1.5} cy={HEIGHT - 3} r={1.5} />
      ))}
    </svg>
  );
};
