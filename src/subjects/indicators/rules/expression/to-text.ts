import type { Expression } from './expression';

const strength: Record<string, number> = {
  '||': 1,
  '&&': 2,
  '==': 3,
  '!=': 3,
  '<': 4,
  '<=': 4,
  '>': 4,
  '>=': 4,
  '+': 5,
  '-': 5,
  '*': 6,
  '/': 6,
};
const SIGN = 7;
const CALL = 8;

/** The expression as a person writes it, with no bracket too many; compiled again it is the same expression. */
export const toText = (expression: Expression): string => print(expression).text;

type Printed = { text: string; strength: number };

const within = (least: number, expression: Expression): string => {
  const { text, strength } = print(expression);
  return strength >= least ? text : `(${text})`;
};

const print = (expression: Expression): Printed => {
  switch (expression.op) {
    case 'number':
      return { text: expression.value, strength: CALL };
    case 'figure': {
      const { code, category } = expression;
      return { text: category === null ? code : `${code}.${category}`, strength: CALL };
    }
    case 'convert':
      return print(expression.of);
    case 'negate': {
      // Two signs without a space would be one of another language.
      const of = within(SIGN, expression.of);
      return { text: of.startsWith('-') ? `- ${of}` : `-${of}`, strength: SIGN };
    }
    case '!':
      return { text: `!${within(SIGN, expression.of)}`, strength: SIGN };
    case 'abs':
    case 'previous':
    case 'lastYear':
    case 'missing':
      return { text: `${expression.op}(${toText(expression.of)})`, strength: CALL };
    case 'round':
      return { text: `round(${toText(expression.of)}, ${expression.digits})`, strength: CALL };
    case 'min':
    case 'max':
      return { text: `${expression.op}(${expression.of.map(toText).join(', ')})`, strength: CALL };
    default: {
      const { op, left, right } = expression;
      const own = strength[op]!;
      return { text: `${within(own, left)} ${op} ${within(own + 1, right)}`, strength: own };
    }
  }
};
