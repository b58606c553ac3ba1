import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Numeric } from '../../indicators/rules/expression/expression';
import { type Asked, knowingWhoIsAsked } from './asked-of';
import { type FigureFacts, figureOver, indicatorValue, type MeasuredIndicator, type SumOf } from './indicator-value';

const figure = (code: string): Numeric => ({ op: 'figure', code, category: null });
const flow: FigureFacts = { kind: 'flow', aggregation: 'sum', frequency: 'month' };
const figures = new Map([
  ['KINDERGARTEN', flow],
  ['SCHOOL', flow],
]);
const both: MeasuredIndicator = {
  aggregation: 'sum',
  unit: '人',
  direction: 'up',
  expression: { numerator: { op: '+', left: figure('KINDERGARTEN'), right: figure('SCHOOL') }, denominator: null },
};
const reported =
  (rows: Record<string, string>): SumOf =>
  (code, _category, period) => {
    const total = rows[`${code} ${period}`];
    return total === undefined ? null : { n: 1, total, low: null, high: null };
  };
const value = (rows: Record<string, string>, asked: Record<string, Asked>, period = '2026-08') =>
  indicatorValue(
    both,
    figures,
    period,
    knowingWhoIsAsked(reported(rows), (code, at) => asked[`${code} ${at}`] ?? asked[code] ?? 'nowhere'),
  );

describe('a figure that nobody here is asked for', () => {
  it('is nothing, where another of the formula is reported', () => {
    expect(value({ 'SCHOOL 2026-08': '300' }, { KINDERGARTEN: 'elsewhere', SCHOOL: 'here' })).toBe('300');
  });

  it('is missing as long as somebody here is asked for it, or its period was never opened', () => {
    expect(value({ 'SCHOOL 2026-08': '300' }, { KINDERGARTEN: 'here', SCHOOL: 'here' })).toBeNull();
    expect(value({ 'SCHOOL 2026-08': '300' }, { KINDERGARTEN: 'nowhere', SCHOOL: 'here' })).toBeNull();
  });

  it('makes no value out of nothing at all', () => {
    expect(value({}, { KINDERGARTEN: 'elsewhere', SCHOOL: 'elsewhere' })).toBeNull();
    expect(value({}, { KINDERGARTEN: 'elsewhere', SCHOOL: 'here' })).toBeNull();
  });

  it('is missing over a longer period, if it is awaited in a part of it', () => {
    const asked = { 'KINDERGARTEN 2026-07': 'elsewhere', 'KINDERGARTEN 2026-08': 'here', SCHOOL: 'here' } as const;
    expect(value({ 'SCHOOL 2026-07': '1' }, asked, '2026-Q3')).toBeNull();
    const never = { ...asked, 'KINDERGARTEN 2026-08': 'elsewhere' } as const;
    expect(value({ 'SCHOOL 2026-07': '1' }, never, '2026-Q3')).toBe('1');
  });

  it('changes nothing of what is reported', () => {
    const asked = fc.constantFrom<Asked>('here', 'elsewhere', 'nowhere');
    fc.assert(
      fc.property(
        fc.array(fc.nat(), { minLength: 3, maxLength: 3 }),
        fc.array(asked, { maxLength: 3 }),
        (sums, who) => {
          const rows = Object.fromEntries(sums.map((sum, at) => [`SCHOOL 2026-0${7 + at}`, String(sum)]));
          const known = knowingWhoIsAsked(reported(rows), (_, period) => who[Number(period.at(-1)) - 7] ?? 'nowhere');
          const over = (sumOf: SumOf) => figureOver(flow, 'SCHOOL', null, '2026-Q3', sumOf);
          expect(over(known)).toBe(over(reported(rows)));
        },
      ),
    );
  });
});
