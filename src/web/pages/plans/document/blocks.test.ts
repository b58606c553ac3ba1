import { describe, expect, it } from 'vitest';
import type { PlanNode, Span } from '../../../../compiler/ledger';
import { settle } from '../../../../subjects/plans/rules/settle';
import { blocksOf } from './blocks';

const text = '工作要点\n\n一、建设\n　　1.扩大资源。建园12所。（牵头处室：学前处）\n2.提质';
const span = (words: string): Span => [text.indexOf(words), text.indexOf(words) + words.length];
const node = (id: string, parent: string | null, kind: PlanNode['kind'], place: Span, more = {}): PlanNode => ({
  id,
  parent,
  kind,
  number: null,
  ordinal: null,
  heading: null,
  span: place,
  responsibilities: [],
  people: [],
  targets: [],
  deadlines: [],
  ...more,
});
const end = text.length;
const plan = settle(
  {
    format: 'plan/1',
    source: { name: '', mediaType: '', text },
    title: '工作要点',
    year: 2026,
    issuer: null,
    nodes: [
      node('n1', null, 'preamble', [0, 6]),
      node('n2', null, 'section', [6, end], { number: '一、', heading: '建设' }),
      node('n3', 'n2', 'item', [text.indexOf('1.'), text.indexOf('2.')], {
        number: '1.',
        heading: '扩大资源',
        responsibilities: [{ role: 'lead', name: '学前处', canonical: '学前处', span: span('学前处') }],
      }),
      node('n4', 'n3', 'measure', span('建园12所。'), {
        targets: [
          {
            indicator: '园',
            comparator: 'add',
            value: 12,
            low: null,
            high: null,
            unit: '所',
            strength: 'commit',
            approximate: false,
            baseline: null,
            text: '建园12所',
            span: span('建园12所'),
          },
        ],
      }),
      node('n5', 'n2', 'item', [text.indexOf('2.'), end], { number: '2.', heading: '提质' }),
    ],
    organizations: [],
    diagnostics: [],
  },
  [],
);

describe('the document as blocks', () => {
  const blocks = blocksOf(plan);

  it('shows every character that is not white space once, in order', () => {
    const shown = blocks.flatMap(block => block.paragraphs.flatMap(one => one.runs.map(run => run.text)));
    expect(shown.join('').replaceAll(/\s/g, '')).toBe(text.replaceAll(/\s/g, ''));
    for (const { runs } of blocks.flatMap(block => block.paragraphs))
      for (const run of runs) expect(text.slice(run.at, run.at + run.text.length)).toBe(run.text);
  });

  it('gives each node its own text; measures stay with their item', () => {
    expect(blocks.map(block => [block.node, block.level])).toEqual([
      ['n1', 0],
      ['n2', 0],
      ['n3', 1],
      ['n5', 1],
    ]);
    expect(blocks[0]!.paragraphs[0]!.title).toBe(true);
  });

  it('marks what was understood where it stands', () => {
    const runs = blocks[2]!.paragraphs[0]!.runs;
    expect(runs.filter(run => run.facts.length > 0).map(run => [run.text, run.facts[0]!.kind])).toEqual([
      ['1.扩大资源', 'heading'],
      ['建园12所', 'target'],
      ['学前处', 'body'],
    ]);
  });
});
