import { expect, it } from 'vitest';
import { parseSearch, stringifySearch } from './address';

it('reads what it wrote: a list repeats its name, words stay words', () => {
  const search = { year: '2026', q: '幼儿园 & 学位', light: ['red', 'yellow'], report: '12.2026-08' };
  expect(parseSearch(stringifySearch(search))).toEqual(search);
});

it('leaves out what says nothing', () => {
  expect(stringifySearch({ q: '', page: undefined, light: [], unit: null })).toBe('');
});

it('never reads a text as anything but text', () => {
  expect(parseSearch('?q=1&mine=true&x=%7B%7D')).toEqual({ q: '1', mine: 'true', x: '{}' });
});
