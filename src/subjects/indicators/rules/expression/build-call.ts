import type { CallExpression } from 'acorn';
import type { Amount, Built, Known, Truth } from './amount';
import { codesOf } from './codes-of';
import { inOneUnit } from './combine';
import type { Numeric } from './expression';
import type { Span } from './fault';

/** Functions by name, and how many arguments each takes. */
export const functions: ReadonlyMap<string, { least: number; most: number }> = new Map([
  ['previous', { least: 1, most: 1 }],
  ['lastYear', { least: 1, most: 1 }],
  ['abs', { least: 1, most: 1 }],
  ['min', { least: 2, most: 50 }],
  ['max', { least: 2, most: 50 }],
  ['round', { least: 2, most: 2 }],
  ['missing', { least: 1, most: 1 }],
]);

const MOST_DIGITS = 10;

const isFigure = (expression: Numeric): boolean =>
  expression.op === 'previous' || expression.op === 'lastYear' ? isFigure(expression.of) : expression.op === 'figure';

const amountsAmong = (built: Built[], { report }: Known): Amount[] =>
  built.flatMap(one => {
    if (one?.kind === 'amount') return [one];
    if (one) report('number-wanted', { from: one.from, to: one.to }, {});
    return [];
  });

const callOf = (name: string, args: Amount[], at: Span, known: Known): Amount | Truth | null => {
  const [first, second] = args as [Amount, ...Amount[]];
  const place = { from: first.from, to: first.to };
  const same = (expression: Numeric): Amount => ({ ...first, ...at, expression });
  if (name === 'missing') {
    if (isFigure(first.expression))
      return { kind: 'truth', ...at, expression: { op: 'missing', of: first.expression } };
    known.report('figure-wanted', place, { name });
    return null;
  }
  if (name === 'previous' || name === 'lastYear') {
    if (codesOf(first.expression).length > 0) return same({ op: name, of: first.expression });
    known.report('nothing-to-shift', place, { name });
    return null;
  }
  if (name === 'round') {
    const digits = second?.expression.op === 'number' ? Number(second.expression.value) : Number.NaN;
    if (Number.isInteger(digits) && digits <= MOST_DIGITS) return same({ op: 'round', of: first.expression, digits });
    known.report('digits-wanted', { from: second!.from, to: second!.to }, { most: MOST_DIGITS });
    return null;
  }
  if (name === 'abs') return same({ op: 'abs', of: first.expression });
  const joined = inOneUnit(args, known);
  if (!joined) return null;
  const { parts, quantity, scales } = joined;
  return { kind: 'amount', ...at, expression: { op: name === 'min' ? 'min' : 'max', of: parts }, quantity, scales };
};

/** A call with its arguments built already, in their order. */
export const buildCall = (node: CallExpression, args: Built[], known: Known): Built => {
  const at = { from: node.start, to: node.end };
  const name = node.callee.type === 'Identifier' ? node.callee.name : '';
  const takes = functions.get(name);
  const calleeAt = { from: node.callee.start, to: node.callee.end };
  if (!takes) {
    known.report('function-unknown', calleeAt, { found: name });
    return null;
  }
  const { least, most } = takes;
  if (args.length < least) known.report('too-few-arguments', at, { name, least });
  else if (args.length > most) {
    const extra = node.arguments[most]!;
    known.report('too-many-arguments', { from: extra.start, to: node.arguments.at(-1)!.end }, { name, most });
  }
  const amounts = amountsAmong(args, known);
  const sound = amounts.length === args.length && args.length >= least && args.length <= most;
  return sound ? callOf(name, amounts, at, known) : null;
};
