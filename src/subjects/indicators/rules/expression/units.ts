import { equal, one, product, quotient, type Ratio, ratioOf } from './ratio';

/**
 * What is known of units: 万人 is of the dimension of 人 and 10,000 times as much; % has no dimension and is 1/100 of the
 * bare number. Factors are text: `10000`, `0.01`, `2000/3`. A table of general units stands in `units.json`.
 */
export type UnitTable = Readonly<Record<string, { dimension: string; factor: string }>>;

/** A unit in the abstract: powers of dimensions (人/所: people 1, institutions −1), and how large it is. */
export type Quantity = { powers: ReadonlyMap<string, number>; factor: Ratio };

// A unit the table does not know stands for itself: 项 goes with 项 and with nothing else.
const simple = (unit: string, units: UnitTable): Quantity => {
  if (!Object.hasOwn(units, unit)) return { powers: new Map([[unit, 1]]), factor: one };
  const { dimension, factor } = units[unit]!;
  return { powers: new Map(dimension === '' ? [] : [[dimension, 1]]), factor: ratioOf(factor) };
};

const combine = (a: Quantity, b: Quantity, sign: 1 | -1): Quantity => {
  const powers = new Map(a.powers);
  for (const [dimension, power] of b.powers) {
    const sum = (powers.get(dimension) ?? 0) + sign * power;
    if (sum === 0) powers.delete(dimension);
    else powers.set(dimension, sum);
  }
  return { powers, factor: sign === 1 ? product(a.factor, b.factor) : quotient(a.factor, b.factor) };
};

export const timesUnit = (a: Quantity, b: Quantity): Quantity => combine(a, b, 1);
export const perUnit = (a: Quantity, b: Quantity): Quantity => combine(a, b, -1);

/** The quantity of a unit as figures name it; `元/人` is made of its two parts unless the table has it whole. */
export const quantityOf = (unit: string, units: UnitTable): Quantity => {
  if (Object.hasOwn(units, unit)) return simple(unit, units);
  const [first = '', ...rest] = unit.split('/');
  return rest.reduce((sum, part) => perUnit(sum, simple(part, units)), simple(first, units));
};

/** The bare number: what a ratio of like quantities is. */
export const bare: Quantity = { powers: new Map(), factor: one };

export const isBare = ({ powers }: Quantity): boolean => powers.size === 0;

export const sameDimension = (a: Quantity, b: Quantity): boolean =>
  a.powers.size === b.powers.size && [...a.powers].every(([dimension, power]) => b.powers.get(dimension) === power);

// The unit in which the table counts a dimension.
const baseUnit = (dimension: string, units: UnitTable): string =>
  Object.entries(units).find(([, it]) => it.dimension === dimension && equal(ratioOf(it.factor), one))?.[0] ??
  dimension;

/** A quantity in words, by the base units: `人`, `元/人`, `人·所`; empty for the bare number. */
export const labelOf = ({ powers }: Quantity, units: UnitTable): string => {
  const named = (sign: 1 | -1) =>
    [...powers].flatMap(([dimension, power]) =>
      Math.sign(power) === sign ? Array<string>(Math.abs(power)).fill(baseUnit(dimension, units)) : [],
    );
  const [above, below] = [named(1).join('·'), named(-1)];
  return below.length === 0 ? above : `${above || '1'}/${below.join('/')}`;
};
