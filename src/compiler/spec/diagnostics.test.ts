import { describe, expect, it } from 'vitest';
import { compileText } from './rows';

const codes = (text: string): string[] => compileText(text).diagnostics.map(({ code }) => code);
const data = (text: string, wanted: string): unknown[] =>
  compileText(text)
    .diagnostics.filter(({ code }) => code === wanted)
    .map(diagnostic => diagnostic.data);

describe('diagnostics', () => {
  it('finds nothing wrong where nothing is', () => {
    expect(
      codes('一、甲\n1.乙。新增学位300个（小学200个、初中100个）。（责任单位：某处）\n2.丙。做好。（责任单位：某处）'),
    ).toEqual([]);
  });

  it('tells gaps, doubles and disorder in the numbering', () => {
    expect(data('1.甲。做好。\n2.乙。做好。\n5.丙。做好。', 'missing-items')).toMatchObject([{ from: 3, to: 4 }]);
    expect(codes('1.甲。做好。\n2.乙。做好。\n2.丙。做好。')).toEqual(['duplicate-number']);
    expect(codes('1.甲。做好。\n2.乙。做好。\n4.丙。做好。\n3.丁。做好。\n5.戊。做好。')).toEqual(['out-of-order']);
  });

  it('adds up the parts of a total', () => {
    expect(data('1.甲。新增学位300个（小学200个、初中90个）。', 'sum-mismatch')).toMatchObject([
      { total: 300, parts: [200, 90], sum: 290 },
    ]);
  });

  it('tells repeated from conflicting targets, and knows steps in time', () => {
    const two = (a: string, b: string): string => `1.甲。做好。${a}\n2.乙。做好。${b}`;
    expect(codes(two('入园率达到90%。', '入园率达到90%。'))).toEqual(['repeated-target']);
    expect(codes(two('入园率达到90%。', '入园率达到92%。'))).toEqual(['conflicting-targets']);
    expect(codes(`2026年要点\n${two('6月底前入园率达到90%。', '年底前入园率达到92%。')}`)).toEqual([]);
  });

  it('misses who is responsible only where others say so', () => {
    expect(codes('1.甲。做好。（责任单位：某处）\n2.乙。做好。（责任单位：某处）\n3.丙。做好。')).toEqual([
      'no-responsibility',
    ]);
    expect(codes('1.甲。做好。\n2.乙。做好。')).toEqual([]);
  });

  it('counts what was announced', () => {
    expect(data('实施“甲改革、乙改革”等三项改革。\n1.丙。做好。', 'count-mismatch')).toMatchObject([
      { announced: 3, found: 2 },
    ]);
  });

  it('points at a quotation that is never closed', () => {
    expect(data('1.甲。开展“乙活动。', 'unbalanced-punctuation')).toMatchObject([{ mark: '“', missing: '”' }]);
  });

  it('says so where no task is recognised', () => {
    expect(data('今天天气很好。', 'unreadable-part')).toEqual([{ what: 'no-items' }]);
  });
});
