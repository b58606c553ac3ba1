import type { Plan, PlanNode } from '../src/compiler/ledger';
import type { ExpectedItem } from './annotation';
import { type Assignment, assign } from './assign';
import { bareLabel, dice, squeeze } from './similar';

export type Alignment = {
  items: Assignment<ExpectedItem, PlanNode>;
  /** The annotated items that a node's facts belong to: its own, and those of the nodes it lies in. */
  homes: Map<PlanNode, Set<ExpectedItem>>;
};

const LOOSE_KINDS = new Set(['item', 'subsection', 'section', 'measure']);

/**
 * Which node is which annotated item. An item counts as found when number and heading agree; where only the heading is wrong, the
 * facts in it are still held against the right item.
 */
export const alignItems = (expected: ExpectedItem[], plan: Plan): Alignment => {
  const found = plan.nodes.filter(({ kind }) => kind === 'item');
  const begins = (item: ExpectedItem, { span }: PlanNode): boolean => {
    const head = squeeze(item.heading).slice(0, 24);
    const text = squeeze(plan.source.text.slice(span[0], Math.min(span[1], span[0] + 400)));
    return head !== '' && text.slice(0, head.length + 12).includes(head);
  };
  const sameNumber = (item: ExpectedItem, node: PlanNode) => bareLabel(item.number) === bareLabel(node.number);
  const rank = new Map(found.map((node, at) => [node, at / found.length] as const));
  const place = new Map(expected.map((item, at) => [item, at / expected.length] as const));

  const fit = (item: ExpectedItem, node: PlanNode): number => {
    if (!item.numberAny && !sameNumber(item, node)) return 0;
    const sameHeading = squeeze(item.heading) === squeeze(node.heading);
    const numbered = !item.numberAny && bareLabel(item.number) !== '';
    if (!sameHeading && !(item.headingAny && (numbered || begins(item, node)))) return 0;
    return 1 + dice(item.heading, node.heading) + 0.01 * (1 - Math.abs(place.get(item)! - rank.get(node)!));
  };
  const items = assign(expected, found, fit);
  const itemOf = new Map<PlanNode, ExpectedItem>(items.pairs.map(([item, node]) => [node, item]));
  const free = plan.nodes.filter(node => LOOSE_KINDS.has(node.kind) && !itemOf.has(node));
  const missed = expected.filter(item => !items.pairs.some(([one]) => one === item));
  const loose = assign(missed, free, (item, node) => {
    const alike = dice(item.heading, node.heading);
    const same = bareLabel(item.number) !== '' && sameNumber(item, node);
    const score = begins(item, node) ? 0.9 : alike >= 0.6 ? alike * 0.9 : same && alike >= 0.3 ? 0.4 : 0;
    if (score === 0) return 0;
    const kind = node.kind === 'item' ? 0.1 : node.kind === 'measure' ? -0.3 : 0;
    return score + (same ? 0.2 : 0) + kind;
  });
  for (const [item, node] of loose.pairs) itemOf.set(node, item);
  return { items, homes: homesOf(plan, itemOf) };
};

const homesOf = (plan: Plan, itemOf: Map<PlanNode, ExpectedItem>): Alignment['homes'] => {
  const byId = new Map(plan.nodes.map(node => [node.id, node]));
  const homes: Alignment['homes'] = new Map();
  // A parent stands before its children.
  for (const node of plan.nodes) {
    const above = node.parent === null ? undefined : homes.get(byId.get(node.parent)!);
    const item = itemOf.get(node);
    homes.set(node, new Set([...(above ?? []), ...(item ? [item] : [])]));
  }
  return homes;
};
