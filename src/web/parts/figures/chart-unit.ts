import type { Light } from '../../../subjects/tasks/schema';

/** A unit as a chart names it. */
export type ChartUnit = {
  id: string;
  name: string;
  /** Where there is little room (a tile, a map); the name where it is missing. */
  shortName?: string | null;
  /** All that is asked of it has come in: a value that is not there cannot be worked out of it, and is not awaited. */
  isIn?: boolean;
};

/** A unit with one value: decimal text, null where it has not reported. */
export type UnitValue = ChartUnit & {
  value: string | null;
  /** Where the value stands against what was planned; with `colouring: 'light'`. */
  light?: Light | null;
};

/** What a surface says: the light (shape, word and colour), or how large the value is in steps of ink. */
export type Colouring = 'light' | 'ink';

/** Whether more is better (`up`) or less is. */
export type Direction = 'up' | 'down';

export const shortNameOf = ({ name, shortName }: ChartUnit): string => shortName || name;
