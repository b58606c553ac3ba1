import { allNodes, type Draft, type DraftNode, type DraftTarget, itemOf } from '../draft';
import { report } from './catalogue';
import { groupBy } from './group-by';
import { targetAt } from './target-at';

type Found = { node: DraftNode; target: DraftTarget; index: number; item: DraftNode; name: string };

// Words that an indicator's name gains or loses without meaning another one.
const FILLERS = /全市|全省|全县|全区|普通|性|的|“|”|工作|建设|[\s()（）、,]/g;

// Names that say too little to be the same thing in two places.
const COMMON =
  /^(?:企业|项目|投资|资金|人员|人数|群众|学校|教师|学生|党员|培训|活动|会议|演练|课程|基地|中心|站点|合格率|满意率|满意度|办结率|占比|比例|覆盖率|[^率度比]{1,2})$/;

const foundTargets = (draft: Draft): Found[] =>
  allNodes(draft)
    .flatMap(node => {
      const item = itemOf(node);
      if (!item) return [];
      return node.targets.map((target, index) => ({
        node,
        target,
        index,
        item,
        name: target.indicator.replace(FILLERS, ''),
      }));
    })
    .filter(({ name }) => !COMMON.test(name));

const SHORTEST_SHARED_END = 5;

/** One name, or the end of the other: 标准化学校覆盖率 and 义务教育标准化学校覆盖率. */
const alike = (a: string, b: string): boolean => {
  if (a.length === b.length) return a === b;
  return a.length < b.length
    ? a.length >= SHORTEST_SHARED_END && b.endsWith(a)
    : b.length >= SHORTEST_SHARED_END && a.endsWith(b);
};

const MOST_COMPARED = 200;

/** The same goal in two items: once more (repeated), or with another value (conflicting). Increases may differ from place to place. */
export const checkRepeats = (draft: Draft): void => {
  const groups = groupBy(foundTargets(draft), ({ target, name }) => `${target.unit}|${name.slice(-4)}`);
  for (const group of groups.values()) {
    const done = new Set<Found>();
    group.slice(0, MOST_COMPARED).forEach((first, index) => {
      if (done.has(first)) return;
      const others = group
        .slice(index + 1, MOST_COMPARED)
        .filter(
          other => other.item !== first.item && comparable(first.target, other.target) && alike(first.name, other.name),
        );
      const same = others.filter(({ target }) => target.value === first.target.value && target.value !== null);
      if (same.length > 0) reportRepeat(draft, [first, ...same]);
      for (const other of same) done.add(other);
      const level = (comparator: string) => comparator !== 'add' && comparator !== 'range';
      const different = others.filter(
        ({ target, name, node }) =>
          name === first.name &&
          level(target.comparator) &&
          level(first.target.comparator) &&
          target.value !== first.target.value &&
          !differentTimes(draft, node, first.node),
      );
      if (different.length > 0) reportConflict(draft, [first, ...different]);
    });
  }
};

/** An increase is no level, and what each county must have is not what all of them have. */
const comparable = (a: DraftTarget, b: DraftTarget): boolean =>
  (a.comparator === 'add') === (b.comparator === 'add') && a.scope === b.scope;

/** 6月底前达到50%, 年底前达到80%: steps of one way, not a conflict. Without a date the end of the year is meant. */
const differentTimes = (draft: Draft, a: DraftNode, b: DraftNode): boolean => {
  const end = ({ deadlines }: DraftNode): string =>
    deadlines.find(({ until }) => until !== null)?.until ?? `${draft.year}-12-31`;
  return end(a) !== end(b);
};

const where = ({ item }: Found, draft: Draft): string => {
  const { label } = item;
  return label ? `第 ${draft.plain.surface.slice(label.start, label.markEnd).replace(/[.、．]$/, '')} 条` : '一条';
};

const reportRepeat = (draft: Draft, found: Found[]): void => {
  const { target } = found[0]!;
  const places = found.map(one => where(one, draft)).join('、');
  report(
    draft,
    'repeated-target',
    found[1]!.target,
    `${places}提出了同一目标：“${target.indicator}”${target.value}${target.unit ?? ''}。`,
    {
      indicator: target.indicator,
      targets: found.map(one => targetAt(one.node, one.target)),
    },
  );
};

const reportConflict = (draft: Draft, found: Found[]): void => {
  const { target } = found[0]!;
  const values = found.map(one => `${where(one, draft)}为 ${one.target.value}${one.target.unit ?? ''}`).join('，');
  report(draft, 'conflicting-targets', found[1]!.target, `“${target.indicator}”的目标值不一致：${values}。`, {
    indicator: target.indicator,
    targets: found.map(one => targetAt(one.node, one.target)),
  });
};
