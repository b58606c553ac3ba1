import type { PlanNode } from '../ledger';
import { addAll } from '../plain/add-all';
import { type Alignable, align } from './align';
import { type ClauseText, mask } from './clauses';
import { normalize } from './normalize';
import type { Comparable, NodePair } from './revision';

const HEADS: ReadonlySet<PlanNode['kind']> = new Set(['section', 'subsection']);

const asClause = ({ kind, plain, masked, heading, side }: ClauseText): Alignable => ({
  class: HEADS.has(kind) ? 'heading' : 'text',
  plain,
  masked,
  heading,
  number: side.number,
});

/** Clauses that are the same by meaning, as indexes into both lists; headings also by what stands under them. */
export function alignClauses(before: readonly ClauseText[], after: readonly ClauseText[]): Map<number, number> {
  const found = new Map(align(before.map(asClause), after.map(asClause)).map(one => [one.after, one.before]));
  matchHeadings(before, after, found);
  return found;
}

/** A heading that was renamed over the same items is the same heading. */
function matchHeadings(before: readonly ClauseText[], after: readonly ClauseText[], found: Map<number, number>): void {
  const placeBefore = new Map(before.map((clause, index) => [clause.side.node, index]));
  const placeAfter = new Map(after.map((clause, index) => [clause.side.node, index]));
  const taken = new Set(found.values());
  const votes = new Map<number, Map<number, number>>();
  for (const [right, left] of found) {
    const [over, was] = [placeAfter.get(after[right]!.parent ?? ''), placeBefore.get(before[left]!.parent ?? '')];
    if (over === undefined || was === undefined || found.has(over) || taken.has(was)) continue;
    const own = votes.get(over) ?? new Map<number, number>();
    own.set(was, (own.get(was) ?? 0) + 1);
    votes.set(over, own);
  }
  for (const [over, own] of votes) {
    const [was] = [...own].filter(([left]) => !taken.has(left)).sort((a, b) => b[1] - a[1] || a[0] - b[0])[0] ?? [];
    if (was === undefined) continue;
    found.set(over, was);
    taken.add(was);
  }
}

const measuresOf = (plan: Comparable, ids: readonly string[], byId: ReadonlyMap<string, PlanNode>): Alignable[] =>
  ids.map(id => {
    const { span, number, heading } = byId.get(id)!;
    const plain = normalize(plan.source.text.slice(...span), plan.year);
    return { class: 'text', plain, masked: mask(plain), heading: mask(normalize(heading ?? '', plan.year)), number };
  });

/** Measures: first inside the same clause, then those that went to another. */
export function alignMeasures(
  plans: { before: Comparable; after: Comparable },
  pairs: readonly { before: ClauseText | null; after: ClauseText | null }[],
): NodePair[] {
  const [oldById, newById] = [plans.before, plans.after].map(
    plan => new Map(plan.nodes.map(node => [node.id, node])),
  ) as [Map<string, PlanNode>, Map<string, PlanNode>];
  const found: NodePair[] = [];
  const left: { before: string[]; after: string[] } = { before: [], after: [] };
  const match = (old: readonly string[], now: readonly string[]): { before: string[]; after: string[] } => {
    const matches = align(measuresOf(plans.before, old, oldById), measuresOf(plans.after, now, newById));
    addAll(
      found,
      matches.map(one => ({ before: old[one.before]!, after: now[one.after]! })),
    );
    const [was, is] = [new Set(matches.map(one => one.before)), new Set(matches.map(one => one.after))];
    return { before: old.filter((_, at) => !was.has(at)), after: now.filter((_, at) => !is.has(at)) };
  };
  for (const { before, after } of pairs) {
    const rest = match(before?.measures ?? [], after?.measures ?? []);
    addAll(left.before, rest.before);
    addAll(left.after, rest.after);
  }
  const rest = match(left.before, left.after);
  addAll(
    found,
    rest.before.map(before => ({ before, after: null })),
  );
  addAll(
    found,
    rest.after.map(after => ({ before: null, after })),
  );
  return found;
}
