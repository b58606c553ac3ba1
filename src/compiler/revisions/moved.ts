import type { ClauseText } from './clauses';

/** The longest run of places that keeps its order (patience sorting); the others have moved. */
function keepsOrder(places: readonly number[]): Set<number> {
  const ends: number[] = [];
  const previous = new Int32Array(places.length).fill(-1);
  for (const [index, place] of places.entries()) {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (places[ends[middle]!]! < place) low = middle + 1;
      else high = middle;
    }
    if (low > 0) previous[index] = ends[low - 1]!;
    ends[low] = index;
  }
  const kept = new Set<number>();
  for (let index = ends.at(-1) ?? -1; index !== -1; index = previous[index]!) kept.add(index);
  return kept;
}

/** Clauses that stand under another heading than before, or in another order among the others. */
export function movedOf(
  old: readonly ClauseText[],
  now: readonly ClauseText[],
  found: ReadonlyMap<number, number>,
): Set<ClauseText> {
  const afterOf = new Map([...found].map(([after, before]) => [old[before]!.side.node, now[after]!.side.node]));
  const matched = now.flatMap((clause, index) => {
    const from = found.get(index);
    return from === undefined ? [] : [{ clause, from, was: old[from]! }];
  });
  const kept = keepsOrder(matched.map(one => one.from));
  const moved = matched.filter(({ clause, was }, index) => {
    // Under a heading that is new or gone, nothing is said about the clause itself unless its neighbours stayed.
    const over = was.parent === null ? null : (afterOf.get(was.parent) ?? undefined);
    const elsewhere = over !== undefined && over !== clause.parent;
    return elsewhere || !kept.has(index);
  });
  return new Set(moved.map(one => one.clause));
}
