import type { PlanNode } from '../ledger';
import { addAll } from '../plain/add-all';
import { normalize } from './normalize';
import type { ClauseSide, Comparable, Facts } from './revision';

/** A clause as it is compared: its text without label and white space, its figures masked, its year made relative. */
export type ClauseText = {
  side: ClauseSide;
  kind: PlanNode['kind'];
  parent: string | null;
  /** The text by which two clauses are the same. */
  plain: string;
  /** `plain` with figures masked: by which two are alike. */
  masked: string;
  heading: string;
  facts: Facts;
  /** Ids of the measures that are part of it, in order. */
  measures: string[];
};

const MASK = /\d+(?:\.\d+)?/g;

export const mask = (text: string): string => text.replace(MASK, '0');

/** Without the label it begins with: 3. of 3.兑现指标. */
const withoutLabel = (text: string, number: string | null): string =>
  number !== null && text.startsWith(number) ? text.slice(number.length) : text;

/** 8月底前完成60个，年底前竣工: the day named last before the target; where none is, the node's latest. */
const dueOf = (node: PlanNode, at: number): string | null => {
  let named: string | null = null;
  let latest: string | null = null;
  for (const { end, span } of node.deadlines) {
    if (end === null) continue;
    if (span[0] <= at) named = end;
    if (latest === null || end > latest) latest = end;
  }
  return named ?? latest;
};

const emptyFacts = (): Facts => ({ targets: [], responsibilities: [], deadlines: [] });

/** Adds what a node states; what an item repeats from its measure counts once. */
function addFacts(facts: Facts, node: PlanNode, seen: Set<string>): void {
  for (const [index, target] of node.targets.entries()) {
    const key = `${target.span[0]}-${target.span[1]}-${target.indicator}-${target.comparator}-${target.value}`;
    if (seen.has(key)) continue;
    seen.add(key);
    facts.targets.push({ node: node.id, index, target, due: dueOf(node, target.span[0]) });
  }
  addAll(facts.responsibilities, node.responsibilities);
  for (const deadline of node.deadlines) {
    const key = `d${deadline.span[0]}-${deadline.text}`;
    if (!seen.has(key)) facts.deadlines.push(deadline);
    seen.add(key);
  }
}

/** The clauses of a plan in its order: every node but measures and page numbers, each with all that its measures say. */
export function clausesOf(plan: Comparable): ClauseText[] {
  const { text } = plan.source;
  const home = new Map<string, string>();
  const clauses = new Map<string, ClauseText & { from: number; parts: string[]; seen: Set<string> }>();
  for (const node of plan.nodes) {
    const parent = node.parent === null ? undefined : home.get(node.parent);
    const owner = node.kind === 'measure' && parent !== undefined ? clauses.get(parent) : undefined;
    if (owner) {
      home.set(node.id, owner.side.node);
      owner.measures.push(node.id);
      addFacts(owner.facts, node, owner.seen);
      continue;
    }
    home.set(node.id, node.id);
    const above = parent === undefined ? undefined : clauses.get(parent);
    if (above) {
      above.parts.push(text.slice(above.from, Math.max(above.from, node.span[0])));
      above.from = Math.max(above.from, node.span[1]);
    }
    // A page number is nobody's clause.
    if (node.kind === 'notice' && !/\p{L}/u.test(text.slice(...node.span))) continue;
    const section = above?.side.heading ? `${above.side.number ?? ''}${above.side.heading}` : '';
    const clause = {
      side: { node: node.id, number: node.number, heading: node.heading, text: '', section },
      kind: node.kind,
      parent: parent ?? null,
      plain: '',
      masked: '',
      heading: '',
      facts: emptyFacts(),
      measures: [],
      from: node.span[0],
      parts: [],
      seen: new Set<string>(),
    };
    addFacts(clause.facts, node, clause.seen);
    clauses.set(node.id, clause);
  }
  const ends = new Map(plan.nodes.map(node => [node.id, node.span[1]]));
  return [...clauses.values()].map(({ from, parts, seen: _, ...clause }) => {
    const whole = [...parts, text.slice(from, ends.get(clause.side.node))].join('').trim();
    const said = withoutLabel(whole, clause.side.number).trim();
    const plain = normalize(said, plan.year);
    return {
      ...clause,
      side: { ...clause.side, text: said },
      plain,
      masked: mask(plain),
      heading: mask(normalize(clause.side.heading ?? '', plan.year)),
    };
  });
}
