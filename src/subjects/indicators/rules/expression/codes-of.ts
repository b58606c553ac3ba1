import { type Expression, partsOf, type Shift } from './expression';

export type FigureUse = { code: string; category: string | null; shift: Shift };

// Asked once for every unit of a page.
const known = new WeakMap<Expression, readonly FigureUse[]>();

/** Every figure an expression reads, each once: its category (null for the sum) and how far back. */
export const codesOf = (expression: Expression): readonly FigureUse[] => {
  const uses = known.get(expression) ?? findCodes(expression);
  known.set(expression, uses);
  return uses;
};

const findCodes = (expression: Expression): readonly FigureUse[] => {
  const uses = new Map<string, FigureUse>();
  const visit = (part: Expression, shift: Shift): void => {
    if (part.op === 'figure') {
      const { code, category } = part;
      uses.set(JSON.stringify([code, category, shift.periods, shift.years]), { code, category, shift });
    }
    const inner = shiftedBy(part, shift);
    for (const one of partsOf(part)) visit(one, inner);
  };
  visit(expression, { periods: 0, years: 0 });
  return [...uses.values()];
};

/** The shift inside an expression that stands under `shift` itself. */
export const shiftedBy = ({ op }: Expression, shift: Shift): Shift => {
  if (op === 'previous') return { ...shift, periods: shift.periods - 1 };
  if (op === 'lastYear') return { ...shift, years: shift.years - 1 };
  return shift;
};
