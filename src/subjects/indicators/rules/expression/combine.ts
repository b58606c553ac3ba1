import {
  type Amount,
  convert,
  convertedTwice,
  type Known,
  keyOf,
  type Scales,
  scalesBelow,
  scalesBeside,
  scalesTimes,
  unscaled,
} from './amount';
import type { Numeric } from './expression';
import type { Span } from './fault';
import { equal, inverse, one, quotient, ratioOf } from './ratio';
import { bare, isBare, labelOf, perUnit, type Quantity, sameDimension, timesUnit } from './units';

export type InOneUnit = { parts: Numeric[]; quantity: Quantity | null; scales: Scales };

/** What is added, compared or chosen from has to be of one dimension; it is brought to the unit of the first that has one. */
export const inOneUnit = (amounts: Amount[], known: Known): InOneUnit | null => {
  const first = amounts.find(({ quantity }) => quantity !== null);
  const unit = first?.quantity;
  if (!first || !unit) {
    return { parts: amounts.map(({ expression }) => expression), quantity: null, scales: unscaled };
  }
  const brought = amounts.map(amount => {
    if (amount === first || amount.quantity === null) return amount;
    if (!sameDimension(amount.quantity, unit)) {
      const [left, right] = [labelOf(unit, known.units), labelOf(amount.quantity, known.units)];
      known.report('units-differ', { from: amount.from, to: amount.to }, { left, right });
      return null;
    }
    const by = quotient(amount.quantity.factor, unit.factor);
    if (equal(by, one)) return amount;
    if (first.scales.some.has(keyOf(inverse(by)))) return convertedTwice(first, by, known.report);
    return convert(amount, by, known);
  });
  if (!brought.every(amount => amount !== null)) return null;
  const scales = brought.flatMap(({ quantity, scales }) => (quantity === null ? [] : [scales])).reduce(scalesBeside);
  return { parts: brought.map(({ expression }) => expression), quantity: unit, scales };
};

// 85% of 人 is 0.85 人: as a factor a percentage counts as the bare ratio that it is.
const asFactor = (amount: Amount, known: Known): Amount | null => {
  const { quantity } = amount;
  if (quantity === null || !isBare(quantity) || equal(quantity.factor, one)) return amount;
  const converted = convert(amount, quantity.factor, known);
  return converted && { ...converted, quantity: bare };
};

const unitOfProduct = (op: '*' | '/', left: Quantity | null, right: Quantity | null): Quantity | null => {
  if (right === null) return left;
  if (left === null) return op === '*' ? right : perUnit(bare, right);
  return op === '*' ? timesUnit(left, right) : perUnit(left, right);
};

const isZero = (expression: Numeric) => expression.op === 'number' && ratioOf(expression.value).times === 0n;

/** × and ÷ combine units. Where they cancel (人 ÷ 万人) the bare ratio is left, converted. */
export const multiply = (op: '*' | '/', left: Amount, right: Amount, at: Span, known: Known): Amount | null => {
  if (op === '/' && isZero(right.expression)) {
    known.report('divided-by-zero', { from: right.from, to: right.to }, {});
    return null;
  }
  // Beside a bare number a percentage stays one: RATE * 2 is in %.
  const [leftBare, rightBare] = [left.quantity === null, right.quantity === null];
  const a = leftBare || rightBare ? left : asFactor(left, known);
  const b = rightBare || (leftBare && op === '*') ? right : asFactor(right, known);
  if (!a || !b) return null;
  const scales = scalesTimes(a.scales, op === '/' ? scalesBelow(b.scales) : b.scales);
  const twice = [...scales.some].find(key => scales.converted.has(key));
  if (twice !== undefined) {
    const literal = [right, left].find(({ quantity }) => quantity === null) ?? at;
    return convertedTwice(literal, ratioOf(twice), known.report);
  }
  const quantity = unitOfProduct(op, a.quantity, b.quantity);
  const expression: Numeric = { op, left: a.expression, right: b.expression };
  const made: Amount = { kind: 'amount', from: at.from, to: at.to, expression, quantity, scales };
  const cancelled = a.quantity !== null && b.quantity !== null && quantity !== null && isBare(quantity);
  if (!cancelled || equal(quantity.factor, one)) return made;
  const ratio = convert(made, quantity.factor, known);
  return ratio && { ...ratio, quantity: bare };
};
