import { sql } from 'kysely';
import type { Db } from '../../../platform/database/connect';
import type { Id } from '../../../platform/database/tables';
import type { SubmissionKey } from '../schema';
import { submissionName } from '../store/bring-in-windows';
import { amongKeys } from '../store/rollups';
import { cellNameIn } from './form-figures';

/** The cells of some submissions that were explained when they were handed in, by submission. */
export async function explainedBefore(
  db: Db,
  tenantId: Id,
  keys: readonly SubmissionKey[],
): Promise<Map<string, Set<string>>> {
  const explained = new Map<string, Set<string>>();
  if (keys.length === 0) return explained;
  const { rows } = await sql<SubmissionKey & { cells: string[] }>`
    select s.form_id, s.period, s.org_unit_id as unit_id, array_agg(distinct ${cellNameIn(sql`n.category`)}) as cells
    from submissions s
    join cell_notes n on n.tenant_id = s.tenant_id and n.form_id = s.form_id and n.period = s.period
      and n.org_unit_id = s.org_unit_id and n.kind = 'explanation'
    join figures g on g.tenant_id = n.tenant_id and g.id = n.figure_id
    where s.tenant_id = ${tenantId} and ${amongKeys(keys)}
    group by s.form_id, s.period, s.org_unit_id`.execute(db);
  for (const row of rows) explained.set(submissionName(row), new Set(row.cells));
  return explained;
}
