import type { NodeKind, Span } from '../../../../compiler/ledger';
import type { SettledNode, SettledPlan } from '../../../../subjects/plans/schema';

/** What a stretch of the text states. */
export type FactKind = 'heading' | 'target' | 'body' | 'date' | 'person' | 'question' | 'found';
export type Fact = { kind: FactKind; key: string; span: Span };
/** A run of text with the same facts on it. `at` is its offset in the source. */
export type Run = { at: number; text: string; facts: Fact[] };
export type Paragraph = { at: number; runs: Run[]; title: boolean };
/** The text that one node says itself, measures included. */
export type Block = { key: string; node: string; kind: NodeKind; level: number; span: Span; paragraphs: Paragraph[] };

const ofMeasures = (kind: NodeKind): boolean => kind === 'measure';

/** Nodes by parent; a measure's text belongs to its item. */
const shownNodes = (plan: SettledPlan): SettledNode[] => plan.nodes.filter(node => !ofMeasures(node.kind));

/** Stretches of the whole text, each with the node that says it. */
function stretchesOf(plan: SettledPlan): { node: SettledNode; level: number; span: Span }[] {
  const shown = shownNodes(plan);
  const below = new Map<string | null, SettledNode[]>();
  for (const node of shown) below.set(node.parent, [...(below.get(node.parent) ?? []), node]);
  const walk = (node: SettledNode, level: number): { node: SettledNode; level: number; span: Span }[] => {
    const found: { node: SettledNode; level: number; span: Span }[] = [];
    let at = node.span[0];
    for (const child of below.get(node.id) ?? []) {
      if (child.span[0] > at) found.push({ node, level, span: [at, child.span[0]] });
      found.push(...walk(child, level + 1));
      at = child.span[1];
    }
    if (node.span[1] > at) found.push({ node, level, span: [at, node.span[1]] });
    return found;
  };
  return (below.get(null) ?? []).flatMap(node => walk(node, 0));
}

/** Every fact with a place in the text, once per place. */
function factsOf(plan: SettledPlan): Fact[] {
  const facts = new Map<string, Fact>();
  const put = (kind: FactKind, key: string, span: Span) => {
    if (span[1] > span[0]) facts.set(`${kind} ${span[0]} ${span[1]}`, { kind, key, span });
  };
  for (const node of plan.nodes) {
    for (const target of node.targets) put('target', target.key, target.span);
    for (const one of node.responsibilities) put('body', one.canonical, one.span);
    for (const deadline of node.deadlines) put('date', `d${deadline.span[0]}`, deadline.span);
    for (const person of node.people) put('person', `p${person.span[0]}`, person.span);
    const heading = headingSpan(plan.source.text, node);
    if (heading) put('heading', node.id, heading);
  }
  return [...facts.values()].sort((a, b) => a.span[0] - b.span[0]);
}

/** Where number and heading stand, as long as nobody has worded the heading anew. */
const headingSpan = (text: string, node: SettledNode): Span | null => {
  if (!node.heading || ofMeasures(node.kind)) return null;
  const at = text.indexOf(node.heading, node.span[0]);
  return at < 0 || at > node.span[0] + 40 ? null : [node.span[0], at + node.heading.length];
};

/** Cuts [from, to) at every border of a fact. */
function runsOf(text: string, [from, to]: Span, facts: readonly Fact[]): Run[] {
  const inside = facts.filter(fact => fact.span[0] < to && fact.span[1] > from);
  const borders = new Set([from, to]);
  for (const { span } of inside) for (const at of span) if (at > from && at < to) borders.add(at);
  const sorted = [...borders].sort((a, b) => a - b);
  return sorted.slice(0, -1).map((at, index) => {
    const end = sorted[index + 1]!;
    return {
      at,
      text: text.slice(at, end),
      facts: inside.filter(fact => fact.span[0] <= at && fact.span[1] >= end),
    };
  });
}

/** Lines of the text that hold something, without the white space around them: the page sets its own indents. */
function linesOf(text: string, [from, to]: Span): Span[] {
  const lines: Span[] = [];
  for (const match of text.slice(from, to).matchAll(/[^\n]+/g)) {
    const line = match[0];
    const trimmed = line.trim();
    if (!trimmed) continue;
    const start = from + match.index + line.indexOf(trimmed);
    lines.push([start, start + trimmed.length]);
  }
  return lines;
}

/** The document as blocks of one node each, in order: what the page shows as text. */
export function blocksOf(plan: SettledPlan, extra: readonly Fact[] = []): Block[] {
  const { text } = plan.source;
  const facts = [...factsOf(plan), ...extra].sort((a, b) => a.span[0] - b.span[0]);
  return stretchesOf(plan).flatMap(({ node, level, span }) => {
    const near = facts.filter(fact => fact.span[0] < span[1] && fact.span[1] > span[0]);
    const paragraphs = linesOf(text, span).map(line => ({
      at: line[0],
      runs: runsOf(text, line, near),
      title: node.kind === 'preamble' && plan.title !== null && text.slice(...line) === plan.title,
    }));
    if (paragraphs.length === 0) return [];
    return [{ key: `${node.id}@${span[0]}`, node: node.id, kind: node.kind, level, span, paragraphs }];
  });
}
