/** A stretch of the text: UTF-16 offsets, `to` not included. */
export type Span = { from: number; to: number };

/** What can be wrong with an expression, and what its sentence in `locales/<language>/expression.json` is filled with. */
export type FaultValues = {
  empty: Record<never, never>;
  'too-long': { most: number };
  'too-deep': { most: number };
  /** Full-width or mathematical: （ × ≥. */
  'wide-character': { found: string; instead: string };
  percent: Record<never, never>;
  text: Record<never, never>;
  'not-understood': { found: string };
  'operator-instead': { found: string; instead: string };
  unfinished: Record<never, never>;
  unexpected: { found: string };
  comment: Record<never, never>;
  'not-allowed': { found: string };
  'number-form': { found: string };
  'figure-unknown': { found: string };
  'not-a-figure': { found: string };
  'function-unknown': { found: string };
  'function-bare': { name: string };
  'category-unknown': { found: string; code: string; known: string };
  'no-categories': { code: string };
  'too-few-arguments': { name: string; least: number };
  'too-many-arguments': { name: string; most: number };
  'digits-wanted': { most: number };
  'figure-wanted': { name: string };
  'nothing-to-shift': { name: string };
  'number-wanted': Record<never, never>;
  'condition-wanted': Record<never, never>;
  chained: Record<never, never>;
  'units-differ': { left: string; right: string };
  'converted-twice': { by: string };
  'divided-by-zero': Record<never, never>;
  'no-figure': Record<never, never>;
  'formula-wanted': Record<never, never>;
  'check-wanted': Record<never, never>;
  'result-unit': { found: string; wanted: string };
};

export type FaultCode = keyof FaultValues;

/** Notes a fault and its place; reading goes on, so that one run finds them all. */
export type ReportFault = <Code extends FaultCode>(code: Code, at: Span, values: FaultValues[Code]) => void;
