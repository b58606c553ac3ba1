import type { Identifier, Literal, MemberExpression, Expression as Syntax } from 'acorn';
import { type Amount, type Known, scaledBy, unscaled } from './amount';
import { functions } from './build-call';
import { figureCode } from './expression';
import { quantityOf } from './units';

/** What is compiled: what is known of figures and units, and the text for excerpts. */
export type Reading = Known & { text: string };

export const spanOfNode = ({ start, end }: Syntax) => ({ from: start, to: end });

const excerpt = ({ start, end }: Syntax, { text }: Reading) => text.slice(start, Math.min(end, start + 30));

/** What the language has no place for. */
export const refused = (node: Syntax, reading: Reading): null => {
  reading.report('not-allowed', spanOfNode(node), { found: excerpt(node, reading) });
  return null;
};

/** A figure by its code, the sum over its categories. */
export const buildFigure = (node: Identifier, reading: Reading): Amount | null => {
  const at = spanOfNode(node);
  const { name: code } = node;
  if (!figureCode.test(code)) {
    if (functions.has(code)) reading.report('function-bare', at, { name: code });
    else reading.report('not-a-figure', at, { found: excerpt(node, reading) });
    return null;
  }
  const figure = reading.figures.get(code);
  if (!figure) {
    reading.report('figure-unknown', at, { found: code.slice(0, 30) });
    return null;
  }
  const quantity = quantityOf(figure.unit, reading.units);
  return { kind: 'amount', ...at, expression: { op: 'figure', code, category: null }, quantity, scales: unscaled };
};

/** One category of a figure: `CHILDREN.f`. */
export const buildCategory = (node: MemberExpression, reading: Reading): Amount | null => {
  const { object, property } = node;
  if (object.type !== 'Identifier' || property.type !== 'Identifier' || node.computed) return refused(node, reading);
  const whole = buildFigure(object, reading);
  if (!whole) return null;
  const [code, category] = [object.name, property.name];
  const options = reading.figures.get(code)?.categories ?? [];
  if (options.includes(category))
    return { ...whole, ...spanOfNode(node), expression: { op: 'figure', code, category } };
  const at = spanOfNode(property);
  if (options.length === 0) reading.report('no-categories', at, { code });
  else {
    const known = options.slice(0, 10).join('、');
    reading.report('category-unknown', at, { found: category.slice(0, 30), code, known });
  }
  return null;
};

const writtenNumber = /^(?:0|[1-9]\d{0,17})(?:\.\d{1,10})?$/;

/** A number as it is written, never as JavaScript rounds it. */
export const buildNumber = (node: Literal, reading: Reading): Amount | null => {
  const value = node.raw ?? '';
  if (typeof node.value !== 'number') return refused(node, reading);
  if (!writtenNumber.test(value)) {
    reading.report('number-form', spanOfNode(node), { found: excerpt(node, reading) });
    return null;
  }
  const expression = { op: 'number', value } as const;
  return { kind: 'amount', ...spanOfNode(node), expression, quantity: null, scales: scaledBy(value) };
};
