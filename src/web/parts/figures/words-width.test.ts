import { describe, expect, it } from 'vitest';
import { wordsWidth } from './words-width';

describe('the width of words', () => {
  it('counts Chinese letters wider, and styles not at all', () => {
    expect(wordsWidth('目标')).toBe(24);
    expect(wordsWidth('93.5%')).toBe(35);
    expect(wordsWidth('{s|▲} 预警')).toBe(wordsWidth('▲ 预警'));
  });
});
