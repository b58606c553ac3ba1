import { compareDecimals } from '../../../kernel/decimal';
import type { Direction, UnitValue } from './chart-unit';

export type Ranked<U extends UnitValue> = {
  /** Best first; equal values share a rank and the next one is skipped: 1, 2, 2, 4. */
  ranked: { rank: number; unit: U & { value: string } }[];
  /** Who has no value, in the given order: not last, but outside the ranking. */
  missing: U[];
};

/** Units by value, best first. Equal values keep the given order. */
export const rankUnits = <U extends UnitValue>(units: readonly U[], direction: Direction): Ranked<U> => {
  const known = units.filter((unit): unit is U & { value: string } => unit.value !== null);
  const sign = direction === 'up' ? -1 : 1;
  const order = known.toSorted((a, b) => sign * compareDecimals(a.value, b.value));
  let rank = 0;
  const ranked = order.map((unit, index) => {
    const before = order[index - 1];
    if (!before || compareDecimals(before.value, unit.value) !== 0) rank = index + 1;
    return { rank, unit };
  });
  return { ranked, missing: units.filter(({ value }) => value === null) };
};
