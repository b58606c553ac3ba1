import type { Finding } from '../../../kernel/finding';
import { say } from '../../../locales/say';
import type { FigureAggregation, IndicatorAggregation, IndicatorExpression } from '../schema';
import { codesOf } from './expression/codes-of';
import { compileExpression } from './expression/compile-expression';
import type { Expression, Numeric } from './expression/expression';
import { linear } from './expression/linear';
import { equal, one, product, quotient, ratioOf } from './expression/ratio';
import type { UnitTable } from './expression/units';

/** What a formula may name, by code: the unit, the options of the dimension, and how the figure adds over the tree. */
export type FormulaFigures = ReadonlyMap<
  string,
  { unit: string; categories: readonly string[]; aggregation: FigureAggregation }
>;

export type FormulaText = {
  numerator: string;
  denominator: string | null;
  aggregation: IndicatorAggregation;
  unit: string;
};

export type FormulaContext = { figures: FormulaFigures; units: UnitTable; language?: string };

export type CompiledFormula =
  | { ok: true; expression: IndicatorExpression; codes: string[] }
  | { ok: false; findings: Finding[] };

type Side = 'numerator' | 'denominator';

// A reader of the two multiplies their quotient by this for its unit.
const HUNDREDS: Readonly<Record<string, string>> = { '%': '100', '‰': '1000' };

/**
 * A quotient that the compiler brought to a unit, taken apart: numerator ÷ denominator (× 100 for %, × 1000 for ‰) is in that unit.
 * What is still to be converted is done in the numerator.
 */
const apart = (whole: Numeric, unit: string): IndicatorExpression | null => {
  let scale = quotient(one, ratioOf(HUNDREDS[unit] ?? '1'));
  let inside = whole;
  for (; inside.op === 'convert'; inside = inside.of) scale = product(scale, ratioOf(`${inside.times}/${inside.over}`));
  if (inside.op !== '/') return null;
  const { left, right } = inside;
  const [times, over] = [String(scale.times), String(scale.over)];
  return { numerator: equal(scale, one) ? left : { op: 'convert', of: left, times, over }, denominator: right };
};

/**
 * Compiles the formula of an indicator and asks the laws of its aggregation: a ratio has a denominator and a sum none; what is
 * summed over the tree is a sum of figures that add; mean and max stand on one figure of that kind. All that is wrong in one run;
 * a place is `numerator:4-9` (see `spanOf`), or a field's name.
 */
export const compileFormula = (formula: FormulaText, context: FormulaContext): CompiledFormula => {
  const { figures, units, language = 'zh-CN' } = context;
  const { numerator, denominator, aggregation, unit } = formula;
  const findings: Finding[] = [];
  const wrong = (code: string, at: string, values: Record<string, unknown> = {}) =>
    findings.push({ code, level: 'error', message: say(language, `definition-findings:${code}`, values), at });

  const side = (name: Side, text: string, wanted?: string): Numeric | null => {
    const compiled = compileExpression(text, { figures, units, expect: 'number', unit: wanted, language });
    if (compiled.ok) return compiled.expression as Numeric;
    findings.push(...compiled.findings.map(finding => ({ ...finding, at: `${name}:${finding.at}` })));
    return null;
  };

  if (aggregation === 'ratio' && denominator === null) wrong('denominator-wanted', 'denominator');
  if (['sum', 'mean', 'max', 'last'].includes(aggregation) && denominator !== null)
    wrong('denominator-not-wanted', 'denominator');
  const above = side('numerator', numerator, denominator === null ? unit : undefined);
  const below = denominator === null ? null : side('denominator', denominator);
  if (!above || (denominator !== null && !below)) return { ok: false, findings };

  for (const [name, expression] of [['numerator', above] as const, ['denominator', below] as const])
    if (expression) lawsOf(name, expression, aggregation, figures, wrong);
  const expression = below ? quotientOf(formula, context, findings) : { numerator: above, denominator: null };
  if (findings.length > 0 || !expression) return { ok: false, findings };
  const codes = [...new Set([above, ...(below ? [below] : [])].flatMap(codesOf).map(({ code }) => code))];
  return { ok: true, expression, codes };
};

const lawsOf = (
  side: Side,
  expression: Expression,
  aggregation: IndicatorAggregation,
  figures: FormulaFigures,
  wrong: (code: string, at: string, values?: Record<string, unknown>) => void,
): void => {
  const codes = [...new Set(codesOf(expression).map(({ code }) => code))];
  if (aggregation === 'mean' || aggregation === 'max') {
    const fits = codes.length === 1 && figures.get(codes[0]!)?.aggregation === aggregation;
    if (!fits) wrong('one-figure-wanted', side, { aggregation });
    return;
  }
  if (!linear(expression)) wrong('not-a-sum', side);
  for (const code of codes) if (figures.get(code)?.aggregation !== 'sum') wrong('figure-does-not-add', side, { code });
};

// As one expression it is asked for its unit, with all the conversions that its sides need beside each other.
const quotientOf = (
  { numerator, denominator, unit }: FormulaText,
  { figures, units, language }: FormulaContext,
  findings: Finding[],
): IndicatorExpression | null => {
  const text = `(${numerator}) / (${denominator})`;
  const compiled = compileExpression(text, { figures, units, expect: 'number', unit, language });
  if (compiled.ok) return apart(compiled.expression as Numeric, unit);
  findings.push(...compiled.findings.map(finding => ({ ...finding, at: 'unit' })));
  return null;
};
