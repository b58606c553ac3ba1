import { Decimal as Exact } from 'decimal.js';
import type { Context } from '../../../platform/operation';
import { evaluate } from '../../indicators/rules/expression/evaluate';
import type { CellFinding } from '../entry-schema';
import type { ReviewOne } from '../review-schema';
import { type CheckedCells, checkCells } from '../rules/check-cells';
import { lookupIn } from '../rules/check-truths';
import type { SubmissionKey } from '../schema';
import { derivedRows } from './derived-rows';
import { earlierValues } from './earlier-values';
import { entryHead } from './entry-head';

/**
 * What the reporter was asked about the figures that were handed in (an explanation without its question says little), and what the
 * form works out of them: the same checks and formulas as at entry.
 */
export async function reviewFindings(
  { db, actor }: Context,
  key: SubmissionKey,
): Promise<{ findings: CellFinding[]; derived: ReviewOne['derived'] }> {
  const { tenantId } = actor;
  const head = await entryHead(db, tenantId, key);
  if (!head) return { findings: [], derived: [] };
  const { figures, checks, frequency } = head;
  const [{ previous, lastYear, history }, derived] = await Promise.all([
    earlierValues(db, tenantId, key),
    derivedRows(db, tenantId, frequency, new Set(figures.map(({ code }) => code))),
  ]);
  const now = { texts: head.values, previous: previous.values, lastYear: lastYear.values, history, period: key.period };
  const none = { previous: {}, lastYear: {}, history: { periods: [], values: {} } };
  const valueIn = (cells: CheckedCells, { expression, decimals }: (typeof derived)[number]): string | null => {
    const value = evaluate(expression, lookupIn(figures, cells));
    return typeof value === 'string' ? new Exact(value).toDecimalPlaces(decimals).toFixed() : null;
  };
  return {
    // A blank is seen by itself.
    findings: checkCells({ figures, checks, derived }, now).filter(({ code }) => code !== 'required'),
    derived: derived
      .filter(({ expression }) => expression.op !== 'figure')
      .map(row => ({
        ...{ code: row.code, name: row.name, unit: row.unit, value: valueIn(now, row) },
        previous: valueIn({ ...none, texts: previous.values, period: previous.period }, row),
        lastYear: valueIn({ ...none, texts: lastYear.values, period: lastYear.period }, row),
      })),
  };
}
