import { Decimal as AnyDecimal } from 'decimal.js';
import type { Decimal } from '../../../../platform/database/tables';
import { shiftedBy } from './codes-of';
import type { Comparison, Expression, Logical, Numeric, Shift } from './expression';

// Beyond 10^±60 there is no figure of an office: such a value is none.
const Exact = AnyDecimal.clone({ precision: 40, rounding: AnyDecimal.ROUND_HALF_UP, minE: -60, maxE: 60 });
type Exact = InstanceType<typeof Exact>;

/** The reported value of a figure (category null: the sum over its categories), or null where nothing is reported. */
export type Lookup = (code: string, category: string | null, shift: Shift) => Decimal | null;

// Quotients are carried with 40 digits and looked at with 30: a third times three is one.
const LOOKED_AT = 30;
const CARRIED_SURELY = 35;
const settled = (value: Exact) => value.toSignificantDigits(LOOKED_AT);

const compare: Record<Comparison, (order: number) => boolean> = {
  '<': order => order < 0,
  '<=': order => order <= 0,
  '>': order => order > 0,
  '>=': order => order >= 0,
  '==': order => order === 0,
  '!=': order => order !== 0,
};

const isLogical = (expression: Expression): expression is Logical =>
  expression.op in compare || ['&&', '||', '!', 'missing'].includes(expression.op);

/**
 * The value of an expression: a decimal (up to 30 digits; rounding is for display), true or false. Null where a figure that
 * it needs is not reported, and where something is divided by zero; a check that is null neither passes nor fails.
 */
export const evaluate = (expression: Expression, lookup: Lookup): Decimal | boolean | null => {
  const numberOf = (part: Numeric, shift: Shift): Exact | null => {
    switch (part.op) {
      case 'number':
        return new Exact(part.value);
      case 'figure': {
        const value = lookup(part.code, part.category, shift);
        return value === null ? null : new Exact(value);
      }
      case 'min':
      case 'max': {
        const values = part.of.map(one => numberOf(one, shift));
        if (!values.every(value => value !== null)) return null;
        return part.op === 'min' ? Exact.min(...values) : Exact.max(...values);
      }
      case '+':
      case '-':
      case '*':
      case '/': {
        const left = numberOf(part.left, shift);
        const right = left && numberOf(part.right, shift);
        return left && right && finite(calculated(part.op, left, right));
      }
      default: {
        const value = numberOf(part.of, shiftedBy(part, shift));
        return value && finite(changed(part, value));
      }
    }
  };

  const truthOf = (part: Logical, shift: Shift): boolean | null => {
    switch (part.op) {
      case 'missing':
        return numberOf(part.of, shift) === null;
      case '!': {
        const value = truthOf(part.of, shift);
        return value === null ? null : !value;
      }
      case '&&':
      case '||': {
        // One side can decide for both: false && unknown is false, true || unknown is true.
        const decides = part.op === '||';
        const left = truthOf(part.left, shift);
        if (left === decides) return left;
        const right = truthOf(part.right, shift);
        return right === decides ? right : left === null ? null : right;
      }
      default: {
        const left = numberOf(part.left, shift);
        const right = left && numberOf(part.right, shift);
        return left && right && compare[part.op](settled(left).comparedTo(settled(right)));
      }
    }
  };

  const here: Shift = { periods: 0, years: 0 };
  if (isLogical(expression)) return truthOf(expression, here);
  const value = numberOf(expression, here);
  // Without the sign of zero.
  return value && settled(value).plus(0).toFixed();
};

const finite = (value: Exact): Exact | null => (value.isFinite() ? value : null);

// A difference in the last digits of what was carried is none: A / 3 * 3 - A is zero.
const sum = (left: Exact, right: Exact): Exact => {
  const value = left.plus(right);
  const last = Math.max(left.e, right.e) - CARRIED_SURELY;
  return value.isZero() || value.e >= last ? value : new Exact(0);
};

const calculated = (op: '+' | '-' | '*' | '/', left: Exact, right: Exact): Exact => {
  if (op === '+') return sum(left, right);
  if (op === '-') return sum(left, right.negated());
  return op === '*' ? left.times(right) : left.dividedBy(right);
};

const changed = (
  part: Exclude<Numeric, { left: Numeric } | { of: Numeric[] } | { value: string } | { code: string }>,
  value: Exact,
): Exact => {
  if (part.op === 'negate') return value.negated();
  if (part.op === 'abs') return value.abs();
  if (part.op === 'round') return settled(value).toDecimalPlaces(part.digits);
  if (part.op !== 'convert') return value;
  const times = value.times(part.times);
  return part.over === '1' ? times : times.dividedBy(part.over);
};
