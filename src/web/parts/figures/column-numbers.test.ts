import { describe, expect, it } from 'vitest';
import { columnNumbers } from './column-numbers';

const column = (values: (string | null)[], unit: string | null, scaled = true) => {
  const numbers = columnNumbers(values, unit, scaled);
  return [numbers.unit, ...values.map(numbers.text)];
};

describe('one unit for a column', () => {
  it('is 亿 or 万 where that suits every value', () => {
    expect(column(['21600000000', '150000000', null], '元')).toEqual(['亿元', '216', '1.5', '—']);
    expect(column(['120000', '8500'], '人')).toEqual(['万人', '12', '0.85']);
  });

  it('stays as it is where a value would be rounded, in English, and for rates', () => {
    expect(column(['120000', '8512'], '人')).toEqual(['人', '120,000', '8512']);
    expect(column(['120000'], '人', false)).toEqual(['人', '120,000']);
    expect(column(['93.50', '-0.4'], '%')).toEqual(['%', '93.5', '−0.4']);
    expect(column(['93.5'], null)).toEqual([null, '93.5']);
  });

  it('writes cells with the decimals of the longest', () => {
    const { cell } = columnNumbers(['95', '93.50', '1000', null], '%', true);
    expect(['95', '93.50', '1000', null, '93.25'].map(cell)).toEqual(['95.0', '93.5', '1000.0', '—', '93.25']);
    expect(columnNumbers(['95', '93.5'], '%', true, ['93.04']).cell('95')).toBe('95.0');
    expect(columnNumbers(['120', '7'], '所', true).cell('7')).toBe('7');
  });

  it('gives positions in the same unit', () => {
    const { at, tick } = columnNumbers(['150000000'], '元', true);
    expect(at('150000000')).toBe(1.5);
    expect([0, 0.1 + 0.2, 1].map(position => tick(position, 0.1))).toEqual(['0.0', '0.3', '1.0']);
    expect(tick(20_000, 5_000)).toBe('20,000');
  });
});
