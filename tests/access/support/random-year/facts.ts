/** When it was handed in and settled. */
export const SETTLED = '2026-09-02T02:00:00.000Z';
/** When what had been accepted was taken back for a correction. */
export const CHANGED = '2026-09-02T12:00:00.000Z';
/** When it was last written to. */
export const WRITTEN = '2026-09-03T02:00:00.000Z';

let words = 0;

const PRIME = 1_009;

/**
 * Stands for one fact and is written nowhere else. Eight digits: as a value, in a text and in a workbook the same. No sum of others, and
 * not what two of them leave of a third (given, less the whole): no two differ by what two others do (a Sidon set, Erdős and Turán).
 */
export const word = (): string => {
  words += 1;
  const k = words % PRIME;
  return String(71_000_000 + 2 * PRIME * k + (k ** 2 % PRIME));
};
