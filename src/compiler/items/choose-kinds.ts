import { allNodes, type Draft, type DraftNode } from '../draft';
import type { LabelStyle } from '../outline/labels';
import { isField } from './attach-statements';

// Styles that enumerate inside an item, unless a document has nothing else.
const INNER: ReadonlySet<LabelStyle> = new Set(['1)', '(1)', '①', 'bullet', '一是', '1.1']);
// Chapters that say what for and how, not what to do.
const FRAME =
  /^(?:指导思想|总体(?:要求|思路|目标|安排)|工作(?:思路|目标|要求|原则|任务和目标)|主要目标|目标任务|基本原则|重要意义|组织(?:领导|保障|实施)|保障措施|有关要求|工作步骤|实施步骤|基本情况)/;

// Made by the compiler where there is no number; what they are is known.
const STRUCTURAL: ReadonlySet<LabelStyle> = new Set(['row', 'group', 'heading', 'paragraph']);

type Tally = { nodes: number; stated: number; leaves: number; restarts: number };

const tallyStyles = (draft: Draft, labelled: DraftNode[]): Map<LabelStyle, Tally> => {
  const tallies = new Map<LabelStyle, Tally>();
  for (const node of labelled) {
    const { style, ordinal } = node.label!;
    if (node.label!.frame || STRUCTURAL.has(style) || isField(draft, node) || holdsUnnumbered(node)) continue;
    const tally = tallies.get(style) ?? { nodes: 0, stated: 0, leaves: 0, restarts: 0 };
    tallies.set(style, tally);
    tally.nodes += 1;
    if (node.statements.length > 0) tally.stated += 1;
    if (!node.children.some(({ label }) => label)) tally.leaves += 1;
    if (ordinal === 1) tally.restarts += 1;
  }
  return tallies;
};

/** The style whose labels number the items: the one that names who is responsible; else the one that runs on; else the deepest. */
const itemStyle = (draft: Draft, labelled: DraftNode[]): LabelStyle | null => {
  const tallies = [...tallyStyles(draft, labelled)];
  const outer = tallies.filter(([style]) => !INNER.has(style));
  const candidates = outer.length > 0 ? outer : tallies;
  const best = candidates.toSorted(([, a], [, b]) => b.stated - a.stated)[0];
  if (best && best[1].stated > 0 && best[1].stated * 2 >= best[1].nodes) return best[0];
  const runsOn = candidates.find(([, { nodes, restarts }]) => restarts === 1 && nodes >= 8);
  if (runsOn && runsOn[1].leaves * 2 >= runsOn[1].nodes) return runsOn[0];
  return candidates.toSorted(([, a], [, b]) => b.leaves - a.leaves)[0]?.[0] ?? null;
};

/** Above rows and items without a number, a number is that of a section. */
const holdsUnnumbered = ({ children }: DraftNode): boolean =>
  children.some(({ label }) => label && STRUCTURAL.has(label.style));

/** Decides which labelled nodes are items; above them are sections, inside them measures. */
export const chooseKinds = (draft: Draft): void => {
  const labelled = allNodes(draft).filter(({ label }) => label);
  const style = itemStyle(draft, labelled);
  const visit = (node: DraftNode, depth: number): boolean => {
    if (!node.label) return false;
    const { style: own } = node.label;
    if (own === 'row' || own === 'paragraph' || (own === style && !node.label.frame && !holdsUnnumbered(node))) {
      node.kind = 'item';
      markInner(node);
      return true;
    }
    const holdsItems = node.children.map(child => visit(child, depth + 1)).some(Boolean);
    node.kind = depth === 0 ? 'section' : 'subsection';
    if (!holdsItems && isWork(draft, node)) {
      node.kind = 'item';
      markInner(node);
      return true;
    }
    return holdsItems;
  };
  for (const node of draft.nodes) visit(node, 0);
};

const markInner = (node: DraftNode): void => {
  for (const child of node.children) {
    if (child.label) child.kind = 'measure';
    markInner(child);
  }
};

/** Something to be done although it is numbered like a section: it has a text of its own, or says who does it. */
const isWork = (draft: Draft, node: DraftNode): boolean => {
  if (node.label?.style === 'group' || node.label?.frame) return false;
  if (node.statements.length > 0) return true;
  const heading = node.heading ? draft.text.slice(node.heading.start, node.heading.end) : '';
  const body = draft.text.slice(node.bodyStart, node.end).trim();
  return body.length > 0 && !FRAME.test(heading);
};
