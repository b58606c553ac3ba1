import { allNodes, type Draft, type DraftNode } from '../draft';
import type { LabelStyle } from '../outline/labels';
import { isField } from './attach-statements';
import { isAim, isMeans, isReview, isSummary } from './frames';

// These tell one thing after the other inside a text; never items.
const TELLING: ReadonlySet<LabelStyle> = new Set(['一是', '首先', '第一,']);
// These usually enumerate inside an item; items only where nothing above them has a text of its own.
const WEAK: ReadonlySet<LabelStyle> = new Set(['1)', '(1)', '①', 'A', 'bullet', '1.1']);
// A chapter may have an introduction before its parts.
const CHAPTER: ReadonlySet<LabelStyle> = new Set(['第一编', '第一章', '第一节', 'Ⅰ', '一、', 'heading']);
// Made by the compiler where there is no number; what they are is known.
const STRUCTURAL: ReadonlySet<LabelStyle> = new Set(['row', 'group', 'paragraph']);

const SHORT_TEXT = 4;
const SUBSTANTIAL = 12;
const FEWEST_RUNNING_ON = 4;

type Tally = { nodes: number; stated: number; parents: number; bodied: number; length: number; restarts: number };

const labelledChildren = (node: DraftNode): DraftNode[] =>
  node.children.filter(({ label }) => label && !TELLING.has(label.style));

/** The length of a node's own text before its first labelled child, without heading and statement. */
const ownText = (node: DraftNode): number => {
  const first = labelledChildren(node)[0];
  const end = first?.start ?? node.end;
  const stated = node.statements
    .filter(({ start }) => start < end)
    .reduce((sum, { start, end: until }) => sum + Math.min(until, end) - start, 0);
  return Math.max(0, end - Math.min(end, node.bodyStart) - stated);
};

const hasText = (node: DraftNode): boolean => ownText(node) > SHORT_TEXT;

const tallyStyles = (draft: Draft, labelled: DraftNode[]): Map<LabelStyle, Tally> => {
  const tallies = new Map<LabelStyle, Tally>();
  for (const node of labelled) {
    const { style, ordinal } = node.label!;
    if (
      STRUCTURAL.has(style) ||
      TELLING.has(style) ||
      isField(draft, node) ||
      isAim(draft, node) ||
      isMeans(draft, node)
    )
      continue;
    const tally = tallies.get(style) ?? { nodes: 0, stated: 0, parents: 0, bodied: 0, length: 0, restarts: 0 };
    tallies.set(style, tally);
    tally.nodes += 1;
    tally.length += node.end - node.start;
    if (node.statements.length > 0) tally.stated += 1;
    if (ordinal === 1) tally.restarts += 1;
    if (labelledChildren(node).length === 0) continue;
    tally.parents += 1;
    if (hasText(node)) tally.bodied += 1;
  }
  return tallies;
};

/** The styles that say who is responsible; several where different parts of a plan number their items differently. */
const statingStyles = (tallies: Map<LabelStyle, Tally>): Set<LabelStyle> => {
  const most = Math.max(0, ...[...tallies.values()].map(({ stated }) => stated));
  return new Set(
    [...tallies]
      .filter(([, { nodes, stated }]) => stated > 0 && stated * 3 >= nodes && stated * 8 >= most)
      .map(([style]) => style),
  );
};

type Judge = (node: DraftNode, depth: number) => boolean;

/**
 * Whether the parts of a node are items rather than the node itself. Who is responsible decides; else a level counts where it is
 * there throughout: parts of most nodes of a style, or of a node that has no text of its own.
 */
