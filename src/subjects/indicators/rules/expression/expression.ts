/** A figure's code as formulas write it: KG_CHILDREN. */
export const figureCode = /^[A-Z][A-Z0-9_]*$/;

/** What a formula may be: beyond it nothing is read, so that hostile input costs nothing. Nesting counts brackets and signs. */
export const limits = { characters: 2_000, nesting: 50, findings: 20 } as const;

/**
 * A compiled expression as plain JSON: stored, sent to the browser, evaluated there without a parser. Quantities are in the
 * unit of the figure that stands first; where another unit of the same kind joins, a `convert` brings it in line.
 */
export type Expression = Numeric | Logical;

export type Numeric =
  /** As written: `0.05`. */
  | { op: 'number'; value: string }
  /** The bare code (category null) is the sum over its categories. */
  | { op: 'figure'; code: string; category: string | null }
  /** `previous`: one period before; `lastYear`: the same period a year ago. Nested they add up. */
  | { op: 'negate' | 'abs' | 'previous' | 'lastYear'; of: Numeric }
  | { op: 'round'; of: Numeric; digits: number }
  | { op: 'min' | 'max'; of: Numeric[] }
  | { op: '+' | '-' | '*' | '/'; left: Numeric; right: Numeric }
  /** × times ÷ over, two whole numbers: 万人 → 人. Put in by the compiler, never written or printed. */
  | { op: 'convert'; of: Numeric; times: string; over: string };

export type Logical =
  | { op: Comparison; left: Numeric; right: Numeric }
  | { op: '&&' | '||'; left: Logical; right: Logical }
  | { op: '!'; of: Logical }
  /** Not reported: true or false, never null. */
  | { op: 'missing'; of: Numeric };

export type Comparison = '<' | '<=' | '>' | '>=' | '==' | '!=';

/** How far back a figure is read, counted from the period at hand: 0 or less. */
export type Shift = { periods: number; years: number };

/** The expressions that an expression is made of. */
export const partsOf = (expression: Expression): Expression[] => {
  if ('left' in expression) return [expression.left, expression.right];
  if (!('of' in expression)) return [];
  return Array.isArray(expression.of) ? expression.of : [expression.of];
};

/** The place of a finding, `4-9`: from the fifth character up to the ninth, counted in UTF-16 units as JavaScript does. */
export const spanOf = (at: string): { from: number; to: number } => {
  const [from = 0, to = 0] = at.split('-').map(Number);
  return { from, to };
};
