import type { NodeKind, Span } from '../../../compiler/ledger';
import type { SettledNode } from '../schema';
import { childrenOf, type Draft, nodeOf, oncePerBody, putInOrder, subtreeOf } from './draft';

// The law after every one of these: children lie inside their parent, siblings do not overlap, every character that was in
// some node still is. What would break it is left undone: a correction never fails.

const BARE: ReadonlySet<NodeKind> = new Set(['notice', 'preamble', 'closing']);
const bySpan = (a: { span: Span }, b: { span: Span }): number => a.span[0] - b.span[0];

/** Cuts a node in two at an offset. The second part is `<id>.<at>`; each takes what stands in it, both whose work it is. */
export function splitNode(draft: Draft, id: string, at: number, heading: string | null): void {
  const node = nodeOf(draft, id);
  if (!node) return;
  const [start, end] = node.span;
  const secondId = `${node.id}.${at}`;
  const blank = !draft.text.slice(start, at).trim() || !draft.text.slice(at, end).trim();
  if (at <= start || at >= end || blank || draft.nodes.some(other => other.id === secondId)) return;
  for (const child of childrenOf(draft, node.id))
    if (child.span[0] < at && at < child.span[1]) splitNode(draft, child.id, at, null);
  for (const child of childrenOf(draft, node.id)) if (child.span[0] >= at) child.parent = secondId;

  const after = <T extends { span: Span }>(facts: T[]): T[] => facts.filter(fact => fact.span[0] >= at);
  const before = <T extends { span: Span }>(facts: T[]): T[] => facts.filter(fact => fact.span[0] < at);
  const second: SettledNode = {
    ...node,
    id: secondId,
    number: null,
    ordinal: null,
    heading: heading || null,
    span: [at, end],
    responsibilities: after(node.responsibilities),
    people: after(node.people),
    targets: after(node.targets),
    deadlines: after(node.deadlines),
    corrected: true,
  };
  const whole = node.responsibilities;
  node.span = [start, at];
  node.people = before(node.people);
  node.targets = before(node.targets);
  node.deadlines = before(node.deadlines);
  node.responsibilities = before(node.responsibilities);
  // The bracket at the end spoke for the whole item, so it speaks for both parts.
  if (node.responsibilities.length === 0) node.responsibilities = whole;
  if (second.responsibilities.length === 0) second.responsibilities = [...node.responsibilities];
  node.corrected = true;
  draft.nodes.push(second);
  draft.nodesSettled.add(node.id);
  putInOrder(draft);
}

/** Puts a node into the sibling right before or after it. Its own measures and facts come along. */
export function joinNodes(draft: Draft, id: string, intoId: string): void {
  const [node, into] = [nodeOf(draft, id), nodeOf(draft, intoId)];
  if (!node || !into || node === into || node.parent !== into.parent) return;
  const siblings = draft.nodes.filter(other => other.parent === node.parent).sort(bySpan);
  if (Math.abs(siblings.indexOf(node) - siblings.indexOf(into)) !== 1) return;
  into.span = [Math.min(node.span[0], into.span[0]), Math.max(node.span[1], into.span[1])];
  into.targets = [...into.targets, ...node.targets].sort(bySpan);
  into.deadlines = [...into.deadlines, ...node.deadlines].sort(bySpan);
  into.people = [...into.people, ...node.people].sort(bySpan);
  into.responsibilities = oncePerBody([...into.responsibilities, ...node.responsibilities]);
  into.corrected = true;
  for (const child of childrenOf(draft, node.id)) child.parent = into.id;
  draft.nodes = draft.nodes.filter(other => other !== node);
  draft.joined.set(node.id, into.id);
  draft.nodesSettled.add(into.id).add(node.id);
  if (BARE.has(into.kind)) strip(draft, into);
  if (into.kind === 'item') keepOneItem(draft, into);
  putInOrder(draft);
}

/** Says what a piece of text is. */
export function markAs(draft: Draft, id: string, as: 'notice' | 'item' | 'section' | 'preamble'): void {
  const node = nodeOf(draft, id);
  if (!node) return;
  const parent = node.parent === null ? undefined : nodeOf(draft, node.parent);
  // A measure that is an item of its own: its item ends where it begins.
  if (as === 'item' && parent?.kind === 'item') {
    splitNode(draft, parent.id, node.span[0], node.heading);
    return;
  }
  draft.nodesSettled.add(node.id);
  node.corrected = true;
  if (as === 'notice' || as === 'preamble') {
    node.kind = as;
    strip(draft, node);
  } else if (as === 'item') {
    node.kind = 'item';
    keepOneItem(draft, node);
  } else if (parent?.kind !== 'item') {
    node.kind = parent ? 'subsection' : 'section';
    takeFollowingItems(draft, node);
  }
  putInOrder(draft);
}

/** Text that states nothing: what stood in it is text again. */
function strip(draft: Draft, node: SettledNode): void {
  const below = new Set(subtreeOf(draft.nodes, node.id).slice(1));
  draft.nodes = draft.nodes.filter(other => !below.has(other));
  node.responsibilities = [];
  node.people = [];
  node.targets = [];
  node.deadlines = [];
}

/** There is no item inside an item: what was one is a measure of it. */
function keepOneItem(draft: Draft, node: SettledNode): void {
  for (const inner of subtreeOf(draft.nodes, node.id).slice(1)) inner.kind = 'measure';
}

/** A heading heads the items that follow it, up to the next heading. */
function takeFollowingItems(draft: Draft, node: SettledNode): void {
  const siblings = draft.nodes.filter(other => other.parent === node.parent).sort(bySpan);
  for (const sibling of siblings.slice(siblings.indexOf(node) + 1)) {
    if (sibling.kind !== 'item') return;
    sibling.parent = node.id;
    node.span = [node.span[0], sibling.span[1]];
  }
}
