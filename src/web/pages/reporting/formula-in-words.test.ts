import type { TFunction } from 'i18next';
import { describe, expect, it } from 'vitest';
import zh from '../../../locales/zh-CN/reporting.json';
import { formulaInWords } from './formula-in-words';

const t = ((key: string, values: Record<string, string>) => {
  const sentence = zh.formula[key.split('.')[1] as keyof typeof zh.formula];
  return sentence.replace(/\{\{(\w+)\}\}/g, (_, name: string) => values[name] ?? '');
}) as unknown as TFunction<'reporting'>;
const figures = [
  { code: 'KG', name: '在园幼儿数', categories: [{ code: 'public', name: '公办' }] },
  { code: 'KG_JOINED', name: '本月入园', categories: [] },
];

describe('a formula in words', () => {
  it.each([
    ['KG == previous(KG) + KG_JOINED', '在园幼儿数 = 上期在园幼儿数 + 本月入园'],
    ['KG.public / KG <= 0.5', '在园幼儿数（公办） ÷ 在园幼儿数 ≤ 0.5'],
    ['abs(KG - lastYear(KG)) != 0', '|在园幼儿数 − 上年同期在园幼儿数| ≠ 0'],
    ['KG <= UNKNOWN', '在园幼儿数 ≤ UNKNOWN'],
  ])('%s', (text, words) => {
    expect(formulaInWords(t, text, figures)).toBe(words);
  });
});
