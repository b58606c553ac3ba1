import { describe, expect, it } from 'vitest';
import { countLines, measureWidth } from './text-width';

describe('measuring text', () => {
  it.each([
    ['abc', 3],
    ['教育局', 6],
    ['“双减”', 8],
    ['2026年9月', 9],
    ['〔2026〕38号', 12],
    ['ｆｕｌｌ', 8],
    ['𠮷', 2],
    ['', 0],
  ])('%s takes %i columns', (text, width) => {
    expect(measureWidth(text)).toBe(width);
  });

  it('counts lines as a cell of that width breaks them', () => {
    expect(countLines('教育局工作要点', 14)).toBe(1);
    expect(countLines('教育局工作要点', 10)).toBe(2);
    expect(countLines('一\n\n二', 10)).toBe(3);
    expect(countLines('', 10)).toBe(1);
    expect(countLines('字', 0)).toBe(1);
  });
});
