import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDecimals, compareDecimals, scaleOf } from '../../../kernel/decimal';
import type { AllocationMethod, AllocationRule } from '../schema';
import { apportion, balance, type Part, ruleOf, type Splitting, split } from './allocation';

const part = (more: Partial<Part> = {}): Part => ({ value: null, weight: null, last: null, fixed: false, ...more });
const splitting = (more: Partial<Splitting> = {}): Splitting => ({
  whole: '100',
  method: 'proportional',
  rule: 'sum',
  decimals: 0,
  direction: 'up',
  ...more,
});
const valuesOf = (parts: readonly Part[], more: Partial<Splitting> = {}) =>
  split(parts, splitting(more)).parts.map(({ value }) => value);
const codesOf = (parts: readonly Part[], more: Partial<Splitting> = {}) =>
  split(parts, splitting(more)).findings.map(({ code }) => code);
const balanceOf = (parts: readonly Part[], more: Partial<Splitting> = {}) => balance(parts, splitting(more));

describe('a sum over its parts', () => {
  it('goes by weight, what is left to the largest remainders', () => {
    expect(valuesOf([part({ weight: '1' }), part({ weight: '1' }), part({ weight: '1' })])).toEqual(['34', '33', '33']);
    expect(valuesOf([part({ weight: '50' }), part({ weight: '0' }), part({ weight: '150' })])).toEqual([
      '25',
      '0',
      '75',
    ]);
    expect(apportion('1', ['0.1', '0.2', '0.7'], 2)).toEqual(['0.1', '0.2', '0.7']);
  });

  it('leaves what is fixed and splits the rest', () => {
    const parts = [part({ fixed: true, value: '40' }), part({ last: '10' }), part({ last: '20' })];
    expect(valuesOf(parts, { method: 'last-year' })).toEqual(['40', '20', '40']);
  });

  it('says what cannot be balanced', () => {
    const over = [part({ fixed: true, value: '120' }), part({ weight: '1' })];
    expect([valuesOf(over), codesOf(over), balanceOf(split(over, splitting()).parts)]).toEqual([
      ['120', '0'],
      ['fixed-exceed'],
      { given: '120', whole: '100', gap: '20', state: 'over', short: 0 },
    ]);
    const all = [part({ fixed: true, value: '60' }), part({ fixed: true, value: '30' })];
    expect([codesOf(all), balanceOf(all).state, balanceOf(all).gap]).toEqual([['all-fixed'], 'under', '-10']);
  });

  it('gives equal parts where no base figure is known, and says so', () => {
    expect([valuesOf([part(), part()]), codesOf([part(), part()])]).toEqual([['50', '50'], ['no-weights']]);
  });

  it('of fewer wholes than units leaves some with nothing', () => {
    const units = Array.from({ length: 5 }, () => part());
    expect(valuesOf(units, { whole: '3', method: 'equal' })).toEqual(['1', '1', '1', '0', '0']);
    expect(codesOf(units, { whole: '3', method: 'equal' })).toEqual(['too-few-to-go-round']);
  });

  it('may be a decrease', () => {
    expect(valuesOf([part({ weight: '1' }), part({ weight: '2' })], { whole: '-5' })).toEqual(['-2', '-3']);
  });

  it('lacks the units that have no value', () => {
    expect(balanceOf([part({ value: '100' }), part()])).toMatchObject({ gap: '0', state: 'short-units', short: 1 });
    expect(balanceOf([])).toMatchObject({ given: null, state: 'short-units' });
  });
});

describe('a mean by weight', () => {
  const rule = 'weighted';
  it('raises everybody by the same, from last year', () => {
    const parts = [part({ weight: '300', last: '90' }), part({ weight: '100', last: '86' })];
    expect(valuesOf(parts, { rule, method: 'last-year', whole: '92', decimals: 1 })).toEqual(['93', '89']);
  });

  it('makes up for what is fixed', () => {
    const parts = [part({ weight: '100', value: '80', fixed: true }), part({ weight: '300' })];
    expect(valuesOf(parts, { rule, whole: '92', decimals: 1 })).toEqual(['80', '96']);
  });

  it('is balanced within the rounding of its parts, and shows the gap', () => {
    const of = { rule, whole: '92', decimals: 1 } as const;
    const near = [part({ weight: '1', value: '92' }), part({ weight: '1', value: '92.1' })];
    expect(balanceOf(near, of)).toEqual({ given: '92.05', whole: '92', gap: '0.05', state: 'balanced', short: 0 });
    const off = [part({ weight: '1', value: '92' }), part({ weight: '1', value: '92.2' })];
    expect(balanceOf(off, of)).toMatchObject({ gap: '0.1', state: 'over' });
  });

  it('of a decrease is the decrease of everybody', () => {
    expect(valuesOf([part({ weight: '7' }), part({ weight: '1' })], { rule, whole: '-5', decimals: 1 })).toEqual([
      '-5',
      '-5',
    ]);
  });
});

