import { type ChartUnit, shortNameOf } from './chart-unit';

// Longer names are broken, so that the figures keep their room on a phone.
const LONG = 9;

/** A unit at the head of its row, as the way to it where there is one. */
export const UnitName = ({ unit, onOpen }: { unit: ChartUnit; onOpen?: ((unitId: string) => void) | undefined }) => {
  const name = shortNameOf(unit);
  const className = name.length > LONG ? 'fig-name fig-name-long' : 'fig-name';
  if (!onOpen) return <span className={className}>{name}</span>;
  return (
    <button type="button" className={`fig-open ${className}`} onClick={() => onOpen(unit.id)} title={unit.name}>
      {name}
    </button>
  );
};
