import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CompileOptions, compileExpression } from './compile-expression';
import { evaluate, type Lookup } from './evaluate';
import type { Expression, Logical, Numeric, Shift } from './expression';
import { linear } from './linear';
import { one, product, quotient, type Ratio, ratioOf } from './ratio';
import { toText } from './to-text';
import units from './units.json';

const codes = ['A', 'B', 'C', 'D'];
const alike: CompileOptions['figures'] = new Map(codes.map(code => [code, { unit: '', categories: ['f', 'm'] }]));

const compiled = (text: string, options: Partial<CompileOptions> = {}): Expression => {
  const made = compileExpression(text, { figures: alike, units, expect: 'number', ...options });
  if (!made.ok) throw new Error(`${text}: ${made.findings.map(({ at, code }) => `${at} ${code}`).join(', ')}`);
  return made.expression;
};

const some = <const T extends string>(...values: T[]) => fc.constantFrom(...values);
const figure = fc.record({ op: some('figure'), code: some(...codes), category: fc.constantFrom(null, 'f', 'm') });
const number = fc.record({ op: some('number'), value: some('2', '0.5', '100', '3', '1.25') });
const shifted = fc.oneof(figure, fc.record({ op: some('previous', 'lastYear'), of: figure }));

/** Any expression, on figures without units; what has to name a figure does. */
const trees = (maxDepth: number) => {
  const within = { maxDepth, depthIdentifier: fc.createDepthIdentifier() };
  return fc.letrec<{ numeric: Numeric; operand: Numeric; logical: Logical }>(tie => ({
    operand: fc.oneof(number, tie('numeric')) as fc.Arbitrary<Numeric>,
    numeric: fc.oneof(
      within,
      figure,
      fc.record({ op: some('+', '-', '*', '/'), left: tie('numeric'), right: tie('operand') }),
      fc.record({ op: some('+', '-', '*', '/'), left: tie('operand'), right: tie('numeric') }),
      fc.record({ op: some('negate', 'abs', 'previous', 'lastYear'), of: tie('numeric') }),
      fc.record({ op: some('round'), of: tie('numeric'), digits: fc.nat(10) }),
      fc.record({ op: some('min', 'max'), of: fc.tuple(tie('numeric'), tie('operand'), tie('operand')) }),
    ) as fc.Arbitrary<Numeric>,
    logical: fc.oneof(
      within,
      fc.record({ op: some('missing'), of: shifted }),
      fc.record({ op: some('<', '<=', '>', '>=', '==', '!='), left: tie('numeric'), right: tie('operand') }),
      fc.record({ op: some('&&', '||'), left: tie('logical'), right: tie('logical') }),
      fc.record({ op: some('!'), of: tie('logical') }),
    ) as fc.Arbitrary<Logical>,
  }));
};

/** What is reported: by figure, category and how far back; one in twelve is missing. */
const reported: fc.Arbitrary<Lookup> = fc
  .array(fc.option(fc.tuple(fc.integer({ min: -999, max: 999 }), fc.nat(3)), { freq: 12 }), {
    minLength: 31,
    maxLength: 31,
  })
  .map(cells => (code, category, { periods, years }) => {
    const cell =
      cells[(codes.indexOf(code) * 7 + (category ?? '').charCodeAt(0) - periods * 11 - years * 13 || 0) % 31];
    return cell ? new Decimal(cell[0]).dividedBy(10 ** cell[1]).toFixed() : null;
  });

const signOf = ({ times }: Ratio) => (times < 0n ? -1 : times > 0n ? 1 : 0);
const plus = (a: Ratio, b: Ratio): Ratio =>
  product({ times: a.times * b.over + b.times * a.over, over: a.over * b.over }, one);
const negated = ({ times, over }: Ratio): Ratio => ({ times: -times, over });
const rounded = (a: Ratio, digits: number): Ratio => {
  const scale = 10n ** BigInt(digits);
  const half = (2n * (a.times < 0n ? -a.times : a.times) * scale + a.over) / (2n * a.over);
  return quotient({ times: a.times < 0n ? -half : half, over: 1n }, { times: scale, over: 1n });
};

/** The same meaning once more with exact ratios of whole numbers, which never round. */
const truly = (part: Numeric, lookup: Lookup, shift: Shift): Ratio | null => {
  if (part.op === 'number') return ratioOf(part.value);
  if (part.op === 'figure') {
    const value = lookup(part.code, part.category, shift);
    return value === null ? null : ratioOf(value);
  }
  const periods = shift.periods - Number(part.op === 'previous');
  const years = shift.years - Number(part.op === 'lastYear');
  const parts: Numeric[] = 'left' in part ? [part.left, part.right] : [part.of].flat();
  const values = parts.map(inner => truly(inner, lookup, { periods, years }));
  if (!values.every(value => value !== null)) return null;
  const [a, b = one] = values as [Ratio, ...Ratio[]];
  const farther = (sign: number) => values.reduce((x, y) => (signOf(plus(y, negated(x))) === sign ? y : x));
  switch (part.op) {
    case '+':
      return plus(a, b);
    case '-':
      return plus(a, negated(b));
    case '*':
      return product(a, b);
    case '/':
      return signOf(b) === 0 ? null : quotient(a, b);
    case 'min':
      return farther(-1);
    case 'max':
      return farther(1);
    case 'abs':
      return signOf(a) < 0 ? negated(a) : a;
    case 'negate':
      return negated(a);
    case 'round':
      return rounded(a, part.digits);
    default:
      return a;
  }
};

