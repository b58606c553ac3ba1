import type { Expression, Numeric } from './expression';

/** A number that depends on no figure, a sum of figures times numbers, or anything else. */
type Form = 'constant' | 'linear' | 'other';

const ofProduct = (op: '*' | '/', left: Form, right: Form): Form => {
  if (right === 'constant') return left;
  return op === '*' && left === 'constant' ? right : 'other';
};

const formOf = (expression: Numeric): Form => {
  switch (expression.op) {
    case 'number':
      return 'constant';
    case 'figure':
      return 'linear';
    case 'negate':
    case 'previous':
    case 'lastYear':
    case 'convert':
      return formOf(expression.of);
    case '*':
    case '/':
      return ofProduct(expression.op, formOf(expression.left), formOf(expression.right));
    case '+':
    case '-': {
      const [left, right] = [formOf(expression.left), formOf(expression.right)];
      return left === right ? left : 'other';
    }
    default: {
      const parts = Array.isArray(expression.of) ? expression.of : [expression.of];
      return parts.every(part => formOf(part) === 'constant') ? 'constant' : 'other';
    }
  }
};

const truths = new Set<string>(['<', '<=', '>', '>=', '==', '!=', '&&', '||', '!', 'missing']);

/**
 * Is it a sum of figures, each times a number? Then the value of sums is the sum of values: a stored roll-up may be put in.
 * A + 5 is not: over ten units it would have to be A + 50.
 */
export const linear = (expression: Expression): boolean =>
  !truths.has(expression.op) && formOf(expression as Numeric) === 'linear';
