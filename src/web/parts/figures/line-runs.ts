/**
 * The stretches of a line that were reported: indexes of neighbouring values, so that a missing period is a gap and never a straight
 * line across it.
 */
export const lineRuns = (values: readonly (string | null)[]): number[][] => {
  const runs: number[][] = [];
  values.forEach((value, index) => {
    if (value === null) return;
    const last = runs.at(-1);
    if (last?.at(-1) === index - 1) last.push(index);
    else runs.push([index]);
  });
  return runs;
};
