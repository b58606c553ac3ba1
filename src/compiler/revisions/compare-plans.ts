import { alignClauses, alignMeasures } from './align-nodes';
import { type ClauseText, clausesOf } from './clauses';
import { compareDeadlines, compareRoles, pairTargets, type Years } from './compare-facts';
import { movedOf } from './moved';
import type { Clause, ClauseChange, Comparable, NodePair, Revision, TargetPair } from './revision';
import { wordDifference } from './word-difference';

type Pair = { before: ClauseText | null; after: ClauseText | null };

/**
 * What became of a plan: a revised document beside the earlier one, or last year's plan beside this year's. Pure; each clause
 * is found by its meaning, so a new number alone is no new clause. Linear in both texts but for the candidates of `align`.
 */
export function comparePlans(before: Comparable, after: Comparable): Revision {
  const [old, now] = [clausesOf(before), clausesOf(after)];
  const found = alignClauses(old, now);
  const pairs = inOrder(old, now, found);
  const years = { before: before.year, after: after.year };
  const moved = movedOf(old, now, found);
  const clauses = pairs.map(pair => clauseOf(pair, years, pair.after !== null && moved.has(pair.after)));
  const nodes: NodePair[] = [
    ...pairs.map(pair => ({ before: pair.before?.side.node ?? null, after: pair.after?.side.node ?? null })),
    ...alignMeasures({ before, after }, pairs),
  ];
  const nameOf = ({ source, title, year }: Comparable) => ({ name: source.name, title, year });
  return {
    format: 'revision/1',
    before: nameOf(before),
    after: nameOf(after),
    nodes,
    clauses,
    counts: countsOf(clauses),
  };
}

/** The new plan's order; a clause that is gone stands after the one it followed. */
function inOrder(old: readonly ClauseText[], now: readonly ClauseText[], found: ReadonlyMap<number, number>): Pair[] {
  const kept = new Map([...found].map(([after, before]) => [before, after]));
  const goneAfter = new Map<number, number[]>();
  let anchor = -1;
  for (const index of old.keys()) {
    const to = kept.get(index);
    if (to !== undefined) anchor = to;
    else {
      const known = goneAfter.get(anchor);
      if (known) known.push(index);
      else goneAfter.set(anchor, [index]);
    }
  }
  const gone = (at: number): Pair[] => (goneAfter.get(at) ?? []).map(index => ({ before: old[index]!, after: null }));
  return [
    ...gone(-1),
    ...now.flatMap((after, index) => {
      const from = found.get(index);
      return [{ before: from === undefined ? null : old[from]!, after }, ...gone(index)];
    }),
  ];
}

export const targetChanged = (pair: TargetPair): boolean =>
  pair.before === null || pair.after === null || pair.changed.length > 0;

function clauseOf({ before, after }: Pair, years: Years, moved: boolean): Clause {
  const sides = { before: before?.side ?? null, after: after?.side ?? null };
  const targets = pairTargets(before?.facts.targets ?? [], after?.facts.targets ?? [], years);
  const pieces = wordDifference(sides.before?.text ?? '', sides.after?.text ?? '');
  if (!before || !after)
    return { ...sides, changes: [after ? 'added' : 'dropped'], pieces, targets, responsibilities: [], deadlines: [] };
  const responsibilities = compareRoles(before.facts.responsibilities, after.facts.responsibilities);
  const deadlines = compareDeadlines(before.facts.deadlines, after.facts.deadlines, years);
  const is: Partial<Record<ClauseChange, boolean>> = {
    moved,
    renumbered: before.side.number !== after.side.number,
    reworded: before.plain !== after.plain,
    targets: targets.some(targetChanged),
    responsibilities: responsibilities.length > 0,
    deadlines: deadlines.length > 0,
  };
  const changes = (Object.keys(is) as ClauseChange[]).filter(change => is[change]);
  return { ...sides, changes, pieces, targets, responsibilities, deadlines };
}

/** Is there something to read? A new number alone, because something was put in before it, is not. */
export const saysSomethingElse = ({ changes }: Clause): boolean => changes.some(change => change !== 'renumbered');

function countsOf(clauses: readonly Clause[]): Revision['counts'] {
  const counts: Revision['counts'] = {
    added: 0,
    dropped: 0,
    moved: 0,
    renumbered: 0,
    reworded: 0,
    targets: 0,
    responsibilities: 0,
    deadlines: 0,
    unchanged: 0,
    targetsChanged: 0,
  };
  for (const clause of clauses) {
    for (const change of clause.changes) counts[change] += 1;
    if (clause.changes.length === 0) counts.unchanged += 1;
    counts.targetsChanged += clause.targets.filter(targetChanged).length;
  }
  return counts;
}
