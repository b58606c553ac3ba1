import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Diagnostic, Plan, PlanNode, Span, Target } from '../../../compiler/ledger';
import type { Correction, SettledPlan } from '../schema';
import { diagnosticKey, targetKey } from './keys';
import { settle } from './settle';

const text = [
  '云川市教育局2026年工作要点',
  '一、办好学前教育',
  '1.扩大普惠资源。新建幼儿园12所。普惠性幼儿园覆盖率达到87%。（牵头处室：学前教育处。责任处室：财务处）',
  '2.提升保教质量。评选示范园10所。（责任处室：学前教育科）',
  '二、建强教师队伍',
  '3.补充教师。补充教师400名。6月底前完成。',
  '4.办好民生实事。普惠园覆盖率达到87%。（牵头处室：办公室。责任处室：财务处、审计室）',
].join('\n');

const at = (words: string, from = 0): Span => {
  const start = text.indexOf(words, from);
  return [start, start + words.length];
};
const line = (head: string): Span => {
  const start = text.indexOf(head);
  const end = text.indexOf('\n', start);
  return [start, end < 0 ? text.length : end];
};
const target = (indicator: string, value: number, unit: string, words: string, from = 0): Target => ({
  indicator,
  comparator: 'eq',
  value,
  low: null,
  high: null,
  unit,
  strength: 'commit',
  approximate: false,
  baseline: null,
  text: words,
  span: at(words, from),
});
const node = (
  id: string,
  parent: string | null,
  kind: PlanNode['kind'],
  span: Span,
  more: Partial<PlanNode> = {},
): PlanNode => ({
  id,
  parent,
  kind,
  number: null,
  ordinal: null,
  heading: null,
  span,
  responsibilities: [],
  people: [],
  targets: [],
  deadlines: [],
  ...more,
});
const does = (role: 'lead' | 'assist' | 'responsible', name: string, head: string) => ({
  role,
  name,
  canonical: name === '学前教育科' ? '学前教育处' : name,
  span: at(name, text.indexOf(head)),
});
const until = (head: string, last: string): Span => [line(head)[0], line(last)[1]];
const repeated: Diagnostic = {
  code: 'repeated-target',
  severity: 'warning',
  message: '',
  span: at('普惠园覆盖率达到87%'),
  data: {
    targets: [
      { node: 'n3m2', index: 0 },
      { node: 'n7', index: 0 },
    ],
  },
};
const noOwner: Diagnostic = {
  code: 'no-responsibility',
  severity: 'warning',
  message: '',
  span: line('3.'),
  data: { node: 'n6' },
};
const variant: Diagnostic = {
  code: 'name-variant',
  severity: 'info',
  message: '',
  span: at('学前教育科'),
  data: { variants: ['学前教育处', '学前教育科'], canonical: '学前教育处' },
};
const lineThree = line('1.');
const second = at('普惠性幼儿园')[0];
const plan: Plan = {
  format: 'plan/1',
  source: { name: 'plan.txt', mediaType: 'text/plain', text },
  title: '云川市教育局2026年工作要点',
  year: 2026,
  issuer: '云川市教育局',
  nodes: [
    node('n1', null, 'preamble', line('云川市')),
    node('n2', null, 'section', until('一、', '2.'), { number: '一、', heading: '办好学前教育' }),
    node('n3', 'n2', 'item', lineThree, {
      number: '1.',
      ordinal: 1,
      heading: '扩大普惠资源',
      responsibilities: [does('lead', '学前教育处', '1.'), does('assist', '财务处', '1.')],
    }),
    node('n3m1', 'n3', 'measure', at('新建幼儿园12所。'), { targets: [target('幼儿园', 12, '所', '新建幼儿园12所')] }),
    node('n3m2', 'n3', 'measure', at('普惠性幼儿园覆盖率达到87%。'), {
      targets: [target('普惠性幼儿园覆盖率', 87, '%', '普惠性幼儿园覆盖率达到87%')],
    }),
    node('n4', 'n2', 'item', line('2.'), {
      number: '2.',
      ordinal: 2,
      heading: '提升保教质量',
      responsibilities: [does('responsible', '学前教育科', '2.')],
      targets: [target('示范园', 10, '所', '评选示范园10所')],
    }),
    node('n5', null, 'section', until('二、', '4.'), { number: '二、', heading: '建强教师队伍' }),
    node('n6', 'n5', 'item', line('3.'), {
      number: '3.',
      ordinal: 3,
      heading: '补充教师',
      targets: [target('教师', 400, '名', '补充教师400名')],
    }),
    node('n7', 'n5', 'item', line('4.'), {
      number: '4.',
      ordinal: 4,
      heading: '办好民生实事',
      responsibilities: [does('lead', '办公室', '4.'), does('assist', '财务处', '4.'), does('assist', '审计室', '4.')],
      targets: [target('普惠园覆盖率', 87, '%', '普惠园覆盖率达到87%')],
    }),
  ],
  organizations: [{ canonical: '学前教育处', aliases: ['学前教育科'], lead: 1, assist: 0, responsible: 1 }],
  diagnostics: [repeated, noOwner, variant],
};
const freeze = <T>(value: T): T => {
  if (typeof value === 'object' && value !== null)
    for (const inner of Object.values(Object.freeze(value))) freeze(inner);
  return value;
};
freeze(plan);

