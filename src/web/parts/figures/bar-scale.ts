export type BarScale = {
  /** The bar of a value: from zero to it. */
  bar: (value: string) => { left: string; width: string };
  /** The place of a line. */
  place: (value: string) => { left: string };
  /** The place of the words to a line: they stay inside at both ends. */
  word: (value: string) => { left: string; transform: string };
};

const percent = (share: number): string => `${(share * 100).toFixed(2)}%`;

/** One scale from zero for all bars, in shares of the width; rates in % end at 100, unless all are small. Null where nothing has a value. */
export const barScale = (values: readonly (string | null)[], unit: string | null): BarScale | null => {
  const known = values.filter(value => value !== null).map(Number);
  if (known.length === 0) return null;
  const [low, most] = [Math.min(0, ...known), Math.max(0, ...known)];
  const high = unit === '%' && low >= 0 && most >= 50 && most <= 100 ? 100 : most > low ? most : low + 1;
  const at = (value: string) => (Number(value) - low) / (high - low);
  const zero = -low / (high - low);
  return {
    bar: value => ({ left: percent(Math.min(zero, at(value))), width: percent(Math.abs(at(value) - zero)) }),
    place: value => ({ left: percent(at(value)) }),
    word: value => ({ left: percent(at(value)), transform: `translateX(-${percent(at(value))})` }),
  };
};
