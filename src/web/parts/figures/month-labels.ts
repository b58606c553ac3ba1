/** A month's name in the middle of the month; `on` is the day there. */
export type MonthLabel = { on: string; year: number; month: number };

const STEPS = [1, 2, 3, 6, 12];

/**
 * The months between two days (YYYY-MM-DD) that are named below a chart, `most` names at most. A name stands in the middle of its month:
 * the last day of August, on which August is measured, must not stand over “9月”.
 */
export const monthLabels = (span: { from: string; to: string }, most: number): MonthLabel[] => {
  const [fromYear, fromMonth] = [Number(span.from.slice(0, 4)), Number(span.from.slice(5, 7))];
  const count = (Number(span.to.slice(0, 4)) - fromYear) * 12 + Number(span.to.slice(5, 7)) - fromMonth + 1;
  if (!(count > 0) || count > 12 * 60) return [];
  const step = STEPS.find(one => count / one <= most) ?? 12 * Math.ceil(count / 12 / most);
  const months = Array.from({ length: count }, (_, index) => {
    const month = ((fromMonth - 1 + index) % 12) + 1;
    const year = fromYear + Math.floor((fromMonth - 1 + index) / 12);
    return { on: `${year}-${String(month).padStart(2, '0')}-15`, year, month, index };
  });
  return months
    .filter(({ month, index }) =>
      step < 12 ? (month - 1) % step === 0 : month === 1 && (index / 12) % (step / 12) < 1,
    )
    .filter(({ on }) => on >= span.from && on <= span.to)
    .map(({ on, year, month }) => ({ on, year, month }));
};
