/** An exact ratio of two whole numbers in lowest terms, the second above zero. Units are converted by it: 1亩 is 2000/3 平方米. */
export type Ratio = { times: bigint; over: bigint };

export const one: Ratio = { times: 1n, over: 1n };

const reduced = (times: bigint, over: bigint): Ratio => {
  let [a, b] = [times < 0n ? -times : times, over < 0n ? -over : over];
  while (b !== 0n) [a, b] = [b, a % b];
  const by = over < 0n ? -a : a;
  return { times: times / by, over: over / by };
};

/** Of `10000`, `0.05` or `2000/3`. */
export const ratioOf = (text: string): Ratio => {
  const [above = '', below = '1'] = text.split('/');
  const [whole = '', fraction = ''] = above.split('.');
  return reduced(BigInt(whole + fraction), BigInt(below) * 10n ** BigInt(fraction.length));
};

export const product = (a: Ratio, b: Ratio): Ratio => reduced(a.times * b.times, a.over * b.over);

/** a ÷ b; b is not zero. */
export const quotient = (a: Ratio, b: Ratio): Ratio => reduced(a.times * b.over, a.over * b.times);

export const inverse = (a: Ratio): Ratio => quotient(one, a);

export const equal = (a: Ratio, b: Ratio): boolean => a.times === b.times && a.over === b.over;
