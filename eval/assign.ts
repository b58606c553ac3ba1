export type Assignment<Wanted, Found> = {
  pairs: Array<[Wanted, Found]>;
  missed: Wanted[];
  beyond: Found[];
};

/**
 * Best pairs first: `agree` says how well a found fact answers a wanted one, 0 where it does not. What answers only an optional
 * one counts neither way.
 */
export const assign = <Wanted extends { optional?: boolean }, Found>(
  wanted: Wanted[],
  found: Found[],
  agree: (wanted: Wanted, found: Found) => number,
): Assignment<Wanted, Found> => {
  const candidates: Array<{ score: number; w: number; f: number }> = [];
  for (const [w, one] of wanted.entries()) {
    for (const [f, other] of found.entries()) {
      const score = agree(one, other);
      if (score > 0) candidates.push({ score: score - (one.optional ? 0.001 : 0), w, f });
    }
  }
  candidates.sort((a, b) => b.score - a.score || a.w - b.w || a.f - b.f);
  const taken = new Map<number, number>();
  const used = new Set<number>();
  for (const { w, f } of candidates) {
    if (taken.has(w) || used.has(f)) continue;
    taken.set(w, f);
    used.add(f);
  }
  const excused = (one: Found): boolean => wanted.some(each => each.optional && agree(each, one) > 0);
  return {
    pairs: [...taken].filter(([w]) => !wanted[w]!.optional).map(([w, f]) => [wanted[w]!, found[f]!]),
    missed: wanted.filter((one, w) => !one.optional && !taken.has(w)),
    beyond: found.filter((one, f) => !used.has(f) && !excused(one)),
  };
};
