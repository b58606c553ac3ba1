import { sql } from 'kysely';
import { shiftPeriod, shiftYear } from '../../../kernel/period';
import type { Db } from '../../../platform/database/connect';
import type { Id } from '../../../platform/database/tables';
import type { CellTexts } from '../entry-schema';
import { MOST_BACK } from '../rules/check-truths';
import type { SubmissionKey } from '../schema';
import { cellNameIn } from './form-figures';

/** What a unit handed in before, as its form shows and checks it. */
export type EarlierValues = {
  previous: { period: string; values: CellTexts };
  lastYear: { period: string; values: CellTexts };
  history: { periods: string[]; values: Record<string, (string | null)[]> };
};

/** The values of a form's figures in the twelve periods before and a year ago, whichever form they came with. */
export async function earlierValues(
  db: Db,
  tenantId: Id,
  { formId, period, unitId }: SubmissionKey,
): Promise<EarlierValues> {
  const periods = Array.from({ length: MOST_BACK }, (_, back) => shiftPeriod(period, -back - 1));
  const lastYear = shiftYear(period, -1);
  const { rows } = await sql<{ period: string; values: CellTexts }>`
    select v.period, json_object_agg(${cellNameIn(sql`v.category`)}, trim_scale(v.value)::text) as values
    from figure_values v
    join figures g on g.tenant_id = v.tenant_id and g.id = v.figure_id
    where v.tenant_id = ${tenantId} and v.org_unit_id = ${unitId}
      and v.period = any(${[...new Set([...periods, lastYear])]}::text[])
      and v.figure_id in (select ff.figure_id from form_figures ff where ff.tenant_id = ${tenantId} and ff.form_id = ${formId})
    group by v.period`.execute(db);
  const byPeriod = new Map(rows.map(row => [row.period, row.values]));
  const at = (code: string) => ({ period: code, values: byPeriod.get(code) ?? {} });
  const values: Record<string, (string | null)[]> = {};
  for (const [back, code] of periods.entries())
    for (const [cell, value] of Object.entries(byPeriod.get(code) ?? {})) {
      values[cell] ??= periods.map(() => null);
      values[cell][back] = value;
    }
  return { previous: at(periods[0]!), lastYear: at(lastYear), history: { periods, values } };
}
