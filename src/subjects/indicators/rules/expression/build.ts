import type {
  BinaryExpression,
  LogicalExpression,
  MemberExpression,
  Expression as Syntax,
  UnaryExpression,
} from 'acorn';
import { type Amount, type Built, type Known, scaledBy, type Truth, unscaled } from './amount';
import { buildCall, functions } from './build-call';
import { inOneUnit, multiply } from './combine';
import { type Comparison, figureCode, limits } from './expression';
import { quantityOf } from './units';

const comparisons = new Set<string>(['<', '<=', '>', '>=', '==', '!=']);
const isComparison = (op: string): op is Comparison => comparisons.has(op);
const writtenNumber = /^(?:0|[1-9]\d{0,17})(?:\.\d{1,10})?$/;

const spanOfNode = ({ start, end }: Syntax) => ({ from: start, to: end });

/** Builds an expression from the parsed text: what is not named here is refused, with its place. */
export const build = (root: Syntax, text: string, known: Known): Built => {
  const { report } = known;
  const excerpt = (node: Syntax) => text.slice(node.start, Math.min(node.end, node.start + 30));

  const amountOf = (built: Built): Amount | null => {
    if (built?.kind === 'truth') report('number-wanted', { from: built.from, to: built.to }, {});
    return built?.kind === 'amount' ? built : null;
  };
  const truthOf = (built: Built): Truth | null => {
    if (built?.kind === 'amount') report('condition-wanted', { from: built.from, to: built.to }, {});
    return built?.kind === 'truth' ? built : null;
  };

  const figure = (node: Syntax, code: string, category: string | null): Built => {
    const found = known.figures.get(code);
    if (!found) {
      report('figure-unknown', spanOfNode(node), { found: code });
      return null;
    }
    const quantity = quantityOf(found.unit, known.units);
    const expression = { op: 'figure', code, category } as const;
    return { kind: 'amount', ...spanOfNode(node), expression, quantity, scales: unscaled };
  };

  const name = (node: Syntax & { type: 'Identifier' }): Built => {
    if (figureCode.test(node.name)) return figure(node, node.name, null);
    if (functions.has(node.name)) report('function-bare', spanOfNode(node), { name: node.name });
    else report('not-a-figure', spanOfNode(node), { found: excerpt(node) });
    return null;
  };

  const category = (node: MemberExpression): Built => {
    const { object, property } = node;
    if (object.type !== 'Identifier' || property.type !== 'Identifier' || node.computed) return refused(node);
    const built = figureCode.test(object.name) ? figure(object, object.name, property.name) : name(object);
    if (!built) return null;
    const options = known.figures.get(object.name)?.categories ?? [];
    const at = { from: property.start, to: property.end };
    if (options.includes(property.name)) return { ...built, ...spanOfNode(node) };
    if (options.length === 0) report('no-categories', at, { code: object.name });
    else {
      const known = options.slice(0, 10).join('、');
      report('category-unknown', at, { found: property.name, code: object.name, known });
    }
    return null;
  };

  const number = (node: Syntax & { type: 'Literal' }): Built => {
    const value = node.raw ?? '';
    if (typeof node.value !== 'number') return refused(node);
    if (!writtenNumber.test(value)) {
      report('number-form', spanOfNode(node), { found: excerpt(node) });
      return null;
    }
    const expression = { op: 'number', value } as const;
    return { kind: 'amount', ...spanOfNode(node), expression, quantity: null, scales: scaledBy(value) };
  };

  const unary = (node: UnaryExpression, depth: number): Built => {
    if (node.operator !== '-' && node.operator !== '!') return refused(node);
    const built = visit(node.argument, depth);
    if (node.operator === '!') {
      const of = truthOf(built);
      return of && { ...of, ...spanOfNode(node), expression: { op: '!', of: of.expression } };
    }
    const of = amountOf(built);
    return of && { ...of, ...spanOfNode(node), expression: { op: 'negate', of: of.expression } };
  };

  const logical = (node: LogicalExpression, depth: number): Built => {
    const [left, right] = [truthOf(visit(node.left, depth)), truthOf(visit(node.right, depth))];
    if (!left || !right || node.operator === '??') return null;
    const expression = { op: node.operator, left: left.expression, right: right.expression };
    return { kind: 'truth', ...spanOfNode(node), expression };
  };

  const binary = (node: BinaryExpression, depth: number): Built => {
    const { operator: op } = node;
    if (node.left.type === 'PrivateIdentifier') return null;
    const before = visit(node.left, depth);
    if (isComparison(op) && before?.kind === 'truth' && isComparison(before.expression.op)) {
      report('chained', spanOfNode(node), {});
      return null;
    }
    const [left, right] = [amountOf(before), amountOf(visit(node.right, depth))];
    if (op !== '+' && op !== '-' && op !== '*' && op !== '/' && !isComparison(op)) return refused(node);
    if (!left || !right) return null;
    if (op === '*' || op === '/') return multiply(op, left, right, spanOfNode(node), known);
    const joined = inOneUnit([left, right], known);
    if (!joined) return null;
    const [a, b] = joined.parts;
    if (isComparison(op)) return { kind: 'truth', ...spanOfNode(node), expression: { op, left: a!, right: b! } };
    const { quantity, scales } = joined;
    return { kind: 'amount', ...spanOfNode(node), expression: { op, left: a!, right: b! }, quantity, scales };
  };

  const refused = (node: Syntax): null => {
    report('not-allowed', spanOfNode(node), { found: excerpt(node) });
    return null;
  };

  const visit = (node: Syntax, depth: number): Built => {
    if (depth > limits.nesting) {
      report('too-deep', spanOfNode(node), { most: limits.nesting });
      return null;
    }
    switch (node.type) {
      case 'ParenthesizedExpression': {
        // The brackets belong to the place, so that a caret under it shows what is meant.
        const built = visit(node.expression, depth + 1);
        return built && { ...built, ...spanOfNode(node) };
      }
      case 'Literal':
        return number(node);
      case 'Identifier':
        return name(node);
      case 'MemberExpression':
        return category(node);
      case 'UnaryExpression':
        return unary(node, depth + 1);
      case 'LogicalExpression':
        return logical(node, depth);
      case 'BinaryExpression':
        return binary(node, depth);
      case 'CallExpression': {
        const args = node.arguments.map(one => (one.type === 'SpreadElement' ? null : visit(one, depth + 1)));
        return buildCall(node, args, known);
      }
      default:
        return refused(node);
    }
  };
  return visit(root, 0);
};
