/** The middle of the values that are there, whole; null where there is none. */
export const medianOf = (values: readonly (number | null)[]): number | null => {
  const known = values.filter(value => value !== null).toSorted((a, b) => a - b);
  if (known.length === 0) return null;
  const middle = (known.length - 1) / 2;
  return Math.round((known[Math.floor(middle)]! + known[Math.ceil(middle)]!) / 2);
};
