/** 0 is the palest of the five steps of ink, 4 the darkest. */
export type InkStep = 0 | 1 | 2 | 3 | 4;
const STEPS = 5;

/**
 * How dark a value is drawn: five equal intervals from the smallest value to the largest, larger is darker. Null for a missing value.
 * Where all are equal none stands out: the palest step. Positions only: the figure itself is written out exactly.
 */
export const inkScale = (values: readonly (string | null)[]): ((value: string | null) => InkStep | null) => {
  const known = values.filter(value => value !== null).map(Number);
  const [low, high] = [Math.min(...known), Math.max(...known)];
  return value => {
    if (value === null) return null;
    if (!(high > low)) return 0;
    const step = Math.floor(((Number(value) - low) / (high - low)) * STEPS);
    return Math.min(STEPS - 1, Math.max(0, step)) as InkStep;
  };
};
