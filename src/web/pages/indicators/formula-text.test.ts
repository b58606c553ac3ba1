import { expect, it } from 'vitest';
import { formulaWords } from './formula-text';

it('names figures and the options of their dimensions', () => {
  const figures = [{ code: 'KG', name: '在园幼儿数', categories: [{ code: 'public', name: '公办' }] }];
  expect(formulaWords('KG.public + KG', figures)).toBe('在园幼儿数（公办） + 在园幼儿数');
  expect(formulaWords('KG.private / OTHER', figures)).toBe('在园幼儿数（private） / OTHER');
});
