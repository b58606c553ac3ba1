import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shiftPeriod } from '../../../kernel/period';
import type { Numeric } from '../../indicators/rules/expression/expression';
import {
  comeSoFar,
  type FirmFigure,
  type FirmIndicator,
  firmPeriod,
  isFirm,
  lastWhole,
  type WindowCount,
  windowsKnown,
  withFirmCounts,
} from './firm-period';
import type { SumOf } from './indicator-value';

const figure = (code: string): Numeric => ({ op: 'figure', code, category: null });
const facts = (kind: FirmFigure['kind'], frequency: FirmFigure['frequency'], formId: string): FirmFigure => ({
  kind,
  frequency,
  aggregation: 'sum',
  formIds: [formId],
});
const figures = new Map([
  ['STOCK', facts('stock', 'quarter', 'quarterly')],
  ['FLOW', facts('flow', 'month', 'monthly')],
  ['CENSUS', facts('stock', 'year', 'yearly')],
]);
const indicator = (
  frequency: FirmIndicator['frequency'],
  numerator: string,
  denominator: string | null = null,
): FirmIndicator => ({
  frequency,
  expression: { numerator: figure(numerator), denominator: denominator === null ? null : figure(denominator) },
});
const count = (
  formId: string,
  period: string,
  reported: number,
  state: WindowCount['state'] = 'open',
  expected = 600,
): WindowCount => ({ formId, period, expected, reported, state });

const DAY = '2026-10-08';
const stock = indicator('quarter', 'STOCK');
const flow = indicator('month', 'FLOW');

