import { say } from '../../../locales/say';
import type { CellFinding, SaidCellFinding } from '../entry-schema';

/** Findings with their sentences in a language. */
export const sayFindings = (language: string, findings: readonly CellFinding[]): SaidCellFinding[] =>
  findings.map(finding => ({ ...finding, message: say(language, `form-check:${finding.code}`, finding.values) }));
