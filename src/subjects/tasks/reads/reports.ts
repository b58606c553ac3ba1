import { sql } from 'kysely';
import type { Db } from '../../../platform/database/connect';
import type { Id } from '../../../platform/database/tables';
import type { Actor } from '../../../platform/operation';
import { actsFor, seesInside } from '../policy';
import type { ReportRow, SubmissionBody } from '../schema';
import { reportVisible } from './visible';

type Row = Omit<ReportRow, 'values' | 'previous' | 'rounds' | 'files'> & {
  submissions: { round: number; body: SubmissionBody }[];
  /** `gone`: left out of a later round. */
  files: (ReportRow['files'][number] & { gone: boolean })[];
  path: string;
  leadPath: string | null;
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

/** What was handed in last, in place of what is being corrected: that is its author's paper until it is handed in again. */
const asHandedIn = (row: Row): Row => {
  const submissions = row.submissions.filter(({ round }) => round > 0);
  const body = submissions.at(-1)?.body;
  if (!body) return row;
  const { percent, summary, problem, nextStep } = body;
  const files = row.files
    .filter(({ id }) => body.files.some(file => file.id === id))
    .map(file => ({ ...file, gone: false }));
  return { ...row, percent, summary, problem, nextStep, submissions, files };
};

/** A report as this person reads it. */
const shownTo = (actor: Actor, row: Row): ReportRow => {
  const own = row.status === 'returned' && !actsFor(actor.posts, row.path) ? asHandedIn(row) : row;
  const { submissions, path: _path, leadPath: _lead, files, ...report } = own;
  return {
    ...report,
    files: files.filter(({ gone }) => !gone).map(({ gone: _, ...file }) => file),
    values: valuesNow(submissions),
    // Who reads it because it was accepted reads what was accepted.
    previous: seesInside(actor, own) ? previousOf(own) : null,
    rounds: submissions.filter(({ round }) => round > 0).length,
  };
};

/** The reports of a task that a person reads, newest first, with their files and the round before. */
export async function reportsOfTask(db: Db, actor: Actor, taskId: Id): Promise<ReportRow[]> {
  const { rows } = await sql<Row>`
    select r.id, r.org_unit_id as unit_id, o.short_name as unit_name, r.period, r.status, r.percent, r.summary, r.problem,
      r.next_step, r.submitted_at, su.name as submitted_by, r.reviewed_at, re.name as reviewed_by, r.return_reason, r.version,
      coalesce((select jsonb_agg(jsonb_build_object('id', f.id::text, 'name', f.name, 'mediaType', f.media_type, 'size', f.size,
                                 'gone', rf.gone) order by rf.sort)
                from report_files rf join files f on f.tenant_id = rf.tenant_id and f.id = rf.file_id
                where rf.tenant_id = r.tenant_id and rf.report_id = r.id), '[]') as files,
      coalesce((select jsonb_agg(jsonb_build_object('round', s.round, 'body', s.body) order by s.round)
                from report_submissions s where s.tenant_id = r.tenant_id and s.report_id = r.id), '[]') as submissions,
      o.path, lo.path as lead_path
    from progress_reports r
    join tasks t on t.tenant_id = r.tenant_id and t.id = r.task_id
    left join org_units lo on lo.tenant_id = t.tenant_id and lo.id = t.lead_unit_id
    join org_units o on o.tenant_id = r.tenant_id and o.id = r.org_unit_id
    left join users su on su.tenant_id = r.tenant_id and su.id = r.submitted_by
    left join users re on re.tenant_id = r.tenant_id and re.id = r.reviewed_by
    where r.tenant_id = ${actor.tenantId} and r.task_id = ${taskId} and ${reportVisible(actor)}
    order by r.updated_at desc, r.id desc`.execute(db);
  return rows.map(row => shownTo(actor, row));
}