const keyOf = (id: string, index = 0): string => targetKey(plan.nodes.find(one => one.id === id)!, index);
const nodeIn = (settled: SettledPlan, id: string) => settled.nodes.find(one => one.id === id);
const stateOf = (settled: SettledPlan, diagnostic: Diagnostic) =>
  settled.questions.find(question => question.key === diagnosticKey(diagnostic))?.state;
const proposalOf = (settled: SettledPlan, diagnostic: Diagnostic) =>
  settled.questions.find(question => question.key === diagnosticKey(diagnostic))?.proposal;

const ids = plan.nodes.map(one => one.id);
const anyId = fc.constantFrom(...ids, 'n3.50', 'gone');
const anyName = fc.constantFrom('学前教育处', '学前教育科', '财务处', '办公室', '审计室', '新单位');
const anyKey = fc.constantFrom(keyOf('n3m1'), keyOf('n3m2'), keyOf('n4'), keyOf('n6'), keyOf('n7'), 't9-9');
const anyCorrection: fc.Arbitrary<Correction> = fc.oneof(
  fc.record({ kind: fc.constant('merge-names' as const), names: fc.tuple(anyName, anyName), canonical: anyName }),
  fc.record({ kind: fc.constant('keep-names-apart' as const), names: fc.tuple(anyName, anyName) }),
  fc.record({
    kind: fc.constant('set-responsibility' as const),
    node: anyId,
    name: anyName,
    role: fc.constantFrom('lead' as const, 'assist' as const, 'responsible' as const),
  }),
  fc.record({ kind: fc.constant('remove-responsibility' as const), node: anyId, name: anyName }),
  fc.record({ kind: fc.constant('remove-target' as const), node: anyId, target: anyKey }),
  fc.record({
    kind: fc.constant('edit-target' as const),
    node: anyId,
    target: anyKey,
    fields: fc.record({ value: fc.integer() }),
  }),
  fc.record({
    kind: fc.constant('split-item' as const),
    node: anyId,
    at: fc.integer({ min: 0, max: text.length }),
    heading: fc.constant(null),
  }),
  fc.record({ kind: fc.constant('join-items' as const), node: anyId, into: anyId }),
  fc.record({
    kind: fc.constant('mark-as' as const),
    node: anyId,
    as: fc.constantFrom('notice' as const, 'item' as const, 'section' as const, 'preamble' as const),
  }),
);

