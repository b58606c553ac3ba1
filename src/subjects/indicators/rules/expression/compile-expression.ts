import type { Finding } from '../../../../kernel/finding';
import { say } from '../../../../locales/say';
import { type Amount, type Built, convert, convertedTwice, type Known, keyOf } from './amount';
import { build } from './build';
import { codesOf } from './codes-of';
import { type Expression, limits } from './expression';
import type { FaultCode, ReportFault, Span } from './fault';
import { parseText } from './parse-text';
import { equal, one, quotient } from './ratio';
import { labelOf, quantityOf, sameDimension, type UnitTable } from './units';

export type CompileOptions = {
  /** What may be named: the unit and the category options of each figure. */
  figures: Known['figures'];
  units: UnitTable;
  /** A formula is a number, a check is true or false. */
  expect: 'number' | 'boolean';
  /**
   * The unit that the result of a formula is to be in: a ratio in % is times 100. Where the formula says so itself
   * (`A / B * 100`) it is not done again. Without it the result is in the unit of its first figure.
   */
  unit?: string;
  /** Of the sentences. */
  language?: string;
};

export type Compiled = { ok: true; expression: Expression } | { ok: false; findings: Finding[] };

// The figures' unit and the indicator's: 人 and 万人 differ by a factor, 人 and 所 not at all.
const inUnit = (amount: Amount, unit: string, known: Known): Amount | null => {
  const wanted = quantityOf(unit, known.units);
  if (amount.quantity === null) return amount;
  if (!sameDimension(amount.quantity, wanted)) {
    const found = labelOf(amount.quantity, known.units);
    known.report('result-unit', { from: amount.from, to: amount.to }, { found, wanted: unit });
    return null;
  }
  const by = quotient(amount.quantity.factor, wanted.factor);
  if (equal(by, one) || amount.scales.every.has(keyOf(by))) return amount;
  return amount.scales.some.has(keyOf(by)) ? convertedTwice(amount, by, known.report) : convert(amount, by, known);
};

const asWanted = (built: Built, { expect, unit }: CompileOptions, known: Known): Expression | null => {
  if (!built) return null;
  const at: Span = { from: built.from, to: built.to };
  if (codesOf(built.expression).length === 0) known.report('no-figure', at, {});
  if (expect === 'number' && built.kind === 'truth') known.report('formula-wanted', at, {});
  else if (expect === 'boolean' && built.kind === 'amount') known.report('check-wanted', at, {});
  else if (built.kind === 'amount' && unit !== undefined) return inUnit(built, unit, known)?.expression ?? null;
  return built.expression;
};

/**
 * Reads the text of a formula or a check. All that is wrong is returned in one run, each finding with its place in the text
 * (see `spanOf`); only where the text cannot be read as an expression at all is nothing looked for beyond.
 */
export const compileExpression = (text: string, options: CompileOptions): Compiled => {
  const { figures, units, language = 'zh-CN' } = options;
  const findings: Finding[] = [];
  const report: ReportFault = (code, { from, to }, values) => {
    if (findings.length >= limits.findings) return;
    findings.push({ code, level: 'error', message: sentence(language, code, values), at: `${from}-${to}` });
  };
  const known: Known = { figures, units, report };
  const syntax = parseText(text, report);
  const expression = syntax && asWanted(build(syntax, { ...known, text }), options, known);
  if (expression && findings.length === 0) return { ok: true, expression };
  return { ok: false, findings: findings.sort((a, b) => Number.parseInt(a.at, 10) - Number.parseInt(b.at, 10)) };
};

// The bare number has no unit that could be named.
const sentence = (language: string, code: FaultCode, values: Record<string, unknown>): string => {
  const named = Object.entries(values).map(([key, value]) => [
    key,
    value === '' ? say(language, 'expression:bare') : value,
  ]);
  return say(language, `expression:${code}`, Object.fromEntries(named));
};