describe('each unit for itself', () => {
  const rule = 'each';
  it('gets the whole, and by last year nobody falls back', () => {
    const parts = [part({ last: '97' }), part({ last: '80' }), part()];
    expect(valuesOf(parts, { rule, whole: '95' })).toEqual(['95', '95', '95']);
    expect(valuesOf(parts, { rule, whole: '95', method: 'last-year' })).toEqual(['97', '95', '95']);
    expect(valuesOf(parts, { rule, whole: '90', method: 'last-year', direction: 'down' })).toEqual(['90', '80', '90']);
  });

  it('counts who does not reach it', () => {
    const parts = [part({ value: '96' }), part({ value: '94' }), part()];
    expect(balanceOf(parts, { rule, whole: '95' })).toEqual({
      given: '94',
      whole: '95',
      gap: '-1',
      state: 'short-units',
      short: 2,
    });
    expect(balanceOf(parts.slice(0, 2), { rule, whole: '96', direction: 'down' })).toMatchObject({ state: 'balanced' });
  });
});

it('takes its rule from how the indicator adds', () => {
  expect(ruleOf('sum', '所')).toBe('sum');
  expect(ruleOf('sum', '%')).toBe('weighted');
  expect([ruleOf('ratio', '%'), ruleOf('mean', ''), ruleOf('each', '%'), ruleOf('max', '')]).toEqual([
    'weighted',
    'weighted',
    'each',
    'each',
  ]);
});

describe('whatever the units, weights, fixed parts and digits', () => {
  const decimal = (min: number, max: number) =>
    fc
      .tuple(fc.integer({ min, max }), fc.integer({ min: 0, max: 99 }))
      .map(([a, b]) => `${a}.${String(b).padStart(2, '0')}`);
  const anyPart: fc.Arbitrary<Part> = fc.record({
    value: fc.option(decimal(0, 60)),
    weight: fc.option(decimal(0, 5_000)),
    last: fc.option(decimal(0, 100)),
    fixed: fc.boolean(),
  });
  const method = fc.constantFrom<AllocationMethod>('proportional', 'last-year', 'equal');
  const anyParts = fc.array(anyPart, { minLength: 1, maxLength: 40 });
  const decimals = fc.integer({ min: 0, max: 4 });

  it('a sum is conserved, and nothing fixed moves', () => {
    fc.assert(
      fc.property(anyParts, method, decimal(-3_000, 3_000), decimals, (parts, how, whole, digits) => {
        const of = splitting({ method: how, whole, decimals: digits });
        const after = split(parts, of);
        const said = after.findings.map(({ code }) => code);
        for (const [index, one] of parts.entries()) if (one.fixed) expect(after.parts[index]!.value).toBe(one.value);
        for (const one of after.parts)
          if (!one.fixed) expect(scaleOf(one.value!)).toBeLessThanOrEqual(Math.max(digits, 2));
        const total = after.parts.map(({ value }) => value ?? '0').reduce(addDecimals, '0');
        const conserved = compareDecimals(total, whole) === 0;
        expect(conserved).toBe(!said.includes('all-fixed') && !said.includes('fixed-exceed'));
        // Splitting again changes nothing.
        expect(split(after.parts, of).parts).toEqual(after.parts);
      }),
    );
  });

  it('a larger weight never gets less', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 999 }), { minLength: 2, maxLength: 20 }),
        fc.nat(5_000),
        (weights, whole) => {
          fc.pre(weights.some(weight => weight > 0));
          const shares = apportion(String(whole), weights.map(String), 0).map(Number);
          for (const [i, one] of weights.entries())
            for (const [k, other] of weights.entries())
              if (one > other) expect(shares[i]!).toBeGreaterThanOrEqual(shares[k]!);
        },
      ),
    );
  });

  it('a mean and an each are balanced wherever a free unit can make them so', () => {
    const rule = fc.constantFrom<AllocationRule>('weighted', 'each');
    fc.assert(
      fc.property(
        anyParts,
        method,
        rule,
        decimal(-100, 100),
        decimals,
        fc.boolean(),
        (parts, how, by, whole, digits, up) => {
          const of = splitting({ method: how, rule: by, whole, decimals: digits, direction: up ? 'up' : 'down' });
          const weighs = (one: Part) => one.weight !== null && compareDecimals(one.weight, '0') > 0;
          const none = !parts.some(weighs);
          const can =
            by === 'each' ? parts.every(one => !one.fixed) : parts.some(one => !one.fixed && (none || weighs(one)));
          fc.pre(can && parts.every(one => !one.fixed || one.value !== null));
          expect(balance(split(parts, of).parts, of).state).toBe('balanced');
        },
      ),
    );
  });
});
