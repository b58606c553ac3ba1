import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compileExpression } from './compile-expression';
import { evaluate } from './evaluate';

const figures = new Map(['A', 'B', 'C'].map(code => [code, { unit: '', categories: ['x'] }]));

const resultOf = (text: string, values: Record<string, string>) => {
  const expect = /[<>=!&|]|missing/.test(text) ? 'boolean' : 'number';
  const made = compileExpression(text, { figures, units: {}, expect });
  if (!made.ok) throw new Error(JSON.stringify(made.findings));
  const sent = JSON.parse(JSON.stringify(made.expression));
  return evaluate(sent, (code, category, { periods, years }) => {
    const key = [category ? `${code}.${category}` : code, periods || '', years ? `${years}y` : ''].join('');
    return values[key] ?? null;
  });
};

describe('a value', () => {
  it('is exact', () => {
    expect(resultOf('A + B', { A: '0.1', B: '0.2' })).toBe('0.3');
    expect(resultOf('A * B', { A: '12345678901234.56', B: '100000000.01' })).toBe('1234567890246912789012.3456');
    expect(resultOf('A - B', { A: '1', B: '1.0000000000000001' })).toBe('-0.0000000000000001');
  });

  it('of a quotient comes back whole when it is multiplied again', () => {
    expect(resultOf('A / 3 * 3', { A: '1' })).toBe('1');
    expect(resultOf('A / 3 * 3 == A', { A: '7' })).toBe(true);
    expect(resultOf('round(A / 3 * 3 - 0.5, 0)', { A: '1' })).toBe('1');
    expect(resultOf('A / 3 * 3 - A == 0', { A: '1' })).toBe(true);
    expect(resultOf('1 / (A / 3 * 3 - A)', { A: '1' })).toBe(null);
    expect(resultOf('A / B * 100', { A: '1', B: '3' })).toBe(`33.${'3'.repeat(28)}`);
  });

  it('rounds half away from zero, as the database does', () => {
    expect(resultOf('round(A, 1)', { A: '0.25' })).toBe('0.3');
    expect(resultOf('round(A, 0)', { A: '-2.5' })).toBe('-3');
  });

  it('has no minus before zero', () => {
    expect(resultOf('-A', { A: '0' })).toBe('0');
    expect(resultOf('round(A, 0)', { A: '-0.2' })).toBe('0');
  });

  it('reads earlier periods', () => {
    const values = { A: '10', 'A-1': '7', 'A-1y': '4', 'A-2-1y': '3', 'A.x-1': '2' };
    expect(resultOf('A - previous(A)', values)).toBe('3');
    expect(resultOf('A - lastYear(A)', values)).toBe('6');
    expect(resultOf('previous(lastYear(previous(A)) * 2)', values)).toBe('6');
    expect(resultOf('previous(A.x / A)', { ...values, 'A-1': '4' })).toBe('0.5');
  });

  it('is null where something is missing or divided by zero', () => {
    expect(resultOf('A + B', { A: '1' })).toBe(null);
    expect(resultOf('max(A, B)', { A: '1' })).toBe(null);
    expect(resultOf('A * B', { A: '0' })).toBe(null);
    expect(resultOf('A / B', { A: '1', B: '0.00' })).toBe(null);
    expect(resultOf('A > B', { A: '1' })).toBe(null);
    expect(resultOf('A / B >= 0', { A: '1', B: '0' })).toBe(null);
    expect(resultOf('!(A > B)', { A: '1' })).toBe(null);
  });

  it('beyond any figure of an office is none', () => {
    expect(resultOf(Array(10).fill('A').join(' * '), { A: '100000000' })).toBe(null);
  });

  it('of a check is known where one side decides', () => {
    expect(resultOf('A > 0 && B > 0', { A: '0' })).toBe(false);
    expect(resultOf('B > 0 && A > 0', { A: '0' })).toBe(false);
    expect(resultOf('A > 0 && B > 0', { A: '1' })).toBe(null);
    expect(resultOf('A > 0 || B > 0', { A: '1' })).toBe(true);
    expect(resultOf('B > 0 || A > 0', { A: '1' })).toBe(true);
    expect(resultOf('A > 0 || B > 0', { A: '0' })).toBe(null);
    expect(resultOf('missing(B) || A >= B', { A: '1' })).toBe(true);
    expect(resultOf('missing(previous(A))', { A: '1' })).toBe(true);
    expect(resultOf('missing(A)', { A: '0' })).toBe(false);
  });
});

it('is worked out in the browser without the parser and without the sentences', () => {
  const reached = new Set<string>();
  const follow = (file: string) => {
    if (reached.has(file)) return;
    reached.add(file);
    for (const [, from] of readFileSync(file, 'utf8').matchAll(/^import (?!type)[^;]*? from '([^']+)';/gms)) {
      if (from!.startsWith('.')) follow(`${join(dirname(file), from!)}.ts`);
      else reached.add(from!);
    }
  };
  for (const name of ['evaluate', 'to-text', 'codes-of', 'linear']) follow(join(import.meta.dirname, `${name}.ts`));
  const names = [...reached].map(path => path.split('/').at(-1)).sort();
  expect(names).toEqual(['codes-of.ts', 'decimal.js', 'evaluate.ts', 'expression.ts', 'linear.ts', 'to-text.ts']);
});
