import { describe, expect, it } from 'vitest';
import { compile } from '../../../compiler/compile';
import { textSource } from '../../../compiler/source';
import type { Correction } from '../schema';
import { settle } from './settle';
import { checkedOf, isHardToCheck } from './verifiability';

const text = [
  '云川市交通运输局2026年工作要点',
  '1.改善出行。进一步提升公交服务水平。新增公交线路12条。每月发布运行报告。（责任处室：运输处）',
].join('\n');
const compiled = compile(textSource('plan.txt', text));

const checked = (words: string, corrections: Correction[] = []) => {
  const plan = settle(compiled, corrections);
  const item = plan.nodes.find(({ kind }) => kind === 'item')!;
  const found = plan.nodes.flatMap(node => checkedOf(node, item, plan.source.text) ?? []);
  return found.find(one => one.text.includes(words))!.verifiability;
};
const item = compiled.nodes.find(({ kind }) => kind === 'item')!.id;
const spanOf = (words: string): [number, number] => [text.indexOf(words), text.indexOf(words) + words.length];

describe('whether a sentence can be checked', () => {
  it('is what the compiler said as long as nobody said more', () => {
    expect(checked('进一步提升')).toEqual({ kind: 'exhortation', reason: 'vague-degree', ask: 'ask-value' });
    expect(checked('新增公交')).toEqual({ kind: 'quantified', reason: 'has-target', ask: null });
  });

  it('changes with a target that a person found in the sentence', () => {
    const fields = {
      indicator: '公交服务满意度',
      comparator: 'ge' as const,
      value: 90,
      low: null,
      high: null,
      unit: '%',
    };
    const rest = { strength: 'commit' as const, approximate: false, baseline: null };
    const span = spanOf('公交服务水平');
    const said: Correction[] = [{ kind: 'add-target', node: item, span, fields: { ...fields, ...rest } }];
    expect(checked('进一步提升', said).kind).toBe('quantified');
  });

  it('changes with a target that was none', () => {
    const plan = settle(compiled, []);
    const [node] = plan.nodes.filter(({ kind, targets }) => kind === 'measure' && targets.length > 0);
    const said: Correction[] = [{ kind: 'remove-target', node: node!.id, target: node!.targets[0]!.key }];
    expect(checked('新增公交', said).ask).toBe('ask-count');
  });

  it('changes with a day', () => {
    const said: Correction[] = [
      { kind: 'set-deadline', node: item, end: '2026-06-30', text: '公交服务', span: spanOf('公交服务') },
    ];
    expect(checked('进一步提升', said)).toEqual({ kind: 'milestone', reason: 'has-date', ask: 'ask-result' });
  });

  it('is hard where only effort or an activity without a number is named', () => {
    expect([checked('进一步提升'), checked('新增公交'), checked('每月发布')].map(isHardToCheck)).toEqual([
      true,
      false,
      false,
    ]);
  });
});
