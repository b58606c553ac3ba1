import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Plan } from '../ledger';
import { compileText } from './rows';

const fragments = [
  '云川市教育局2026年工作要点\n',
  '一、',
  '二、',
  '（一）',
  '(二)',
  '1.',
  '2、',
  '３．',
  '第一条 ',
  '①',
  '(1)',
  '一是',
  '△ ',
  '第3件 ',
  '加强校园建设',
  '完善机制。',
  '新增幼儿园15所、达到175所。',
  '入学率由86%提高到95%以上；',
  '230所（小学193所、初中37所）',
  '责任单位：教务处、总务处',
  '（牵头处室：A处。责任处室：B处、C处）',
  '【由市教育局牵头，财政局配合】',
  '由',
  '牵头',
  '：',
  '、',
  '，',
  '。',
  '6月底前完成',
  '每月28日前',
  '“',
  '”',
  '（',
  '）',
  '【',
  '\n',
  '\r\n',
  ' ',
  '　',
  '\u200b',
  '\ufeff',
  '\ud800',
  '扫一扫\n',
  '- 3 -\n',
  '附件：任务表\n',
  '云川市教育局\n2026年3月1日',
  '全覆盖',
  '动态清零',
  '二十所',
  '万',
  '100',
  '%',
  '.',
  '序号\n工作任务\n责任单位\n完成时限\n',
  '类别\t序号\t工作任务\t牵头单位\n',
  '│序号│工作任务│责任单位│\n',
  '├──┼────┼────┤\n',
  '│　├────┼────┤\n',
  '│3 │加强校园建设，新│教务处、总│\n',
  '| 2 | 完善机制。 | 教务处 |\n',
  '+---+------+----+\n',
  '\n4\n',
  '\t',
  '│',
  '|',
  '教务处\n',
  '合计\n',
  '序号    工作任务    责任单位\n',
  '2     推进校园，建    总务处、\n',
  '      设              人事处\n',
  '陈立川\n',
];

const assembled = fc.array(fc.constantFrom(...fragments), { maxLength: 60 }).map(parts => parts.join(''));
const damaged = fc
  .tuple(assembled, fc.nat(), fc.nat(), fc.string({ unit: 'binary', maxLength: 4 }))
  .map(([text, at, length, noise]) => {
    const from = text.length === 0 ? 0 : at % text.length;
    return text.slice(0, from) + noise + text.slice(from + (length % 7));
  });

const breaches = ({ source, nodes }: Plan): string[] => {
  const { text } = source;
  const byId = new Map(nodes.map(node => [node.id, node]));
  const covered = new Uint8Array(text.length);
  const lastEnd = new Map<string | null, number>();
  const found: string[] = byId.size === nodes.length ? [] : ['ids are not unique'];
  for (const [index, node] of nodes.entries()) {
    const [start, end] = node.span;
    if (start < 0 || end < start || end > text.length) found.push(`${node.id}: span ${start}-${end}`);
    const parent = node.parent === null ? null : byId.get(node.parent);
    if (parent === undefined) found.push(`${node.id}: no such parent`);
    if (parent && nodes.indexOf(parent) >= index) found.push(`${node.id}: before its parent`);
    if (parent && (start < parent.span[0] || end > parent.span[1])) found.push(`${node.id}: outside ${parent.id}`);
    if (start < (lastEnd.get(node.parent) ?? 0)) found.push(`${node.id}: overlaps a sibling`);
    lastEnd.set(node.parent, end);
    covered.fill(1, start, end);
    for (const fact of [...node.responsibilities, ...node.people, ...node.targets, ...node.deadlines]) {
      if (fact.span[0] < start || fact.span[1] > end || fact.span[1] < fact.span[0])
        found.push(`${node.id}: fact at ${fact.span}`);
    }
    for (const target of node.targets)
      if (text.slice(...target.span) !== target.text) found.push(`${node.id}: target text`);
  }
  for (let at = 0; at < text.length; at += 1)
    if (covered[at] === 0 && /\S/.test(text[at]!)) found.push(`nothing covers ${at}`);
  return found;
};

const holds = (text: string): void => {
  expect(breaches(compileText(text))).toEqual([]);
};

describe('the law of the tree', () => {
  it('holds for any assembly of plan fragments', () => {
    fc.assert(fc.property(assembled, holds), { numRuns: 400 });
  });

  it('holds for damaged text', () => {
    fc.assert(fc.property(damaged, holds), { numRuns: 400 });
  });

  it('holds for any text at all', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), holds));
  });

  it('is the same with a newline at the end', () => {
    fc.assert(
      fc.property(assembled, text => {
        const [plain, longer] = [compileText(text), compileText(`${text}\n`)];
        expect(longer.nodes).toEqual(plain.nodes);
      }),
      { numRuns: 200 },
    );
  });
});
