import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shiftPeriod } from '../../../kernel/period';
import { compileExpression } from '../../indicators/rules/expression/compile-expression';
import { type CheckedCells, type CheckedFigure, type CheckedForm, checkCells, findStopping } from './check-cells';

const figure = (code: string, more: Partial<CheckedFigure> = {}): CheckedFigure => ({
  ...{ code, name: code, unit: '人', kind: 'stock', decimals: 0, low: '0', high: null, categories: [] },
  ...{ mode: 'ask', required: true, changeLimit: null },
  ...more,
});
const sexes = [
  { code: 'f', name: '女' },
  { code: 'm', name: '男' },
];
const pupils = figure('PUPILS', { categories: sexes });
const boarders = figure('BOARDERS');
const rate = figure('RATE', { unit: '%', decimals: 1, required: false });
const meals = figure('MEALS', { kind: 'cumulative', required: false });
const classes = figure('CLASSES', { unit: '个', mode: 'show' });

const check = (text: string, level: 'must-fix' | 'must-explain' = 'must-fix') => {
  const figures = new Map(
    [pupils, boarders, rate, meals, classes].map(({ code, unit, categories }) => [
      code,
      { unit, categories: categories.map(option => option.code) },
    ]),
  );
  const compiled = compileExpression(text, { figures, units: {}, expect: 'boolean' });
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.findings));
  return { text, level, message: text, expression: compiled.expression };
};
const ratio = (text: string) => {
  const figures = new Map([pupils, boarders].map(({ code, unit }) => [code, { unit, categories: ['f', 'm'] }]));
  const compiled = compileExpression(text, { figures, units: {}, expect: 'number' });
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.findings));
  return { code: 'r', name: '寄宿率', unit: '%', decimals: 1, text, expression: compiled.expression, isRatio: true };
};

const form: CheckedForm = {
  figures: [pupils, boarders, rate, meals, classes],
  checks: [
    check('BOARDERS <= PUPILS'),
    check('BOARDERS <= previous(BOARDERS) * 2', 'must-explain'),
    check('PUPILS / CLASSES <= 50', 'must-explain'),
    check('PUPILS.f <= lastYear(PUPILS.f) * 2', 'must-explain'),
  ],
  derived: [ratio('BOARDERS / PUPILS * 100')],
};
const good = { 'PUPILS.f': '300', 'PUPILS.m': '320', BOARDERS: '100', CLASSES: '14' };
const period = '2026-08';
const periodsBefore = Array.from({ length: 12 }, (_, at) => shiftPeriod(period, -at - 1));
const cells = (texts: Record<string, string>, before: Partial<CheckedCells> = {}): CheckedCells => ({
  ...{ period, texts: { ...good, ...texts }, previous: {}, lastYear: {} },
  history: { periods: periodsBefore, values: {} },
  ...before,
});
const found = (texts: Record<string, string>, before: Partial<CheckedCells> = {}, of = form) =>
  checkCells(of, cells(texts, before)).map(({ at, code, level }) => `${at} ${code} ${level}`);

describe('what is wrong with a cell', () => {
  it('is nothing where all is well', () => expect(found({})).toEqual([]));

  it.each([
    ['三百', 'not-a-number'],
    ['1e3', 'not-a-number'],
    ['=1+1', 'not-a-number'],
    ['1.5', 'too-many-decimals'],
    ['-1', 'below-low'],
    ['', 'required'],
    ['  ', 'required'],
    ['9'.repeat(21), 'too-large'],
  ])('BOARDERS %j: %s', (text, code) => {
    expect(found({ BOARDERS: text })).toEqual([`BOARDERS ${code} must-fix`]);
  });

  it('takes what says the same otherwise written', () => {
    expect(found({ BOARDERS: '100.00', 'PUPILS.f': '0300' })).toEqual([]);
  });

  it('holds a rate to 100 % unless the figure itself allows more', () => {
    expect(found({ RATE: '100.1' })).toEqual(['RATE above-hundred must-fix']);
    expect(found({ RATE: '100.0' })).toEqual([]);
    const gross = { ...form, figures: form.figures.map(one => (one === rate ? { ...rate, high: '150' } : one)) };
    expect(found({ RATE: '120' }, {}, gross)).toEqual([]);
    expect(found({ RATE: '151' }, {}, gross)).toEqual(['RATE above-high must-fix']);
  });

  it('is seen between cells: a check, a ratio above 100 %, what is only shown', () => {
    expect(found({ BOARDERS: '700' })).toEqual([
      'BOARDERS check must-fix',
      'BOARDERS ratio-above-hundred must-explain',
    ]);
    expect(found({ CLASSES: '12' })).toEqual(['PUPILS.f check must-explain']);
    // Half of a sum is none: nothing is said of boarders while pupils are missing.
    expect(found({ 'PUPILS.f': '', BOARDERS: '700' })).toEqual(['PUPILS.f required must-fix']);
  });

  it('is seen against the period before and the year before', () => {
    expect(found({}, { previous: { BOARDERS: '49' } })).toEqual(['BOARDERS check must-explain']);
    expect(found({}, { lastYear: { 'PUPILS.f': '149' } })).toEqual(['PUPILS.f check must-explain']);
    const limited = { ...form, figures: [pupils, { ...boarders, changeLimit: '20' }, classes] };
    expect(found({}, { previous: { BOARDERS: '80' } }, limited)).toEqual(['BOARDERS changed-much must-explain']);
    expect(found({}, { previous: { BOARDERS: '84' } }, limited)).toEqual([]);
    expect(found({}, { previous: { BOARDERS: '0' } }, limited)).toEqual(['BOARDERS check must-explain']);
  });

  it('lets nothing fall that counts from the year’s beginning, and begin anew in January', () => {
    const meals = (...values: (string | null)[]) => ({
      history: { periods: periodsBefore, values: { MEALS: values } },
    });
    expect(found({ MEALS: '90' }, meals('100'))).toEqual(['MEALS cumulative-falls must-fix']);
    expect(found({ MEALS: '100' }, meals('100'))).toEqual([]);
    // The month between was not reported.
    expect(found({ MEALS: '90' }, meals(null, '100'))).toEqual(['MEALS cumulative-falls must-fix']);
    const january = { ...cells({ MEALS: '9' }), period: '2026-01' };
    const history = { periods: ['2025-12'], values: { MEALS: ['100'] } };
    expect(checkCells(form, { ...january, history })).toEqual([]);
  });
});

