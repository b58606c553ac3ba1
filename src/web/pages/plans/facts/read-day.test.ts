import { describe, expect, it } from 'vitest';
import { readDay } from './read-day';

describe('a day as people type it', () => {
  it('is read in any usual form', () => {
    const days = ['2026-06-30', '6-30', '6.30', '6月30日', '２０２６年６月３０日'].map(text => readDay(text, 2026));
    expect(new Set(days)).toEqual(new Set(['2026-06-30']));
  });

  it('is refused where the calendar has none', () => {
    expect(['2月30日', '13-1', '年底', ''].map(text => readDay(text, 2026))).toEqual([null, null, null, null]);
  });
});
