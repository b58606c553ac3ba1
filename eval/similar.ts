/** Letters and digits only, in one width: what stays of a name when its punctuation does not matter. */
export const squeeze = (text: string | null | undefined): string =>
  (text ?? '')
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}%‰]/gu, '')
    .toLowerCase();

/** A label without its dress: (一)、 and 一. are 一. */
export const bareLabel = (label: string | null | undefined): string =>
  (label ?? '').normalize('NFKC').replace(/[\s().、,。:：[\]【】〔〕<>《》"“”]/g, '');

const pairsOf = (text: string): string[] => {
  const characters = [...text];
  return characters.length < 2 ? characters : characters.slice(1).map((character, at) => characters[at]! + character);
};

/** Sørensen–Dice over pairs of characters, 0 to 1. */
export const dice = (one: string | null, other: string | null): number => {
  const [left, right] = [squeeze(one), squeeze(other)];
  if (left === right) return 1;
  const pairs = pairsOf(left);
  const others = pairsOf(right);
  if (pairs.length === 0 || others.length === 0) return 0;
  const counts = new Map<string, number>();
  for (const pair of pairs) counts.set(pair, (counts.get(pair) ?? 0) + 1);
  let shared = 0;
  for (const pair of others) {
    const left = counts.get(pair) ?? 0;
    if (left === 0) continue;
    shared += 1;
    counts.set(pair, left - 1);
  }
  return (2 * shared) / (pairs.length + others.length);
};
