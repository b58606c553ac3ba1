/** Adds all of them to a list. `push(...items)` fails where they are many: each would be an argument of the call. */
export const addAll = <T>(list: T[], items: readonly T[]): void => {
  for (const item of items) list.push(item);
};

/** The largest of many numbers; -Infinity where there are none. */
export const largest = (numbers: readonly number[]): number =>
  numbers.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);

/** The smallest of many numbers; Infinity where there are none. */
export const smallest = (numbers: readonly number[]): number =>
  numbers.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
