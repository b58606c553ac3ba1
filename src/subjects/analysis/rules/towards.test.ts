import { expect, it } from 'vitest';
import { speaksForTarget } from './towards';

it('a stock of 73 bases says nothing of 16 new ones, nor a quarter’s training of the year’s', () => {
  const quarter = { aggregation: 'sum', frequency: 'quarter' } as const;
  expect(speaksForTarget('add', { ...quarter, kinds: ['stock'] })).toBe(false);
  expect(speaksForTarget('eq', { ...quarter, kinds: ['stock'] })).toBe(true);
  expect(speaksForTarget('add', { ...quarter, kinds: ['cumulative'] })).toBe(true);
  expect(speaksForTarget('ge', { ...quarter, kinds: ['flow'] })).toBe(false);
  expect(speaksForTarget('ge', { ...quarter, frequency: 'year', kinds: ['flow'] })).toBe(true);
  expect(speaksForTarget('ge', { ...quarter, aggregation: 'ratio', kinds: ['flow', 'flow'] })).toBe(true);
});
