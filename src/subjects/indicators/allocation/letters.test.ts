import { describe, expect, it } from 'vitest';
import { readDocument } from '../../../compiler/readers/read-document';
import { writeDocument } from '../../../platform/papers/document';
import type { Comparator } from '../schema';
import type { Letter, LetterLine } from './letter-reads';
import { letterDocument } from './letters';

type Given = {
  indicator: string;
  value: string;
  comparator?: Comparator;
  waiver?: string;
  note?: string;
  sentAt?: string;
  signedAt?: string | null;
};

const line = (given: Given): LetterLine => {
  const { indicator, value, comparator = 'ge', waiver = null, note = '', signedAt = null } = given;
  return {
    target: {
      indicator,
      comparator,
      strength: 'commit',
      unit: '所',
      dueOn: '2026-12-31',
      number: '25',
      leadName: '规划处',
    },
    allocation: {
      waiver,
      waivedAs: waiver && '甲（市教育局 督查科科长）',
      waivedAt: waiver && '2026-03-02T01:45:00Z',
      sentBy: '甲',
      sentAt: given.sentAt ?? '2026-03-02T02:10:00Z',
    },
    part: { value, note, signedAt, signedAs: signedAt && '乙（东县教育局 联络员）' },
    course: { shape: { baseline: null, trajectory: 'linear' }, points: [] },
  } as unknown as LetterLine;
};

const read = async (lines: LetterLine[]): Promise<string> => {
  const letter: Letter = {
    unitId: '2',
    unitName: '东县教育局',
    by: { unitId: '1', unitName: '市教育局' },
    lines,
  };
  const bytes = await writeDocument(letterDocument({ year: 2026, language: 'zh-CN' }, letter));
  return (await readDocument(bytes, 'letter.docx')).text;
};

describe('a letter of responsibility, read again', () => {
  it('says each target with its deadline, its item in the plan and who leads', async () => {
    const text = await read([line({ indicator: '新建学校', value: '4', comparator: 'add' })]);
    for (const words of ['新建学校', '新增4', '12月底前', '第25条', '规划处']) expect(text).toContain(words);
  });

  it('calls a negative increment a decrease', async () => {
    const text = await read([line({ indicator: '大班额比例', value: '-0.4', comparator: 'add' })]);
    expect(text).toContain('减少0.4');
    expect(text).not.toContain('-0.4');
  });

  it('ends what was explained with one full stop', async () => {
    const text = await read([
      line({ indicator: '新建学校', value: '4', waiver: '有2所由市里办。', note: '含一所迁建；' }),
    ]);
    expect(text).toContain('有2所由市里办。');
    expect(text).toContain('含一所迁建。');
    expect(text).not.toMatch(/[。；]。/);
  });

  it('names each giving with its own day, so that nobody seems to have signed before it', async () => {
    const text = await read([
      line({ indicator: '甲', value: '1', signedAt: '2026-03-04T02:25:00Z' }),
      line({ indicator: '乙', value: '2', sentAt: '2026-04-20T02:10:00Z', signedAt: '2026-04-22T02:25:00Z' }),
    ]);
    const signatures = text.slice(text.indexOf('四、签署'));
    expect(
      [...signatures.matchAll(/(下达|签收)\s+第(\d)项|2026年(\d+)月(\d+)日 \d/g)].map(([found]) =>
        found.replace(/\s+/g, ' '),
      ),
    ).toEqual([
      '下达 第1项',
      '2026年3月2日 1',
      '下达 第2项',
      '2026年4月20日 1',
      '签收 第1项',
      '2026年3月4日 1',
      '签收 第2项',
      '2026年4月22日 1',
    ]);
  });
});
