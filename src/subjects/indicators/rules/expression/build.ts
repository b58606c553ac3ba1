import type { BinaryExpression, LogicalExpression, Expression as Syntax, UnaryExpression } from 'acorn';
import type { Amount, Built, Truth } from './amount';
import { buildCall } from './build-call';
import { buildCategory, buildFigure, buildNumber, type Reading, refused, spanOfNode } from './build-figure';
import { inOneUnit, multiply } from './combine';
import { type Comparison, limits } from './expression';

const comparisons = new Set<string>(['<', '<=', '>', '>=', '==', '!=']);
const isComparison = (op: string): op is Comparison => comparisons.has(op);

/** Builds an expression from the parsed text: what is not named here is refused, with its place. */
export const build = (node: Syntax, reading: Reading, depth = 0): Built => {
  if (depth > limits.nesting) {
    reading.report('too-deep', spanOfNode(node), { most: limits.nesting });
    return null;
  }
  switch (node.type) {
    case 'ParenthesizedExpression': {
      // The brackets belong to the place, so that a caret under it shows what is meant.
      const built = build(node.expression, reading, depth + 1);
      return built && { ...built, ...spanOfNode(node) };
    }
    case 'Literal':
      return buildNumber(node, reading);
    case 'Identifier':
      return buildFigure(node, reading);
    case 'MemberExpression':
      return buildCategory(node, reading);
    case 'UnaryExpression':
      return buildSigned(node, reading, depth + 1);
    case 'LogicalExpression':
      return buildLogical(node, reading, depth);
    case 'BinaryExpression':
      return buildBinary(node, reading, depth);
    case 'CallExpression': {
      const args = node.arguments.map(one => (one.type === 'SpreadElement' ? null : build(one, reading, depth + 1)));
      return buildCall(node, args, reading);
    }
    default:
      return refused(node, reading);
  }
};

const amountOf = (built: Built, { report }: Reading): Amount | null => {
  if (built?.kind === 'truth') report('number-wanted', { from: built.from, to: built.to }, {});
  return built?.kind === 'amount' ? built : null;
};

const truthOf = (built: Built, { report }: Reading): Truth | null => {
  if (built?.kind === 'amount') report('condition-wanted', { from: built.from, to: built.to }, {});
  return built?.kind === 'truth' ? built : null;
};

const buildSigned = (node: UnaryExpression, reading: Reading, depth: number): Built => {
  if (node.operator !== '-' && node.operator !== '!') return refused(node, reading);
  const built = build(node.argument, reading, depth);
  if (node.operator === '!') {
    const of = truthOf(built, reading);
    return of && { ...of, ...spanOfNode(node), expression: { op: '!', of: of.expression } };
  }
  const of = amountOf(built, reading);
  return of && { ...of, ...spanOfNode(node), expression: { op: 'negate', of: of.expression } };
};

const buildLogical = (node: LogicalExpression, reading: Reading, depth: number): Built => {
  if (node.operator === '??') return refused(node, reading);
  const left = truthOf(build(node.left, reading, depth), reading);
  const right = truthOf(build(node.right, reading, depth), reading);
  if (!left || !right) return null;
  const expression = { op: node.operator, left: left.expression, right: right.expression };
  return { kind: 'truth', ...spanOfNode(node), expression };
};

const buildBinary = (node: BinaryExpression, reading: Reading, depth: number): Built => {
  const { operator: op } = node;
  const known = op === '+' || op === '-' || op === '*' || op === '/' || isComparison(op);
  if (!known || node.left.type === 'PrivateIdentifier') return refused(node, reading);
  const at = spanOfNode(node);
  const before = build(node.left, reading, depth);
  if (isComparison(op) && before?.kind === 'truth' && isComparison(before.expression.op)) {
    reading.report('chained', at, {});
    return null;
  }
  const [left, right] = [amountOf(before, reading), amountOf(build(node.right, reading, depth), reading)];
  if (!left || !right) return null;
  if (op === '*' || op === '/') return multiply(op, left, right, at, reading);
  const joined = inOneUnit([left, right], reading);
  if (!joined) return null;
  const [a, b] = joined.parts;
  if (isComparison(op)) return { kind: 'truth', ...at, expression: { op, left: a!, right: b! } };
  const { quantity, scales } = joined;
  return { kind: 'amount', ...at, expression: { op, left: a!, right: b! }, quantity, scales };
};