describe('the law of the tree', () => {
  it('holds after any corrections: children inside, siblings apart, all text covered, no item in an item', () => {
    fc.assert(
      fc.property(fc.array(anyCorrection, { maxLength: 12 }), corrections => {
        const { nodes } = settle(plan, corrections);
        const byId = new Map(nodes.map(one => [one.id, one]));
        expect(byId.size).toBe(nodes.length);
        nodes.forEach((one, index) => {
          expect(one.span[0]).toBeLessThan(one.span[1]);
          if (one.parent === null) return;
          const parent = byId.get(one.parent)!;
          expect(nodes.indexOf(parent)).toBeLessThan(index);
          expect(one.span[0]).toBeGreaterThanOrEqual(parent.span[0]);
          expect(one.span[1]).toBeLessThanOrEqual(parent.span[1]);
          if (one.kind === 'item') expect(parent.kind).not.toBe('item');
        });
        for (const parent of [null, ...byId.keys()]) {
          const siblings = nodes.filter(one => one.parent === parent);
          siblings.slice(1).forEach((one, index) => {
            expect(one.span[0]).toBeGreaterThanOrEqual(siblings[index]!.span[1]);
          });
        }
        const covered = nodes.filter(one => one.parent === null);
        for (let offset = 0; offset < text.length; offset += 1)
          if (text[offset]!.trim())
            expect(covered.some(one => one.span[0] <= offset && offset < one.span[1])).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('is settled the same every time, and never changes what was compiled', () => {
    const before = JSON.stringify(plan);
    fc.assert(
      fc.property(fc.array(anyCorrection, { maxLength: 8 }), corrections => {
        const first = settle(plan, corrections);
        expect(settle(plan, corrections)).toEqual(first);
        expect(settle(plan, [])).toEqual(settle(JSON.parse(before) as Plan, []));
      }),
    );
  });

  it('does not care in which order independent corrections come', () => {
    const independent: Correction[] = [
      { kind: 'edit-heading', node: 'n7', heading: '办好实事' },
      { kind: 'edit-target', node: 'n4', target: keyOf('n4'), fields: { value: 11 } },
      { kind: 'set-responsibility', node: 'n6', name: '教师处', role: 'lead' },
      { kind: 'merge-names', names: ['审计室', '审计处'], canonical: '审计处' },
      { kind: 'split-item', node: 'n3', at: second, heading: null },
      { kind: 'set-deadline', node: 'n6', end: '2026-06-30', text: '6月底前' },
    ];
    const expected = settle(plan, independent);
    fc.assert(
      fc.property(fc.shuffledSubarray(independent, { minLength: 6 }), order => {
        expect(settle(plan, order)).toEqual(expected);
      }),
    );
  });
});

describe('corrections', () => {
  it('splits an item: each part has its own targets, both the responsibilities', () => {
    const settled = settle(plan, [{ kind: 'split-item', node: 'n3', at: second, heading: '提高覆盖率' }]);
    const part = nodeIn(settled, `n3.${second}`)!;
    expect(part).toMatchObject({ kind: 'item', parent: 'n2', heading: '提高覆盖率', span: [second, lineThree[1]] });
    expect(nodeIn(settled, 'n3')!.span).toEqual([lineThree[0], second]);
    expect(nodeIn(settled, 'n3m2')!.parent).toBe(part.id);
    expect(nodeIn(settled, 'n3')!.responsibilities.map(one => one.name)).toEqual(['学前教育处', '财务处']);
  });

  it('joins what it split to what was there', () => {
    const settled = settle(plan, [
      { kind: 'split-item', node: 'n3', at: second, heading: null },
      { kind: 'join-items', node: `n3.${second}`, into: 'n3' },
      { kind: 'edit-target', node: `n3.${second}`, target: keyOf('n3m2'), fields: { value: 88 } },
    ]);
    expect(settled.nodes.map(one => [one.id, one.parent, one.span])).toEqual(
      plan.nodes.map(one => [one.id, one.parent, one.span]),
    );
    expect(nodeIn(settled, 'n3m2')!.targets[0]).toMatchObject({ value: 88, corrected: true });
  });

  it('keeps names apart that the compiler had merged', () => {
    const settled = settle(plan, [{ kind: 'keep-names-apart', names: ['学前教育处', '学前教育科'] }]);
    expect(settled.organizations.map(one => one.canonical)).toContain('学前教育科');
    expect(stateOf(settled, variant)).toBe('gone');
  });

  it('makes those assist who were responsible, when somebody leads', () => {
    const settled = settle(plan, [{ kind: 'set-responsibility', node: 'n4', name: '办公室', role: 'lead' }]);
    expect(nodeIn(settled, 'n4')!.responsibilities.map(one => [one.canonical, one.role])).toEqual([
      ['学前教育处', 'assist'],
      ['办公室', 'lead'],
    ]);
  });

  it('adds the same target once', () => {
    const fields = {
      indicator: '教师',
      comparator: 'add',
      value: 9,
      low: null,
      high: null,
      unit: '名',
      strength: 'strive',
      approximate: false,
      baseline: null,
    } as const;
    const add: Correction = { kind: 'add-target', node: 'n6', span: at('补充教师400名'), fields };
    expect(nodeIn(settle(plan, [add, add]), 'n6')!.targets).toHaveLength(2);
  });
});

describe('questions', () => {
  it('proposes one indicator for a target that stands twice, under the longer name', () => {
    const open = settle(plan, []);
    expect(stateOf(open, repeated)).toBe('open');
    const settled = settle(plan, proposalOf(open, repeated)!);
    expect(stateOf(settled, repeated)).toBe('gone');
    expect(nodeIn(settled, 'n7')!.targets[0]!.indicator).toBe('普惠性幼儿园覆盖率');
  });

  it('asks a person who is to do it, and is answered when somebody is named', () => {
    expect(proposalOf(settle(plan, []), noOwner)).toEqual([]);
    const settled = settle(plan, [{ kind: 'set-responsibility', node: 'n6', name: '教师处', role: 'lead' }]);
    expect(stateOf(settled, noOwner)).toBe('gone');
  });

  it('remembers an answer, and the last one counts', () => {
    const answer = (value: 'later' | 'right-as-is'): Correction => ({
      kind: 'answer-diagnostic',
      diagnostic: diagnosticKey(noOwner),
      answer: value,
    });
    expect(stateOf(settle(plan, [answer('later')]), noOwner)).toBe('later');
    expect(stateOf(settle(plan, [answer('later'), answer('right-as-is')]), noOwner)).toBe('answered');
  });
});
