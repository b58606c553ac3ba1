import { sql } from 'kysely';
import type { Db } from '../../../platform/database/connect';
import type { Id } from '../../../platform/database/tables';
import type { ReportRow, SubmissionBody } from '../schema';

type Row = Omit<ReportRow, 'values' | 'previous' | 'rounds'> & {
  submissions: { round: number; body: SubmissionBody }[];
};

/** The values as they stand: those being written, else those last handed in. */
const valuesNow = (submissions: Row['submissions']): ReportRow['values'] =>
  (submissions.find(({ round }) => round === 0) ?? submissions.at(-1))?.body.values ?? [];

/** What the reviewer compares with: the round before the one on the table. */
const previousOf = ({ status, submissions }: Row): SubmissionBody | null => {
  const handedIn = submissions.filter(({ round }) => round > 0);
  // While it is being corrected, the last round handed in is what the new text is compared with.
  const before = status === 'draft' || status === 'returned' ? handedIn.at(-1) : handedIn.at(-2);
  return before?.body ?? null;
};

/** All reports of a task, newest first, with their files and the round before. */
export async function reportsOfTask(db: Db, tenantId: Id, taskId: Id): Promise<ReportRow[]> {
  const { rows } = await sql<Row>`
    select r.id, r.org_unit_id as unit_id, o.short_name as unit_name, r.period, r.status, r.percent, r.summary, r.problem,
      r.next_step, r.submitted_at, su.name as submitted_by, r.reviewed_at, re.name as reviewed_by, r.return_reason, r.version,
      coalesce((select jsonb_agg(jsonb_build_object('id', f.id::text, 'name', f.name, 'mediaType', f.media_type, 'size', f.size)
                                 order by rf.sort)
                from report_files rf join files f on f.tenant_id = rf.tenant_id and f.id = rf.file_id
                where rf.tenant_id = r.tenant_id and rf.report_id = r.id), '[]') as files,
      coalesce((select jsonb_agg(jsonb_build_object('round', s.round, 'body', s.body) order by s.round)
                from report_submissions s where s.tenant_id = r.tenant_id and s.report_id = r.id), '[]') as submissions
    from progress_reports r
    join org_units o on o.tenant_id = r.tenant_id and o.id = r.org_unit_id
    left join users su on su.tenant_id = r.tenant_id and su.id = r.submitted_by
    left join users re on re.tenant_id = r.tenant_id and re.id = r.reviewed_by
    where r.tenant_id = ${tenantId} and r.task_id = ${taskId}
    order by r.updated_at desc, r.id desc`.execute(db);
  return rows.map(row => {
    const { submissions, ...report } = row;
    return {
      ...report,
      values: valuesNow(submissions),
      previous: previousOf(row),
      rounds: submissions.filter(({ round }) => round > 0).length,
    };
  });
}
