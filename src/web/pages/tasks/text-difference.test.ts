import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textDifference } from './text-difference';

describe('the difference of two texts', () => {
  it('marks words, not letters', () => {
    expect(textDifference('已完成 12 所学校改造', '已完成 15 所学校改造')).toEqual([
      { kind: 'same', text: '已完成 ' },
      { kind: 'removed', text: '12' },
      { kind: 'added', text: '15' },
      { kind: 'same', text: ' 所学校改造' },
    ]);
  });

  it('does not tear a change apart for one character that stayed', () => {
    expect(textDifference('组织3个县现场核查', '组织兰浦县、竹屿县现场核查').map(({ kind }) => kind)).toEqual([
      'same',
      'removed',
      'added',
      'same',
    ]);
  });

  it('says nothing changed where nothing did', () => {
    expect(textDifference('已开工', '已开工')).toEqual([{ kind: 'same', text: '已开工' }]);
    expect(textDifference('', '')).toEqual([]);
    expect(textDifference('', '新增')).toEqual([{ kind: 'added', text: '新增' }]);
  });

  it('keeps both texts whole', () => {
    const text = fc.string({ unit: fc.constantFrom('开', '工', '完', '成', '，', ' ', '1', '2'), maxLength: 60 });
    fc.assert(
      fc.property(text, text, (before, after) => {
        const runs = textDifference(before, after);
        const without = (kind: string) =>
          runs
            .filter(run => run.kind !== kind)
            .map(run => run.text)
            .join('');
        expect(without('added')).toBe(before);
        expect(without('removed')).toBe(after);
      }),
    );
  });
});
