import { describe, expect, it } from 'vitest';
import { compile } from '../../../compiler/compile';
import { textSource } from '../../../compiler/source';
import type { Correction } from '../schema';
import { carryOver } from './carry-over';
import { targetKey } from './keys';
import { settle } from './settle';

const HEAD = '云川市卫生健康委2026年工作要点\n一、重点任务\n';
const A = '1.改造乡镇卫生院。6月底前改造乡镇卫生院12所。（牵头科室：基层科。责任科室：规划科）\n';
const B = '2.扩大疫苗接种。疫苗接种率达到95%以上。同步改造接种门诊。（牵头科室：疾控科）\n';
const compiled = (text: string) => compile(textSource('示例.txt', text));
const before = compiled(HEAD + A + B);
const nodeNamed = (heading: string) => before.nodes.find(node => node.heading === heading)!;
const stating = (unit: string) => before.nodes.find(node => node.targets.some(target => target.unit === unit))!;
const value = (unit: string, to: number): Correction => ({
  kind: 'edit-target',
  node: stating(unit).id,
  target: targetKey(stating(unit), 0),
  fields: { value: to },
});
const added = (words: string): Correction => {
  const at = before.source.text.indexOf(words);
  const fields = {
    indicator: '接种门诊',
    comparator: 'eq' as const,
    value: 9,
    low: null,
    high: null,
    unit: '个',
    strength: 'commit' as const,
    approximate: false,
    baseline: null,
  };
  return { kind: 'add-target', node: nodeNamed('扩大疫苗接种').id, span: [at, at + words.length], fields };
};

type Kept = 'carried' | 'already' | 'changed' | 'gone';
const outcome = (correction: Correction, after: string): Kept => {
  const { corrections, already, conflicts } = carryOver(before, compiled(HEAD + after), [correction]);
  expect(corrections.length + already.length + conflicts.length).toBe(1);
  return corrections.length ? 'carried' : already.length ? 'already' : conflicts[0]!.reason;
};

describe('a correction of the earlier version, said of the revised one', () => {
  const lead: Correction = {
    kind: 'set-responsibility',
    node: nodeNamed('扩大疫苗接种').id,
    name: '办公室',
    role: 'lead',
  };
  const heading: Correction = { kind: 'edit-heading', node: nodeNamed('改造乡镇卫生院').id, heading: '改造卫生院' };
  const day: Correction = {
    kind: 'set-deadline',
    node: before.nodes.find(node => node.deadlines.length > 0)!.id,
    text: '6月底前',
    end: '2026-06-25',
  };
  const both = A + B;
  const swapped = B.replace('2.', '1.') + A.replace('1.', '2.');
  const cases: [string, Correction, string, Kept][] = [
    ['a number, nothing else changed', value('所', 15), both, 'carried'],
    ['a number of an item that moved', value('所', 15), swapped, 'carried'],
    ['a number that the document corrected itself', value('所', 15), both.replace('12所', '15所'), 'already'],
    ['a number that the document changed to a third', value('所', 15), both.replace('12所', '20所'), 'changed'],
    ['a number of an item that is gone', value('所', 15), B.replace('2.', '1.'), 'gone'],
    ['a heading', heading, swapped, 'carried'],
    ['a heading that changed too', heading, both.replace('改造乡镇卫生院。', '提升乡镇卫生院。'), 'changed'],
    ['who leads', lead, swapped, 'carried'],
    ['who leads, and the document now says so', lead, both.replace('疾控科', '办公室'), 'already'],
    ['who leads, and the document names a third', lead, both.replace('疾控科', '妇幼科'), 'changed'],
    ['a day', day, swapped, 'carried'],
    ['a day that became another', day, both.replace('6月底前', '9月底前'), 'changed'],
    ['a target that was added by hand', added('改造接种门诊'), swapped, 'carried'],
    ['one whose sentence is gone', added('改造接种门诊'), both.replace('同步改造接种门诊。', ''), 'changed'],
    [
      'a merged name',
      { kind: 'merge-names', names: ['疾控科', '疾病控制科'], canonical: '疾控科' },
      swapped,
      'carried',
    ],
    [
      'a join of two items, one of which is gone',
      { kind: 'join-items', node: nodeNamed('扩大疫苗接种').id, into: nodeNamed('改造乡镇卫生院').id },
      A,
      'gone',
    ],
  ];
  it.each(cases)('%s', (_, correction, after, expected) => {
    expect(outcome(correction, after)).toBe(expected);
  });

  it('does in the new document what it did in the old', () => {
    const corrections = [value('所', 15), added('改造接种门诊')];
    const after = compiled(HEAD + swapped);
    const settled = settle(after, carryOver(before, after, corrections).corrections);
    const values = settled.nodes.flatMap(node => node.targets.map(target => `${target.indicator} ${target.value}`));
    expect(values).toContain('接种门诊 9');
    expect(settled.nodes.flatMap(node => node.targets).find(target => target.unit === '所')?.value).toBe(15);
  });

  it('follows a part that was cut off, and what was said of it', () => {
    const node = nodeNamed('扩大疫苗接种').id;
    const at = before.source.text.indexOf('同步改造');
    const corrections: Correction[] = [
      { kind: 'split-item', node, at, heading: '改造门诊' },
      { kind: 'set-responsibility', node: `${node}.${at}`, name: '规划科', role: 'lead' },
    ];
    const after = compiled(HEAD + swapped);
    const settled = settle(after, carryOver(before, after, corrections).corrections);
    const part = settled.nodes.find(one => one.heading === '改造门诊');
    expect(part?.responsibilities.map(one => one.name)).toContain('规划科');
  });

  it('shows both sentences of a conflict', () => {
    const { conflicts } = carryOver(before, compiled(HEAD + both.replace('12所', '20所')), [value('所', 15)]);
    expect(conflicts[0]).toMatchObject({
      before: { number: '1.', heading: '改造乡镇卫生院', text: '6月底前改造乡镇卫生院12所。' },
      after: { text: '6月底前改造乡镇卫生院20所。' },
    });
  });
});
