import { expect, it } from 'vitest';
import type { Numeric } from '../../indicators/rules/expression/expression';
import type { SumOf } from '../../reporting/rules/indicator-value';
import { dimensionOf, ofCategory } from './breakdown';

const figure = (code: string, category: string | null = null): Numeric => ({ op: 'figure', code, category });
const dimensions = new Map<string, string | null>([
  ['PUPILS', 'stage'],
  ['TEACHERS', 'stage'],
  ['GIRLS', 'sex'],
  ['PLACES', null],
]);
const by = (numerator: Numeric, denominator: Numeric | null = null) =>
  dimensionOf({ numerator, denominator }, dimensions);

it('is taken apart by the dimension that all its figures are counted by', () => {
  expect(by(figure('PUPILS'))).toBe('stage');
  expect(by(figure('PUPILS'), figure('TEACHERS'))).toBe('stage');
  expect(by({ op: '+', left: figure('PUPILS'), right: { op: 'previous', of: figure('TEACHERS') } })).toBe('stage');
});

it('is not taken apart where a figure is counted otherwise, not at all, or by one category already', () => {
  expect(by(figure('PLACES'))).toBeNull();
  expect(by(figure('GIRLS'), figure('PUPILS'))).toBeNull();
  expect(by(figure('PUPILS'), figure('PLACES'))).toBeNull();
  expect(by(figure('PUPILS', 'junior'), figure('PUPILS'))).toBeNull();
});

it('takes one category for all', () => {
  const sumOf: SumOf = (_code, category) => ({
    n: 1,
    total: category === 'junior' ? '4' : '10',
    low: null,
    high: null,
  });
  expect(ofCategory(sumOf, 'junior')('PUPILS', null, '2026-08')!.total).toBe('4');
});
