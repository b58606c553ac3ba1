import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gramsOf, searchWords } from './grams';
import { differencesOf } from './report-difference';

describe('two-character pieces', () => {
  it('cuts words and stops at punctuation', () => {
    expect(gramsOf('学前教育', '３.普惠园，ＡＢ')).toEqual(['学前', '前教', '教育', '普惠', '惠园', 'ab']);
    expect(gramsOf(null, '', '。')).toEqual([]);
  });

  it('finds every two characters of a text that stand together', () => {
    const text = fc.string({ unit: fc.constantFrom('学', '前', '教', '育', '，', ' ', 'A') });
    fc.assert(
      fc.property(text, fc.nat(), (whole, place) => {
        const word = whole.slice(place % (whole.length + 1)).slice(0, 2);
        fc.pre(/^[\p{L}]{2}$/u.test(word));
        expect(gramsOf(whole)).toEqual(expect.arrayContaining(gramsOf(word)));
      }),
    );
  });

  it('knows where grams alone would mislead', () => {
    expect(searchWords('学前 学前教育')).toEqual([
      { text: '学前', grams: ['学前'], exact: true },
      { text: '学前教育', grams: ['学前', '前教', '教育'], exact: false },
    ]);
    // A piece of one character is no gram: in the text it may stand inside a longer piece.
    expect(searchWords('园（')).toEqual([{ text: '园(', grams: [], exact: false }]);
  });
});

describe('the difference to the last round', () => {
  it('names what changed and nothing else', () => {
    const before = {
      percent: 40,
      summary: '已开工',
      problem: '',
      nextStep: '封顶',
      values: [{ targetId: '1', value: '12' }],
      files: [{ id: '7', name: '照片.jpg' }],
    };
    const after = {
      ...before,
      percent: 45,
      values: [{ targetId: '1', value: '13' }],
      files: [{ id: '8', name: '合同.pdf' }],
    };
    expect(differencesOf(before, before)).toEqual([]);
    expect(differencesOf(before, after)).toEqual([
      { field: 'percent', before: 40, after: 45 },
      { field: 'value', targetId: '1', before: '12', after: '13' },
      { field: 'file', name: '合同.pdf', change: 'added' },
      { field: 'file', name: '照片.jpg', change: 'removed' },
    ]);
  });
});
