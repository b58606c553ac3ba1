import { describe, expect, it } from 'vitest';
import { readNumber, reportBody, wrongValues } from './report-draft';

const draft = {
  percent: 60,
  summary: ' 已完工 ',
  problem: '',
  nextStep: '',
  values: { '1': '１，２００', '2': '约三成', '3': '' },
  files: [{ id: '7', name: '照片.jpg' }],
  version: 3,
};

describe('what is typed into a report', () => {
  it('takes numbers as people type them', () => {
    expect(['1,200', '９３．５', ' 93.5% ', '.5', '-2', '3.'].map(readNumber)).toEqual([
      '1200',
      '93.5',
      '93.5',
      '0.5',
      '-2',
      '3',
    ]);
    expect(['', '约三成', '1.2.3', '12万', '0.1234567'].map(readNumber)).toEqual([null, null, null, null, null]);
  });

  it('names what is no number and sends only what is', () => {
    expect(wrongValues(draft)).toEqual(['2']);
    expect(reportBody(draft)).toEqual({
      percent: 60,
      summary: '已完工',
      problem: '',
      nextStep: '',
      values: [{ targetId: '1', value: '1200' }],
      fileIds: ['7'],
      version: 3,
    });
  });
});
