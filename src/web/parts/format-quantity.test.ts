import { describe, expect, it } from 'vitest';
import { formatQuantity } from './format-quantity';

const written = (value: string, unit: string | null, scale?: boolean): string => {
  const { number, unit: word } = formatQuantity(value, unit, scale);
  return [number, word].filter(Boolean).join(' ');
};

describe('a value as an official would write it', () => {
  it.each([
    ['21600000000', '元', '216 亿元'],
    ['216', '亿元', '216 亿元'],
    ['120000', '人', '12 万人'],
    ['12345', '人', '12,345 人'],
    ['123456789', '元', '123,456,789 元'],
    ['9999', '个', '9999 个'],
    ['93.500000', '%', '93.5 %'],
    ['120.000000', '所', '120 所'],
    ['-1.20', '个百分点', '−1.2 个百分点'],
    ['0', '所', '0 所'],
    ['0.05', null, '0.05'],
    ['2026', '年', '2026 年'],
  ])('%s %s → %s', (value, unit, expected) => {
    expect(written(value, unit)).toBe(expected);
  });

  it('rounds nothing away: a value that would need a third decimal keeps its digits', () => {
    expect(written('123456', '人')).toBe('123,456 人');
    expect(written('123400', '人')).toBe('12.34 万人');
  });

  it('keeps the unit where a column or English asks for it', () => {
    expect(written('21600000000', '元', false)).toBe('21,600,000,000 元');
  });
});
