export type Domain = { low: number; high: number; step: number };

const NICE = [1, 2, 2.5, 5, 10];

const niceStep = (rough: number): number => {
  const power = 10 ** Math.floor(Math.log10(rough));
  return (NICE.find(nice => nice * power >= rough * 0.999) ?? 10) * power;
};

/**
 * A scale with round ends and round steps (about `ticks` of them) that holds all values. `zero` begins it at zero, as bars must.
 * `cap` is a value that is never passed unless a value does (100 %). Null without values.
 */
export const niceDomain = (
  values: readonly number[],
  { ticks = 5, zero = false, cap }: { ticks?: number; zero?: boolean; cap?: number | undefined } = {},
): Domain | null => {
  if (values.length === 0) return null;
  const all = zero ? [0, ...values] : values;
  const [least, most] = [Math.min(...all), Math.max(...all)];
  const spread = most - least || Math.abs(most) * 0.1 || 1;
  const step = niceStep(spread / ticks);
  // A curve that touches the edge is hard to read: a little air, but none below a zero that is meant as the ground.
  const air = zero ? 0 : spread * 0.06;
  const ground = least >= 0 ? 0 : Number.NEGATIVE_INFINITY;
  const low = Math.max(ground, Math.floor((least - air) / step) * step);
  const high = Math.ceil((most + (zero ? spread * 0.02 : air)) / step) * step;
  const capped = cap !== undefined && most <= cap ? Math.min(high, cap) : high;
  const round = (value: number) => Number(value.toPrecision(12));
  return { low: round(low), high: round(capped > low ? capped : high), step: round(step) };
};

/** The round values of a domain, both ends with it. */
export const ticksOf = ({ low, high, step }: Domain): number[] => {
  const count = Math.floor((high - low) / step + 1e-9);
  return Array.from({ length: count + 1 }, (_, index) => Number((low + index * step).toPrecision(12)));
};
