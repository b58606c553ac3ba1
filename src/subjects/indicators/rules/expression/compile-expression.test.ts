import { describe, expect, it } from 'vitest';
import { codesOf } from './codes-of';
import { type CompileOptions, compileExpression } from './compile-expression';
import { evaluate } from './evaluate';
import type { Expression } from './expression';
import { linear } from './linear';
import { toText } from './to-text';
import units from './units.json';

const figures = new Map<string, { unit: string; categories?: string[] }>([
  ['CHILDREN', { unit: '人', categories: ['f', 'm', 'in'] }],
  ['ALL_CHILDREN', { unit: '人' }],
  ['RESIDENTS', { unit: '万人' }],
  ['SCHOOLS', { unit: '所' }],
  ['SPENT', { unit: '元' }],
  ['BUDGET', { unit: '万元' }],
  ['RATE', { unit: '%' }],
  ['LAND', { unit: '亩' }],
  ['FLOOR', { unit: '平方米' }],
  ['PER_CHILD', { unit: '元/人' }],
  ['PROJECTS', { unit: '项' }],
]);

const formula: CompileOptions = { figures, units, expect: 'number' };
const check: CompileOptions = { figures, units, expect: 'boolean' };

const compiled = (text: string, options: Partial<CompileOptions> = {}): Expression => {
  const made = compileExpression(text, { ...formula, ...options });
  if (!made.ok) throw new Error(made.findings.map(({ at, code }) => `${at} ${code}`).join(', '));
  return made.expression;
};

const values: Record<string, string> = {
  CHILDREN: '900',
  'CHILDREN.f': '441',
  ALL_CHILDREN: '1000',
  RESIDENTS: '1.2',
  SCHOOLS: '30',
  SPENT: '2500000',
  BUDGET: '300',
  RATE: '88.5',
  LAND: '3',
  FLOOR: '4000',
  PER_CHILD: '2500',
};
const resultOf = (text: string, options: Partial<CompileOptions> = {}) =>
  evaluate(compiled(text, options), (code, category) => values[category ? `${code}.${category}` : code] ?? null);