const Exact = Decimal.clone({ precision: 60 });
const here: Shift = { periods: 0, years: 0 };

/** Equal to 25 digits and more; zero and nothing are exactly that. */
const expectNear = (found: unknown, wanted: Decimal | null) => {
  if (wanted === null || wanted.isZero()) expect(found).toBe(wanted === null ? null : '0');
  else {
    const off = new Exact(String(found)).minus(wanted).dividedBy(wanted).abs();
    expect(off.lessThan('1e-25') ? 'near' : `${found} is not ${wanted}`).toBe('near');
  }
};

const decimal = (value: Ratio | null) =>
  value && new Exact(String(value.times)).dividedBy(new Exact(String(value.over)));

describe('any expression', () => {
  const { numeric, logical } = trees(4);

  it('is the same after printing and reading', () => {
    fc.assert(
      fc.property(numeric, expression => {
        expect(compiled(toText(expression))).toEqual(expression);
      }),
      { numRuns: 400 },
    );
    fc.assert(
      fc.property(logical, expression => {
        expect(compiled(toText(expression), { expect: 'boolean' })).toEqual(expression);
      }),
      { numRuns: 400 },
    );
  });

  it('has the value that exact arithmetic gives', () => {
    fc.assert(
      fc.property(trees(3).numeric, reported, (expression, lookup) => {
        expectNear(evaluate(expression, lookup), decimal(truly(expression, lookup, here)));
      }),
      { numRuns: 1_000 },
    );
  });

  it('compares as exact arithmetic does', () => {
    const order = { '<': [-1], '<=': [-1, 0], '>': [1], '>=': [0, 1], '==': [0], '!=': [-1, 1] };
    const op = some('<', '<=', '>', '>=', '==', '!=');
    fc.assert(
      fc.property(trees(2).numeric, trees(2).numeric, op, reported, (left, right, op, lookup) => {
        const [a, b] = [truly(left, lookup, here), truly(right, lookup, here)];
        const wanted = a && b && order[op].includes(signOf(plus(a, negated(b))));
        expect(evaluate({ op, left, right }, lookup)).toBe(wanted);
      }),
      { numRuns: 400 },
    );
  });

  it('that is linear gives the sum of values for the sum of figures', () => {
    let met = 0;
    fc.assert(
      fc.property(trees(3).numeric, fc.array(reported, { minLength: 1, maxLength: 4 }), (expression, all) => {
        if (!linear(expression)) return;
        met += 1;
        const whole: Lookup = (...use) =>
          all.reduce((sum, lookup) => sum.plus(lookup(...use) ?? 0), new Exact(0)).toFixed();
        const parts = all.map(lookup => evaluate(expression, (...use) => lookup(...use) ?? '0'));
        const sum = parts.reduce((total, part) => total.plus(String(part)), new Exact(0));
        const found = new Exact(String(evaluate(expression, whole)));
        expect(found.minus(sum).abs().lessThan('1e-15')).toBe(true);
      }),
      { numRuns: 300 },
    );
    expect(met).toBeGreaterThan(50);
  });
});

describe('units', () => {
  const inPeople = (code: string) => ({ unit: { A: '人', B: '万人', C: '名', D: '百人' }[code]! });
  const kept = { 人: 1, 万人: 10_000, 名: 1, 百人: 100 } as Record<string, number>;
  const term = fc.tuple(some(...codes), some('', ' * 2', ' / 5', ' * 0.3'));
  const terms = fc
    .array(fc.tuple(some(' + ', ' - '), term), { minLength: 1, maxLength: 5 })
    .map(all => all.map(([sign, [code, by]], index) => `${index === 0 ? '' : sign}${code}${by}`).join(''));
  const people = fc.tuple(fc.nat(1e9), fc.nat(1e9), fc.nat(1e9), fc.integer({ min: 1, max: 1e9 }));

  it('say how a figure is written down, never what comes out', () => {
    const mixed = new Map(codes.map(code => [code, inPeople(code)]));
    const plain = new Map(codes.map(code => [code, { unit: '人' }]));
    const shapes = fc.oneof(
      terms.map(text => ({ text, unit: '人', expect: 'number' as const })),
      terms.map(text => ({ text: `(${text}) / D`, unit: '%', expect: 'number' as const })),
      fc.tuple(terms, terms).map(([a, b]) => ({ text: `${a} > ${b}`, unit: '', expect: 'boolean' as const })),
      fc.tuple(terms, terms).map(([a, b]) => ({ text: `max(${a}, ${b}, D)`, unit: '万人', expect: 'number' as const })),
    );
    fc.assert(
      fc.property(shapes, people, ({ text, ...options }, values) => {
        const one = compiled(text, { ...options, figures: plain });
        const other = compiled(text, { ...options, figures: mixed });
        expect(compiled(toText(other), { ...options, figures: mixed })).toEqual(other);
        const value = (code: string) => new Exact(values[codes.indexOf(code)]!);
        const wanted = evaluate(one, code => value(code).toFixed());
        const found = evaluate(other, code => value(code).dividedBy(kept[inPeople(code).unit]!).toFixed());
        if (typeof wanted === 'string') expectNear(found, new Exact(wanted));
        else expect(found).toBe(wanted);
      }),
      { numRuns: 300 },
    );
  });
});
