/** Whole numbers near the wishes, none below 0 or above its cap, that add up to the total (or to all caps, where they hold less). */
export const wholeNear = (wishes: readonly number[], caps: readonly number[], total: number): number[] => {
  const counts = wishes.map((wish, at) => Math.max(0, Math.min(caps[at]!, Math.floor(wish))));
  let left = total - sumOf(counts);
  const order = wishes
    .map((wish, at) => ({ at, rest: wish - Math.floor(wish) }))
    .sort((a, b) => (left > 0 ? b.rest - a.rest : a.rest - b.rest) || a.at - b.at);
  const step = Math.sign(left);
  while (left !== 0) {
    const before = left;
    for (const { at } of order) {
      const moved = counts[at]! + step;
      if (left === 0 || moved < 0 || moved > caps[at]!) continue;
      counts[at] = moved;
      left -= step;
    }
    if (left === before) break;
  }
  return counts;
};

export const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, number) => sum + number, 0);

/** A whole number shared out by weight. */
export const shareOut = (total: number, weights: readonly number[]): number[] => {
  const all = sumOf(weights) || 1;
  return wholeNear(
    weights.map(weight => (total * weight) / all),
    weights.map(() => Number.POSITIVE_INFINITY),
    total,
  );
};

/**
 * How many of each base (of children, of schools) have something that the whole has at a rate: `leans` says who is better and worse
 * than the rest, in points of `width`. The whole comes out as near to the rate as whole numbers can.
 */
export const countsAtRate = (
  bases: readonly number[],
  leans: readonly number[],
  rate: number,
  width: number,
): number[] => {
  const total = Math.round(rate * sumOf(bases));
  const at = (shift: number) => bases.map((base, of) => base * clamp(rate + width * leans[of]! + shift));
  let [low, high] = [-2, 2];
  for (let turn = 0; turn < 50; turn += 1) {
    const middle = (low + high) / 2;
    if (sumOf(at(middle)) < total) low = middle;
    else high = middle;
  }
  return wholeNear(at((low + high) / 2), bases, total);
};

const clamp = (rate: number): number => Math.max(0, Math.min(1, rate));

/** What there was, brought to a new total: what is added goes by weight, as far as caps allow; what goes away goes where most is. */
export const movedTo = (
  before: readonly number[],
  total: number,
  weights: readonly number[],
  caps: readonly number[] = before.map(() => Number.POSITIVE_INFINITY),
): number[] => {
  const more = total - sumOf(before);
  if (more === 0) return [...before];
  const room = before.map((count, at) => (more > 0 ? caps[at]! - count : count));
  const pull = more > 0 ? weights.map((weight, at) => (room[at]! > 0 ? weight : 0)) : before;
  const all = sumOf(pull) || 1;
  const steps = wholeNear(
    pull.map(weight => (Math.abs(more) * weight) / all),
    room,
    Math.abs(more),
  );
  return before.map((count, at) => count + Math.sign(more) * steps[at]!);
};