describe('a formula', () => {
  it('is a ratio of two figures, in the unit of the indicator', () => {
    expect(resultOf('CHILDREN / ALL_CHILDREN')).toBe('0.9');
    expect(resultOf('CHILDREN / ALL_CHILDREN', { unit: '%' })).toBe('90');
    expect(resultOf('CHILDREN / ALL_CHILDREN', { unit: '‰' })).toBe('900');
    expect(resultOf('CHILDREN.f / CHILDREN', { unit: '%' })).toBe('49');
  });

  it('may say the × 100 itself, and is not converted a second time', () => {
    for (const text of [
      'CHILDREN / ALL_CHILDREN * 100',
      '100 * CHILDREN / ALL_CHILDREN',
      'round(CHILDREN / ALL_CHILDREN * 100, 2)',
      '(CHILDREN / ALL_CHILDREN) / 0.01',
      '100 - (ALL_CHILDREN - CHILDREN) / ALL_CHILDREN * 100',
    ])
      expect([text, resultOf(text, { unit: '%' })]).toEqual([text, '90']);
    expect(resultOf('(1 - CHILDREN / ALL_CHILDREN) * 100', { unit: '%' })).toBe('10');
    expect(resultOf('1 - CHILDREN / ALL_CHILDREN', { unit: '%' })).toBe('10');
  });

  it('brings units of one kind in line, exactly', () => {
    expect(resultOf('RESIDENTS + CHILDREN')).toBe('1.29');
    expect(resultOf('CHILDREN + RESIDENTS')).toBe('12900');
    expect(resultOf('CHILDREN + RESIDENTS', { unit: '万人' })).toBe('1.29');
    expect(resultOf('SPENT / BUDGET')).toBe(`0.8${'3'.repeat(29)}`);
    expect(resultOf('LAND', { unit: '平方米' })).toBe('2000');
    expect(resultOf('FLOOR / LAND')).toBe('2');
    expect(resultOf('BUDGET / CHILDREN', { unit: '元/人' })).toBe('3333.33333333333333333333333333');
    expect(resultOf('max(RESIDENTS, CHILDREN, 0)')).toBe('1.2');
  });

  it('takes a percentage as the ratio that it is', () => {
    expect(resultOf('CHILDREN * RATE', { unit: '人' })).toBe('796.5');
    expect(resultOf('RATE * 2')).toBe('177');
    expect(resultOf('177 / RATE')).toBe('200');
    expect(resultOf('RATE - CHILDREN / ALL_CHILDREN', { unit: '个百分点' })).toBe('-1.5');
  });

  it('combines units', () => {
    expect(resultOf('CHILDREN / SCHOOLS', { unit: '人/所' })).toBe('30');
    expect(resultOf('SPENT / CHILDREN + PER_CHILD', { unit: '元/人' })).toMatch(/^5277\.7{25}8$/);
    expect(resultOf('PER_CHILD * CHILDREN + SPENT', { unit: '万元' })).toBe('475');
  });

  it('is as small as its text, as plain JSON', () => {
    expect(compiled('(CHILDREN.f + previous(CHILDREN)) / 2')).toEqual({
      op: '/',
      left: {
        op: '+',
        left: { op: 'figure', code: 'CHILDREN', category: 'f' },
        right: { op: 'previous', of: { op: 'figure', code: 'CHILDREN', category: null } },
      },
      right: { op: 'number', value: '2' },
    });
    expect(compiled('CHILDREN.in')).toEqual({ op: 'figure', code: 'CHILDREN', category: 'in' });
  });

  it('names its figures with how far back, nested shifts added', () => {
    const text = 'CHILDREN - previous(CHILDREN.f + lastYear(previous(SCHOOLS * 2) / SCHOOLS * CHILDREN)) + CHILDREN';
    expect(codesOf(compiled(text))).toEqual([
      { code: 'CHILDREN', category: null, shift: { periods: 0, years: 0 } },
      { code: 'CHILDREN', category: 'f', shift: { periods: -1, years: 0 } },
      { code: 'SCHOOLS', category: null, shift: { periods: -2, years: -1 } },
      { code: 'SCHOOLS', category: null, shift: { periods: -1, years: -1 } },
      { code: 'CHILDREN', category: null, shift: { periods: -1, years: -1 } },
    ]);
  });

  it('is linear, or not', () => {
    for (const text of [
      'CHILDREN',
      '-CHILDREN.f * 2 + RESIDENTS / 4',
      'CHILDREN - previous(CHILDREN)',
      'SPENT * (1 - 0.2)',
    ])
      expect([text, linear(compiled(text))]).toEqual([text, true]);
    for (const text of [
      'CHILDREN + 5',
      'CHILDREN / ALL_CHILDREN',
      'CHILDREN * ALL_CHILDREN',
      'abs(CHILDREN)',
      'max(CHILDREN, ALL_CHILDREN)',
      'round(CHILDREN, 0)',
      '1 / CHILDREN',
    ])
      expect([text, linear(compiled(text))]).toEqual([text, false]);
    expect(linear(compiled('CHILDREN > 0', check))).toBe(false);
  });

  it('prints with the brackets it needs and no other', () => {
    for (const [text, printed] of [
      ['((CHILDREN))/(SCHOOLS)', 'CHILDREN / SCHOOLS'],
      ['CHILDREN-(ALL_CHILDREN-CHILDREN.f)', 'CHILDREN - (ALL_CHILDREN - CHILDREN.f)'],
      ['(CHILDREN-ALL_CHILDREN)-1', 'CHILDREN - ALL_CHILDREN - 1'],
      ['-(-CHILDREN)', '- -CHILDREN'],
      ['round( abs(-(CHILDREN+1))*2,1 )', 'round(abs(-(CHILDREN + 1)) * 2, 1)'],
    ] as const)
      expect(toText(compiled(text))).toBe(printed);
    expect(toText(compiled('(CHILDREN>1&&SCHOOLS>1)||!(missing(SPENT)||SPENT==0)', check))).toBe(
      'CHILDREN > 1 && SCHOOLS > 1 || !(missing(SPENT) || SPENT == 0)',
    );
  });
});

describe('a check', () => {
  it('compares figures, and numbers in the unit of the figure', () => {
    for (const [text, passes] of [
      ['CHILDREN <= ALL_CHILDREN', true],
      ['CHILDREN.f <= CHILDREN && CHILDREN >= 0', true],
      ['RATE <= 100', true],
      ['RATE > 88', true],
      ['CHILDREN / ALL_CHILDREN > RATE', true],
      ['RESIDENTS > CHILDREN', true],
      ['CHILDREN > RESIDENTS', false],
      ['BUDGET * 0.8 > SPENT', false],
      ['CHILDREN / SCHOOLS != 30', false],
      ['!(CHILDREN == 900)', false],
    ] as const)
      expect([text, resultOf(text, check)]).toEqual([text, passes]);
  });
});