const judgeOf = (draft: Draft, tallies: Map<LabelStyle, Tally>): Judge => {
  const stating = statingStyles(tallies);
  return (node, depth) => {
    const parts = labelledChildren(node).filter(part => !isField(draft, part));
    if (parts.length === 0) return false;
    if (parts.some(({ label }) => STRUCTURAL.has(label!.style))) return true;
    const { style } = node.label!;
    const below = countStated(node) - node.statements.length;
    if (stating.size > 0 && node.statements.length > 0 && below === 0) return false;
    if (below > 0 && parts.filter(part => countStated(part) > 0).length * 3 >= parts.length) return true;
    if (stating.has(style) && depth > 0) return false;
    const tally = tallies.get(style);
    const full = tally ? tally.parents * 2 >= tally.nodes : true;
    const weak = parts.every(({ label }) => WEAK.has(label!.style));
    const long = parts.reduce((sum, { start, end }) => sum + end - start, 0) >= parts.length * SUBSTANTIAL;
    if (weak) return !hasText(node) && long && (full || depth === 0) && (depth === 0 || stating.size === 0);
    if (!hasText(node)) return full || depth === 0 || (tally ? tally.parents * 3 >= tally.nodes : true);
    return full || (depth === 0 && CHAPTER.has(style) && long && parts.length > 1);
  };
};

const countStated = (node: DraftNode): number =>
  (counted.get(node) ?? -1) >= 0 ? counted.get(node)! : node.statements.length;
const counted = new WeakMap<DraftNode, number>();

const countAll = (nodes: DraftNode[]): void => {
  for (const node of nodes.toReversed()) {
    let sum = node.statements.length;
    for (const child of node.children) sum += countStated(child);
    counted.set(node, sum);
  }
};

/** Decides which labelled nodes are items; above them are sections, inside them measures. */
export const chooseKinds = (draft: Draft): void => {
  const nodes = allNodes(draft);
  countAll(nodes);
  const labelled = nodes.filter(({ label }) => label);
  const tallies = tallyStyles(draft, labelled);
  const goesBelow = judgeOf(draft, tallies);
  const runsOn = ({ children }: DraftNode): boolean => {
    const tally = tallies.get(children.find(({ label }) => label)?.label?.style ?? 'group');
    return tally !== undefined && tally.restarts === 1 && tally.nodes >= FEWEST_RUNNING_ON;
  };
  const reviewed = draft.nodes.some(node => node.label && !isReview(draft, node));
  // A part named 工作目标 that holds the tasks themselves.
  const holdsMost = (node: DraftNode): boolean => {
    const parts = labelledChildren(node).flatMap(labelledChildren).length;
    return parts >= FEWEST_RUNNING_ON && parts * 2 >= labelled.length;
  };
  const chapters = draft.nodes.some(node => node.label && labelledChildren(node).length > 0 && !isAim(draft, node));
  const mark = (node: DraftNode, depth: number, frame: boolean): void => {
    if (!node.label) return;
    const { style } = node.label;
    const isPart = style === 'row' || style === 'paragraph';
    const below = !isPart && goesBelow(node, depth);
    const silent = countStated(node) === 0;
    const sums = chapters && depth === 0 && isSummary(draft, node);
    const aims = (isAim(draft, node) || sums) && silent && !runsOn(node) && !holdsMost(node);
    const framed = frame || aims || node.label.frame === true || (reviewed && silent && isReview(draft, node));
    const means = isMeans(draft, node) && silent && depth === 0;
    if (isPart || (!below && !framed && !means && isWork(draft, node))) {
      node.kind = 'item';
      markInner(node);
      return;
    }
    node.kind = depth === 0 ? 'section' : 'subsection';
    if (!below && framed) markInner(node);
    else for (const child of node.children) mark(child, depth + 1, framed);
  };
  for (const node of draft.nodes) mark(node, 0, false);
};

const markInner = (node: DraftNode): void => {
  for (const child of node.children) {
    if (child.label) child.kind = 'measure';
    markInner(child);
  }
};

/** Something to be done: it has a text of its own, says who does it, or is one of several titles in a row. */
const isWork = (draft: Draft, node: DraftNode): boolean => {
  if (node.label?.style === 'group') return false;
  if (node.statements.length > 0) return true;
  if (draft.text.slice(node.bodyStart, node.end).trim().length > 0) return true;
  const { style } = node.label!;
  return node.parent !== null || (style !== 'heading' && style !== '一、' && style !== '第一章');
};