describe('a stranger among its own', () => {
  const earlier = (values: (string | null)[], of = 'BOARDERS') => ({
    history: {
      periods: periodsBefore,
      values: { [of]: [...values, ...Array.from({ length: 12 - values.length }, () => null)] },
    },
  });

  it('is told by the median of what was there', () => {
    expect(found({ BOARDERS: '300' }, earlier(['100', '104', '98', '101', '97']))).toEqual([
      'BOARDERS outlier must-explain',
    ]);
    expect(found({ BOARDERS: '110' }, earlier(['100', '104', '98', '101', '97']))).toEqual([]);
    // One slip among them shifts nothing.
    expect(found({ BOARDERS: '110' }, earlier(['100', '9000', '98', '101', '97']))).toEqual([]);
  });

  it('is not told of too few, of what never moved a little, of what was always none', () => {
    expect(found({ BOARDERS: '300' }, earlier(['100', '104', '98', '101']))).toEqual([]);
    expect(found({ BOARDERS: '101' }, earlier(['100', '100', '100', '100', '100']))).toEqual([]);
    expect(found({ BOARDERS: '3' }, earlier(['0', '0', '0', '0', '0']))).toEqual([]);
  });

  it('of a cumulative figure is a step among its steps', () => {
    const values = earlier(['700', '600', '500', '400', '300', '200'], 'MEALS');
    expect(found({ MEALS: '800' }, values)).toEqual([]);
    expect(found({ MEALS: '1900' }, values)).toEqual(['MEALS outlier must-explain']);
  });
});

describe('handing in', () => {
  it('is stopped by what must be fixed, and by what is not explained', () => {
    const findings = checkCells(form, cells({ BOARDERS: '700' }));
    expect(findStopping(findings, new Set(['BOARDERS'])).map(({ code }) => code)).toEqual(['check']);
    const odd = checkCells(form, cells({ CLASSES: '12' }));
    expect(findStopping(odd, new Set())).toHaveLength(1);
    expect(findStopping(odd, new Set(['PUPILS.f']))).toEqual([]);
  });

  it('any texts: every finding is at a cell that is asked, at most one speaks of a cell alone, and twice is the same', () => {
    const asked = new Set(['PUPILS.f', 'PUPILS.m', 'BOARDERS', 'RATE', 'MEALS']);
    const text = fc.oneof(
      fc.constantFrom('', '0', '-0', '00', '.5', '1,000', '٣', '１'),
      fc.string(),
      fc.integer().map(String),
    );
    const texts = fc.record(Object.fromEntries([...asked, 'CLASSES'].map(cell => [cell, text])));
    fc.assert(
      fc.property(texts, texts, (now, then) => {
        const given = cells(now as Record<string, string>, { previous: then as Record<string, string> });
        const findings = checkCells(form, given);
        expect(findings.every(({ at }) => asked.has(at))).toBe(true);
        const alone = findings.filter(({ code }) => code !== 'check' && code !== 'ratio-above-hundred');
        expect(new Set(alone.map(({ at }) => at)).size).toBe(alone.length);
        expect(checkCells(form, given)).toEqual(findings);
      }),
      { numRuns: 200 },
    );
  });
});