describe('the period that an indicator is judged by', () => {
  it('asks for all while there is time, nine in ten once it is past, half once locked, and for what there is once signed', () => {
    const firmFrom = (state: WindowCount['state']) =>
      Array.from({ length: 101 }, (_, reported) => reported).find(reported =>
        isFirm(count('a', '2026-Q3', reported, state, 100)),
      );
    expect(['open', 'late', 'locked', 'closed'].map(state => firmFrom(state as 'open'))).toEqual([100, 90, 50, 1]);
  });

  it('is the quarter before, where 3 of 600 schools are in; and says so', () => {
    const windows = windowsKnown([count('quarterly', '2026-Q2', 590, 'locked'), count('quarterly', '2026-Q3', 3)]);
    const awaiting = { period: '2026-Q3', reported: 3, expected: 600 };
    expect(firmPeriod(stock, figures, DAY, windows)).toEqual({
      ...{ period: '2026-Q2', isFirm: true, awaiting },
      awaitedForms: ['quarterly'],
    });
  });

  it('is the newest that anybody was asked in where none is firm, and then nothing is judged by it', () => {
    const windows = windowsKnown([count('quarterly', '2026-Q3', 3)]);
    expect(firmPeriod(stock, figures, DAY, windows)).toMatchObject({ period: '2026-Q3', isFirm: false });
  });

  it('stays where it was until the next is asked: a quarter that is over and not open yet is not waited for', () => {
    const soon = [count('quarterly', '2026-Q2', 600), count('quarterly', '2026-Q3', 0, 'coming')];
    for (const windows of [soon, soon.slice(0, 1)].map(windowsKnown))
      expect(firmPeriod(stock, figures, DAY, windows)).toMatchObject({
        period: '2026-Q2',
        isFirm: true,
        awaiting: null,
      });
  });

  it('is the last whole one where nobody was ever asked: nobody is missing', () => {
    expect(firmPeriod(stock, figures, DAY, windowsKnown([]))).toMatchObject({
      period: '2026-Q3',
      isFirm: true,
      awaiting: null,
    });
  });

  it('hangs for what flows on every month since January: a gap in May makes June look late', () => {
    const months = ['01', '02', '03', '04', '05', '06'].map(month => count('monthly', `2026-${month}`, 600, 'locked'));
    const gap = months.with(4, count('monthly', '2026-05', 40, 'locked'));
    expect(firmPeriod(flow, figures, '2026-07-10', windowsKnown(months)).period).toBe('2026-06');
    expect(firmPeriod(flow, figures, '2026-07-10', windowsKnown(gap))).toMatchObject({
      period: '2026-04',
      awaiting: { period: '2026-05', reported: 40 },
    });
    // What stands needs only its own.
    const standing = ['2026-Q1', '2026-Q2'].map((period, at) => count('quarterly', period, at === 0 ? 40 : 600));
    expect(firmPeriod(stock, figures, DAY, windowsKnown(standing)).period).toBe('2026-Q2');
  });

  it('takes the last firm census, not the one that has only begun', () => {
    const share = indicator('quarter', 'STOCK', 'CENSUS');
    const begun = windowsKnown([
      count('quarterly', '2026-Q3', 600),
      count('yearly', '2025', 600, 'locked'),
      count('yearly', '2026', 3),
    ]);
    expect(firmPeriod(share, figures, DAY, begun)).toMatchObject({ period: '2026-Q3', isFirm: true });
    const sumOf: SumOf = (code, _category, period) => ({ n: 1, total: `${code} ${period}`, low: null, high: null });
    const seen = withFirmCounts(share, figures, ['2026-Q3'], begun)(sumOf);
    expect([seen('CENSUS', null, '2026'), seen('CENSUS', null, '2025')?.total]).toEqual([null, 'CENSUS 2025']);
    const alone = windowsKnown([count('quarterly', '2026-Q3', 600), count('yearly', '2026', 3)]);
    expect(comeSoFar(share, figures, '2026-Q3', alone)).toEqual({
      isFirm: false,
      awaiting: { period: '2026', reported: 3, expected: 600 },
      awaitedForms: ['yearly'],
    });
  });

  it('is the autumn term from the end of its year on, and not before somebody is asked in it', () => {
    const ofTerm = new Map([['TERM', facts('stock', 'term', 'by term')]]);
    const [spring, autumn] = [count('by term', '2026-S1', 600), count('by term', '2026-S2', 600)];
    const periodOn = (on: string, ...counts: WindowCount[]) =>
      firmPeriod(indicator('term', 'TERM'), ofTerm, on, windowsKnown(counts)).period;
    expect(periodOn('2027-01-10', spring)).toBe('2026-S1');
    expect(periodOn('2027-02-20', spring, autumn)).toBe('2026-S2');
    expect(['2026-12-30', '2026-12-31', '2027-01-10'].map(on => periodOn(on, spring, autumn))).toEqual([
      '2026-S1',
      '2026-S2',
      '2026-S2',
    ]);
  });

  it('is the newest firm one and no other, whatever came in', () => {
    const months = Array.from({ length: 12 }, (_, at) => `2026-${String(at + 1).padStart(2, '0')}`);
    const window = fc.record({
      reported: fc.nat({ max: 10 }),
      state: fc.constantFrom<WindowCount['state']>('open', 'late', 'locked', 'closed'),
      asked: fc.boolean(),
    });
    fc.assert(
      fc.property(
        fc.array(window, { minLength: 12, maxLength: 12 }),
        fc.integer({ min: 1, max: 12 }),
        (said, month) => {
          const counts = said.flatMap(({ reported, state, asked }, at) =>
            asked ? [count('monthly', months[at]!, reported, state, 10)] : [],
          );
          const windows = windowsKnown(counts);
          const on = `2026-${String(month).padStart(2, '0')}-28`;
          const found = firmPeriod(flow, figures, on, windows);
          const until = (period: string) => counts.filter(one => one.period <= period);
          if (found.isFirm && windows(['monthly'], found.period).length > 0)
            expect(until(found.period).every(isFirm)).toBe(true);
          for (let newer = lastWhole(flow, on); newer > found.period; newer = shiftPeriod(newer, -1))
            expect(until(newer).every(isFirm) && windows(['monthly'], newer).length > 0).toBe(false);
          if (!found.isFirm) expect(found.awaiting).not.toBeNull();
        },
      ),
    );
  });
});
