import type pg from 'pg';
import { patternOf } from './book';

/** Where a mark may stand: a query for (mark, rows), of what was written since a time. `$1` is the pattern, `$2` the time. */
const places: Record<string, string> = {
  tasks: `select substring(title from $1::text) as mark, count(*) from tasks where created_at >= $2 group by 1`,
  'task units': `select substring(t.title from $1::text) as mark, count(*) from tasks t
    join task_units u on u.tenant_id = t.tenant_id and u.task_id = t.id where t.created_at >= $2 group by 1`,
  'tasks sent': `select substring(title from $1::text) as mark, count(*) from tasks where sent_at >= $2 group by 1`,
  'tasks signed': `select substring(t.title from $1::text) as mark, count(*) from tasks t
    join task_units u on u.tenant_id = t.tenant_id and u.task_id = t.id and u.org_unit_id = t.lead_unit_id
    where t.signed_at >= $2 and u.signed_at >= $2 and t.status in ('active', 'done') group by 1`,
  'tasks edited': `select substring(content from $1::text) as mark, count(*) from tasks where updated_at >= $2 group by 1`,
  'tasks finished': `select substring(title from $1::text) as mark, count(*) from tasks
    where done_at >= $2 and status = 'done' group by 1`,
  comments: `select substring(body from $1::text) as mark, count(*) from task_comments where created_at >= $2 group by 1`,
  milestones: `select substring(m.title from $1::text) as mark, count(*) from milestones m
    join tasks t on t.tenant_id = m.tenant_id and t.id = m.task_id where t.updated_at >= $2 group by 1`,
  reports: `select substring(problem from $1::text) as mark, count(*) from progress_reports where updated_at >= $2 group by 1`,
  'reports handed in': `select substring(summary from $1::text) as mark, count(*) from progress_reports
    where updated_at >= $2 and status <> 'draft' group by 1`,
  submissions: `select substring(body->>'summary' from $1::text) as mark, count(*) from report_submissions
    where submitted_at >= $2 and round > 0 group by 1`,
  evidence: `select substring(r.summary from $1::text) as mark, count(*) from progress_reports r
    join report_files f on f.tenant_id = r.tenant_id and f.report_id = r.id where r.updated_at >= $2 group by 1`,
  values: `select substring(r.summary from $1::text) as mark, count(*) from progress_reports r
    join target_values v on v.tenant_id = r.tenant_id and v.report_id = r.id where r.updated_at >= $2 group by 1`,
  verdicts: `select substring(reason from $1::text) as mark, count(*) from report_submissions
    where reviewed_at >= $2 and verdict is not null group by 1`,
  'reports reviewed': `select substring(s.reason from $1::text) as mark, count(*) from report_submissions s
    join progress_reports r on r.tenant_id = s.tenant_id and r.id = s.report_id and r.status = s.verdict
    where s.reviewed_at >= $2 group by 1`,
  units: `select substring(name from $1::text) as mark, count(*) from org_units group by 1`,
  invitations: `select substring(login from $1::text) as mark, count(*) from invitations where created_at >= $2 group by 1`,
  views: `select substring(name from $1::text) as mark, count(*) from saved_views where created_at >= $2 group by 1`,
  files: `select substring(name from $1::text) as mark, count(*) from files where created_at >= $2 group by 1`,
  plans: `select substring(f.name from $1::text) as mark, count(*) from plans p
    join files f on f.tenant_id = p.tenant_id and f.id = p.file_id where p.created_at >= $2 group by 1`,
  corrections: `select substring(payload::text from $1::text) as mark, count(*) from plan_corrections where created_at >= $2 group by 1`,
  'plans adopted': `select substring(f.name from $1::text) as mark, count(*) from plans p
    join files f on f.tenant_id = p.tenant_id and f.id = p.file_id where p.adopted_at >= $2 group by 1`,
  'tasks adopted': `select substring(f.name from $1::text) as mark, count(*) from tasks t
    join plans p on p.tenant_id = t.tenant_id and p.id = t.plan_id
    join files f on f.tenant_id = p.tenant_id and f.id = p.file_id where t.created_at >= $2 group by 1`,
  'units adopted': `select substring(f.name from $1::text) as mark, count(*) from tasks t
    join task_units u on u.tenant_id = t.tenant_id and u.task_id = t.id
    join plans p on p.tenant_id = t.tenant_id and p.id = t.plan_id
    join files f on f.tenant_id = p.tenant_id and f.id = p.file_id where t.created_at >= $2 group by 1`,
  'targets adopted': `select substring(f.name from $1::text) as mark, count(*) from targets g
    join plans p on p.tenant_id = g.tenant_id and p.id = g.plan_id
    join files f on f.tenant_id = p.tenant_id and f.id = p.file_id where p.adopted_at >= $2 group by 1`,
};

/** Audit rows of an operation: those that carry the mark themselves (by its letter), and those that name the marked thing. */
const auditByText: Record<string, string> = {
  'tasks.create': 't',
  'tasks.comment': 'c',
  'tasks.edit': 'e',
  'tasks.submitReport': 's',
  'tasks.reviewReport': 'r',
  'tasks.saveMilestone': 'm',
  'org.saveUnit': 'u',
  'org.invite': 'i',
  'plans.correct': 'k',
  'files.upload': '[fp]',
};
const auditBySubject: [operations: string[], mark: string, from: string][] = [
  [
    ['tasks.send', 'tasks.sign', 'tasks.finish'],
    's.title',
    `join tasks s on a.kind = 'task' and s.id::text = a.subject_id`,
  ],
  [['tasks.saveReport'], 's.problem', `join progress_reports s on a.kind = 'report' and s.id::text = a.subject_id`],
  [
    ['plans.import', 'plans.adopt'],
    'f.name',
    `join plans s on a.kind = 'plan' and s.id::text = a.subject_id join files f on f.tenant_id = s.tenant_id and f.id = s.file_id`,
  ],
];

/** How many rows there are at a place with a mark. */
export type Inventory = (where: string, mark: string) => number;

/** Looks through the whole database (as its owner) for this run's marks in what was written since `since`. */
export async function takeInventory(owner: pg.Client, run: string, since: Date): Promise<Inventory> {
  const found = new Map<string, number>();
  const note = (where: string, rows: { mark: string | null; count: string }[]) => {
    for (const { mark, count } of rows)
      if (mark !== null) found.set(`${where} ${mark}`, (found.get(`${where} ${mark}`) ?? 0) + Number(count));
  };
  for (const [where, query] of Object.entries(places)) {
    const parameters = query.includes('$2') ? [patternOf(run), since] : [patternOf(run)];
    note(where, (await owner.query(query, parameters)).rows);
  }
  for (const [operation, letter] of Object.entries(auditByText)) {
    const query = `select substring(after::text from $1::text) as mark, count(*) from audit_entries
      where operation = $3 and at >= $2 group by 1`;
    note(`audit ${operation}`, (await owner.query(query, [patternOf(run, letter), since, operation])).rows);
  }
  for (const [operations, mark, from] of auditBySubject) {
    const query = `select a.operation, substring(${mark} from $1::text) as mark, count(*) from audit_entries a ${from}
      and s.tenant_id = a.tenant_id where a.operation = any($3) and a.at >= $2 group by 1, 2`;
    for (const row of (await owner.query(query, [patternOf(run), since, operations])).rows)
      note(`audit ${row.operation}`, [row]);
  }
  return (where, mark) => found.get(`${where} ${mark}`) ?? 0;
}
