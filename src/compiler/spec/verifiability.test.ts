import { describe, expect, it } from 'vitest';
import en from '../../locales/en/compiler.json';
import zh from '../../locales/zh-CN/compiler.json';
import { compileText } from './rows';

const measures = (text: string) =>
  compileText(`2026年工作要点\n一、示例\n1.示例。${text}`).nodes.filter(({ kind }) => kind === 'measure');
const labels = (text: string): string[] =>
  measures(text).map(({ verifiability }) => {
    const { kind, reason, ask } = verifiability!;
    return [kind, reason, ask].filter(part => part !== null).join(' ');
  });

const passages: Array<[string, string]> = [
  ['新增停车位500个。', 'quantified has-target'],
  ['6月底前印发实施方案。', 'milestone has-result-and-date'],
  ['年底前取得成效。', 'milestone has-date ask-result'],
  ['制定管理办法。', 'milestone has-result ask-date'],
  ['每季度通报一次。', 'activity has-rhythm ask-record'],
  ['开展专题培训。', 'activity names-activity ask-count'],
  ['服务水平明显提升。', 'exhortation vague-degree ask-value'],
  ['加强队伍建设。', 'exhortation only-effort ask-result'],
];

describe('verifiability', () => {
  it.each(passages)('%s', (text, label) => {
    expect(labels(text)).toEqual([label]);
  });

  it('has words for every reason and question in both languages', () => {
    for (const words of [zh, en]) {
      for (const [, label] of passages) {
        const [kind, reason, ask] = label.split(' ');
        expect(words.verifiability).toHaveProperty(kind!);
        expect(words.reason).toHaveProperty(reason!);
        if (ask) expect(words.ask).toHaveProperty(ask);
      }
    }
  });

  it('assumes the end of the year only where no date is stated', () => {
    expect(measures('新增停车位500个。').map(({ assumedEnd }) => assumedEnd)).toEqual(['2026-12-31']);
    expect(measures('6月底前新增停车位500个。').map(({ assumedEnd }) => assumedEnd)).toEqual([undefined]);
  });
});

describe('what is known of a target beside its value', () => {
  const targets = (text: string) => measures(text).flatMap(node => node.targets);

  it('tells for whom it holds', () => {
    expect(targets('每个县（市、区）至少建成示范基地2个。').map(({ scope }) => scope)).toEqual(['每个县（市、区）']);
    expect(targets('每千人口床位数达到7张。').map(({ scope }) => scope)).toEqual([undefined]);
  });

  it('tells what there must have been', () => {
    expect(targets('示范园新增15所、达到175所。').map(({ impliedBase }) => impliedBase)).toEqual([undefined, 160]);
  });
});
