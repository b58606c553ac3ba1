import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { IndicatorAggregation } from '../schema';
import { evaluate } from './expression/evaluate';
import type { Numeric } from './expression/expression';
import units from './expression/units.json';
import { compileFormula, type FormulaFigures } from './formula';

const figure = (unit: string, aggregation: 'sum' | 'mean' = 'sum', categories: string[] = []) => ({
  unit,
  aggregation,
  categories,
});
const figures: FormulaFigures = new Map([
  ['PUPILS', figure('人', 'sum', ['girl', 'boy'])],
  ['RESIDENTS', figure('万人')],
  ['COMPUTERS', figure('台')],
  ['SCHOOLS', figure('所')],
  ['HOURS', figure('小时', 'mean')],
]);
const compile = (
  numerator: string,
  denominator: string | null,
  unit: string,
  aggregation: IndicatorAggregation = denominator === null ? 'sum' : 'ratio',
) => compileFormula({ numerator, denominator, unit, aggregation }, { figures, units });

/** As every reader works it out: the two sides, their quotient, times a hundred for %. */
const resultOf = (
  compiled: ReturnType<typeof compile>,
  unit: string,
  values: Record<string, string>,
): string | null => {
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.findings));
  const { numerator, denominator } = compiled.expression;
  const quotient: Numeric = denominator
    ? { op: '/', left: numerator as Numeric, right: denominator as Numeric }
    : (numerator as Numeric);
  const whole: Numeric =
    unit === '%' && denominator ? { op: '*', left: quotient, right: { op: 'number', value: '100' } } : quotient;
  return evaluate(whole, code => values[code] ?? null) as string | null;
};

describe('the formula of an indicator', () => {
  it('comes out in the unit of the indicator, whatever the units of its figures', () => {
    const share = { PUPILS: '30', RESIDENTS: '0.02', COMPUTERS: '12', SCHOOLS: '3' };
    expect(resultOf(compile('PUPILS', 'RESIDENTS', '%'), '%', share)).toBe('15');
    expect(resultOf(compile('PUPILS * 100', 'RESIDENTS', '%'), '%', share)).toBe('15');
    expect(resultOf(compile('COMPUTERS', 'PUPILS', '台/百人'), '台/百人', share)).toBe('40');
    expect(resultOf(compile('PUPILS', 'SCHOOLS', '人/所'), '人/所', share)).toBe('10');
    expect(resultOf(compile('RESIDENTS', null, '人'), '人', share)).toBe('200');
    expect(resultOf(compile('RESIDENTS + PUPILS', null, '人'), '人', share)).toBe('230');
  });

  it('is the same ratio in 人 and in 万人', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 9 }), fc.integer({ min: 1, max: 10 ** 9 }), (above, below) => {
        const values = {
          PUPILS: String(above),
          RESIDENTS: `${Math.floor(below / 10_000)}.${String(below % 10_000).padStart(4, '0')}`,
        };
        const bare: FormulaFigures = new Map([...figures, ['RESIDENTS', figure('人')]]);
        const text = { numerator: 'PUPILS', denominator: 'RESIDENTS', unit: '%', aggregation: 'ratio' } as const;
        const inPersons = compileFormula(text, { figures: bare, units });
        expect(resultOf(compile('PUPILS', 'RESIDENTS', '%'), '%', values)).toBe(
          resultOf(inPersons, '%', { ...values, RESIDENTS: String(below) }),
        );
      }),
    );
  });

  it('tells all that is wrong, each with its side and its place', () => {
    const places = (compiled: ReturnType<typeof compile>) =>
      compiled.ok ? [] : compiled.findings.map(({ code, at }) => `${code} ${at}`);
    expect(places(compile('PUPILS.girls', 'SCHOOL', '%'))).toEqual([
      'category-unknown numerator:7-12',
      'figure-unknown denominator:0-6',
    ]);
    expect(places(compile('PUPILS', 'SCHOOLS', '%'))).toEqual(['result-unit unit']);
    expect(places(compile('PUPILS +', null, '人'))).toEqual(['unfinished numerator:8-9']);
    expect(places(compile('PUPILS', null, '%', 'ratio'))[0]).toBe('denominator-wanted denominator');
    expect(places(compile('PUPILS', 'RESIDENTS', '%', 'sum'))[0]).toBe('denominator-not-wanted denominator');
  });

  it('keeps to the laws of adding: what does not add up over the tree is refused', () => {
    const codes = (compiled: ReturnType<typeof compile>) =>
      compiled.ok ? [] : compiled.findings.map(({ code }) => code);
    expect(codes(compile('PUPILS + 5', null, '人'))).toEqual(['not-a-sum']);
    expect(codes(compile('max(PUPILS, RESIDENTS)', null, '人'))).toEqual(['not-a-sum']);
    expect(codes(compile('HOURS', null, '小时'))).toEqual(['figure-does-not-add']);
    expect(codes(compile('HOURS', null, '小时', 'mean'))).toEqual([]);
    expect(codes(compile('PUPILS', null, '人', 'mean'))).toEqual(['one-figure-wanted']);
    expect(codes(compile('PUPILS', 'RESIDENTS', '%', 'each'))).toEqual([]);
  });
});
