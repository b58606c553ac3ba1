export type BulletMarks = {
  /** Where zero lies: bars begin there. */
  zero: number;
  value: number | null;
  target: number | null;
  planned: number | null;
  baseline: number | null;
};

type Given = {
  value: string | null;
  target: string | null;
  planned: string | null;
  baseline?: string | null | undefined;
  unit: string | null;
};

/**
 * Where the marks of a bullet stand, each between 0 and 1 of its width. The scale begins at zero (below it only where a value does);
 * a rate in % ends at 100, so that rates under one another are on one scale, unless it is a small one (1.2 % of 0.5 %). Null where there is nothing to mark.
 */
export const bulletMarks = ({ value, target, planned, baseline = null, unit }: Given): BulletMarks | null => {
  const number = (text: string | null) => (text === null ? null : Number(text));
  const marks = { value: number(value), target: number(target), planned: number(planned), baseline: number(baseline) };
  const known = Object.values(marks).filter(mark => mark !== null);
  if (known.length === 0) return null;
  const [least, most] = [Math.min(0, ...known), Math.max(0, ...known)];
  const rate = unit === '%' && least >= 0 && most >= 50 && most <= 100;
  // A little room behind the outermost mark; a target of zero (清零) alone still gets a scale.
  const high = rate ? 100 : most > 0 ? most * 1.08 : least < 0 ? 0 : 1;
  const low = least * (least < 0 ? 1.08 : 1);
  const at = (mark: number | null) => (mark === null ? null : (mark - low) / (high - low));
  return {
    zero: (0 - low) / (high - low),
    value: at(marks.value),
    target: at(marks.target),
    planned: at(marks.planned),
    baseline: at(marks.baseline),
  };
};
