import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileText } from '../spec/rows';
import { comparePlans, saysSomethingElse } from './compare-plans';
import type { Revision } from './revision';

const head = (year: number) => `云川市卫生健康委${year}年工作要点\n`;
const compare = (before: string, after: string, years: [number, number] = [2026, 2026]): Revision =>
  comparePlans(compileText(head(years[0]) + before), compileText(head(years[1]) + after));

/** One row per clause that says something else: `12.→13. 标题: changes`. */
const rows = ({ clauses }: Revision): string[] =>
  clauses
    .filter(saysSomethingElse)
    .map(({ before, after, changes }) =>
      [`${before?.number ?? '-'}→${after?.number ?? '-'}`, changes.join(' ')].join(' '),
    );
const targets = ({ clauses }: Revision): string[] =>
  clauses.flatMap(clause =>
    clause.targets
      .filter(one => !one.before || !one.after || one.changed.length > 0)
      .map(({ before, after, changed }) => {
        const name = (after ?? before)!.target.indicator;
        return `${name} ${before?.target.value ?? '-'}→${after?.target.value ?? '-'} ${changed.join(' ')}`.trim();
      }),
  );

const A = '1.改造乡镇卫生院。6月底前改造乡镇卫生院12所。（牵头科室：基层科。责任科室：规划科）';
const B = '2.扩大疫苗接种。疫苗接种率达到95%以上。（牵头科室：疾控科）';
const C = '3.规范院前急救。急救平均反应时间不超过12分钟。（牵头科室：医政科）';
const plan = (...items: string[]) => ['一、重点任务', ...items].join('\n');
const whole = plan(A, B, C);

describe('what became of a clause', () => {
  const cases: [string, string, string[], string[]][] = [
    ['nothing', whole, [], []],
    ['only blanks and width', whole.replaceAll('（', '(').replaceAll('）', ')').replace('。6月', '。 6月'), [], []],
    ['another number', whole.replace('95%', '96%'), ['2.→2. reworded targets'], ['疫苗接种率 95→96 value']],
    [
      'another comparison',
      whole.replace('达到95%以上', '达到95%'),
      ['2.→2. reworded targets'],
      ['疫苗接种率 95→95 comparator'],
    ],
    [
      'another deadline, of the clause and of its target',
      whole.replace('6月底前', '9月底前'),
      ['1.→1. reworded targets deadlines'],
      ['乡镇卫生院 12→12 due'],
    ],
    ['another lead', whole.replace('：疾控科', '：妇幼科'), ['2.→2. reworded responsibilities'], []],
    [
      'a body in another role',
      whole.replace('牵头科室：基层科。责任科室：规划科', '牵头科室：规划科。责任科室：基层科'),
      ['1.→1. reworded responsibilities'],
      [],
    ],
    ['an item dropped', plan(A, C.replace('3.', '2.')), ['2.→- dropped'], []],
    [
      'an item put in before others, which are only renumbered',
      plan('1.建设智慧医院。建成智慧医院3家。（牵头科室：信息科）', A.replace('1.', '2.'), B.replace('2.', '3.')),
      ['-→1. added', '3.→- dropped'],
      [],
    ],
    ['two that changed places', plan(B.replace('2.', '1.'), A.replace('1.', '2.'), C), ['2.→1. moved'], []],
    ['an item under another heading', plan(A, B, '二、服务提质', C), ['-→二、 added', '3.→3. moved'], []],
    ['a heading in other words', whole.replace('重点任务', '年度工作'), ['一、→一、 reworded'], []],
    [
      'a title in other words over the same sentence',
      whole.replace('扩大疫苗接种', '提高接种水平'),
      ['2.→2. reworded'],
      [],
    ],
  ];
  it.each(cases)('%s', (_, after, expected, changed) => {
    const revision = compare(whole, after);
    expect(rows(revision).map(row => row.replace(' renumbered', ''))).toEqual(expected);
    if (!expected.some(row => row.includes('dropped') || row.includes('added')))
      expect(targets(revision)).toEqual(changed);
  });

  it('last year beside this year: the year itself is no change, the numbers are', () => {
    const next = plan(
      '1.推进急救提速。2026年急救平均反应时间不超过10分钟。（牵头科室：医政科）',
      '2.改造乡镇卫生院。6月底前改造乡镇卫生院20所。（牵头科室：基层科。责任科室：规划科）',
      B.replace('2.', '3.'),
    );
    const revision = compare(whole, next, [2025, 2026]);
    expect(rows(revision)).toEqual(['3.→1. moved renumbered reworded targets', '1.→2. renumbered reworded targets']);
    expect(targets(revision)).toEqual(['急救平均反应时间 12→10 value', '乡镇卫生院 12→20 value']);
  });

  it('marks figures as figures, and gives both texts back', () => {
    const clause = compare(whole, whole.replace('95%', '96.5%')).clauses.find(one => one.before?.number === '2.')!;
    expect(clause.pieces.filter(piece => !piece.same)).toEqual([
      { before: '95', after: '96.5', same: false, number: true },
    ]);
    expect(clause.pieces.map(piece => piece.before).join('')).toBe(clause.before?.text);
    expect(clause.pieces.map(piece => piece.after).join('')).toBe(clause.after?.text);
  });

  it('counts what changed', () => {
    const { counts } = compare(whole, plan(A, B.replace('95%', '97%')));
    expect(counts).toMatchObject({ dropped: 1, reworded: 1, targets: 1, added: 0 });
  });
});

describe('laws', () => {
  const sentence = fc.constantFrom(
    '改造卫生院12所。',
    '接种率达到95%以上。',
    '开展督导检查。',
    '6月底前完成摸底。',
    '培训医师300人次。',
    '健全工作机制。',
  );
  const item = fc.tuple(fc.constantFrom('抓基层', '强服务', '防疾病', '促健康'), fc.array(sentence, { maxLength: 4 }));
  const text = fc
    .array(item, { maxLength: 8 })
    .map(items => plan(...items.map(([title, said], index) => `${index + 1}.${title}。${said.join('')}`)));
  const anything = fc.oneof(text, fc.string({ unit: 'grapheme', maxLength: 200 }));

  it('a plan beside itself shows no change', () => {
    fc.assert(
      fc.property(anything, one => {
        const compiled = compileText(one);
        const revision = comparePlans(compiled, compiled);
        expect(revision.clauses.filter(clause => clause.changes.length > 0)).toEqual([]);
        expect(revision.nodes.filter(pair => pair.before !== pair.after)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('every node and every target of both stands in it exactly once', () => {
    fc.assert(
      fc.property(anything, anything, (one, other) => {
        const [before, after] = [compileText(one), compileText(other)];
        const { nodes, clauses } = comparePlans(before, after);
        for (const [side, plan] of [
          ['before', before],
          ['after', after],
        ] as const) {
          const ids = nodes.flatMap(pair => pair[side] ?? []);
          expect(ids.toSorted()).toEqual(plan.nodes.map(node => node.id).toSorted());
          const shown = clauses.flatMap(clause => clause[side]?.node ?? []);
          expect(new Set(shown).size).toBe(shown.length);
          for (const clause of clauses)
            expect(clause.pieces.map(piece => piece[side]).join('')).toBe(clause[side]?.text ?? '');
          const stated = clauses.flatMap(clause => clause.targets.flatMap(pair => pair[side] ?? []));
          expect(new Set(stated.map(({ node, index }) => `${node}/${index}`)).size).toBe(stated.length);
        }
      }),
      { numRuns: 60 },
    );
  });
});
