/** Pairs of characters that stand side by side, as numbers; a text of one character is its own. */
export const shinglesOf = (text: string): Set<number> => {
  const found = new Set<number>();
  if (text.length === 1) found.add(text.charCodeAt(0));
  for (let at = 0; at + 1 < text.length; at += 1) found.add(text.charCodeAt(at) * 65536 + text.charCodeAt(at + 1));
  return found;
};

/** How alike two texts are by their shingles: 0 (nothing in common) to 1 (Dice). */
export const likeness = (a: ReadonlySet<number>, b: ReadonlySet<number>): number => {
  if (a.size === 0 || b.size === 0) return 0;
  const [few, many] = a.size < b.size ? [a, b] : [b, a];
  let common = 0;
  for (const one of few) if (many.has(one)) common += 1;
  return (2 * common) / (a.size + b.size);
};
