import type { Finding } from '../../../kernel/finding';
import { say } from '../../../locales/say';
import { codesOf } from '../../indicators/rules/expression/codes-of';
import { compileExpression } from '../../indicators/rules/expression/compile-expression';
import type { UnitTable } from '../../indicators/rules/expression/units';
import type { FormCheck } from '../schema';
import { isWithinReach } from './check-truths';

/** A figure as a check may name it: only those of the form. */
export type NamedFigure = { code: string; unit: string; mode: 'ask' | 'show'; categories: readonly { code: string }[] };

type CheckText = Pick<FormCheck, 'text' | 'level' | 'message'>;

/**
 * Compiles the checks of a form against its figures. Everything wrong in one run; a place is `checks[2]:4-9` (from the fifth character
 * up to the ninth of the third check).
 */
export const compileChecks = (
  checks: readonly CheckText[],
  figures: readonly NamedFigure[],
  units: UnitTable,
  language: string,
): { checks: FormCheck[]; findings: Finding[] } => {
  const known = new Map(
    figures.map(({ code, unit, categories }) => [code, { unit, categories: categories.map(option => option.code) }]),
  );
  const asked = new Set(figures.filter(({ mode }) => mode === 'ask').map(({ code }) => code));
  const compiled: FormCheck[] = [];
  const findings: Finding[] = [];
  for (const [index, check] of checks.entries()) {
    const at = (place: string) => `checks[${index}]:${place}`;
    const wrong = (code: string) =>
      findings.push({
        code,
        level: 'error',
        message: say(language, `form-check:faults.${code}`),
        at: at(`0-${check.text.length}`),
      });
    const result = compileExpression(check.text, { figures: known, units, expect: 'boolean', language });
    if (!result.ok) {
      findings.push(...result.findings.map(finding => ({ ...finding, at: at(finding.at) })));
      continue;
    }
    const uses = codesOf(result.expression);
    if (uses.some(({ shift }) => !isWithinReach(shift))) wrong('beyond-reach');
    else if (!uses.some(({ code, shift }) => asked.has(code) && shift.periods === 0 && shift.years === 0))
      wrong('nothing-asked');
    else compiled.push({ ...check, expression: result.expression });
  }
  return { checks: compiled, findings };
};
