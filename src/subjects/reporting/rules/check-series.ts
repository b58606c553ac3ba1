import type { CellFinding } from '../entry-schema';
import type { CheckedCells, CheckedFigure } from './check-cells';

// Fewer values before say nothing of what is usual.
const LEAST = 5;
// So many robust deviations (1.4826 × MAD is one standard deviation of a normal sample) from the median are strange.
const FAR = 5;
const TO_DEVIATION = 1.4826;
// Where values hardly moved, a tenth of the median still counts as usual movement.
const USUAL_SHARE = 0.1;

const medianOf = (numbers: readonly number[]): number => {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
};

const sameYear = (a: string, b: string): boolean => a.slice(0, 4) === b.slice(0, 4);

/** What came in each period: of a cumulative figure the step from the period before, where that is of the same year. */
const stepsOf = (values: readonly (number | null)[], periods: readonly string[], isCumulative: boolean) =>
  values.map((value, at) => {
    const [before, period, last] = [values[at + 1], periods[at], periods[at + 1]];
    if (!isCumulative || value === null || !period || !last || !sameYear(period, last)) return value;
    return before === null || before === undefined ? null : value - before;
  });

/**
 * Far from what this unit reported in the twelve periods before (离群): measured by median and median deviation, which one earlier slip
 * does not shift. For judging only, so floating numbers do; null where too little was reported.
 */
export const findStrangers = (
  figure: CheckedFigure,
  cell: string,
  value: string,
  { history, period }: CheckedCells,
): CellFinding | null => {
  const before = history.values[cell];
  if (!before) return null;
  const series = [value, ...before].map(text => (text === null ? null : Number(text)));
  const periods = [period, ...history.periods];
  const [now, ...steps] = stepsOf(series, periods, figure.kind === 'cumulative');
  const known = steps.filter((step): step is number => step !== null && step !== undefined);
  if (now === null || now === undefined || known.length < LEAST) return null;
  const median = medianOf(known);
  const spread = TO_DEVIATION * medianOf(known.map(step => Math.abs(step - median)));
  const usual = Math.max(spread, USUAL_SHARE * Math.abs(median));
  if (usual === 0 || Math.abs(now - median) <= FAR * usual) return null;
  const shown = String(Number(median.toPrecision(6)));
  return {
    code: 'outlier',
    level: 'must-explain',
    at: cell,
    values: { name: figure.name, value, median: shown, count: String(known.length) },
  };
};
