import { sql } from 'kysely';
import type { Db } from '../../../platform/database/connect';
import type { Id } from '../../../platform/database/tables';
import type { EntryNote } from '../entry-schema';
import type { SubmissionKey } from '../schema';
import { cellNameIn } from './form-figures';

/** What was said about the cells of a submission, oldest first; `cell` leaves out all others. */
export async function notesOf(
  db: Db,
  tenantId: Id,
  { formId, period, unitId }: SubmissionKey,
  cell: { figureId: Id; category: string } | null = null,
): Promise<EntryNote[]> {
  const { rows } = await sql<EntryNote>`
    select n.id, ${cellNameIn(sql`n.category`)} as cell, n.kind, n.body, u.name as by, n.at, n.resolved_at,
      coalesce((
        select json_agg(json_build_object('id', f.id::text, 'name', f.name) order by f.id)
        from cell_note_files nf join files f on f.tenant_id = nf.tenant_id and f.id = nf.file_id
        where nf.tenant_id = n.tenant_id and nf.note_id = n.id), '[]') as files
    from cell_notes n
    join figures g on g.tenant_id = n.tenant_id and g.id = n.figure_id
    join users u on u.tenant_id = n.tenant_id and u.id = n.user_id
    where n.tenant_id = ${tenantId} and n.form_id = ${formId} and n.period = ${period} and n.org_unit_id = ${unitId}
      ${cell ? sql`and n.figure_id = ${cell.figureId} and n.category = ${cell.category}` : sql``}
    order by n.id`.execute(db);
  return rows;
}
