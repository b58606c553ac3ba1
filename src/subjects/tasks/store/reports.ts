import { type Selectable, sql } from 'kysely';
import { refuse } from '../../../kernel/refusal';
import type { Db } from '../../../platform/database/connect';
import type { Database, Id } from '../../../platform/database/tables';
import type { Actor } from '../../../platform/operation';
import type { SubmissionBody } from '../schema';

export type Report = Selectable<Database['progressReports']>;

/** What a person writes in a report. A draft may have no percent yet. */
export type ReportContent = {
  percent: number | null;
  summary: string;
  problem: string;
  nextStep: string;
  values: { targetId: Id; value: string }[];
  fileIds: Id[];
};

// The place of what is being written, before it is handed in as round 1, 2, …
const DRAFT_ROUND = 0;

export type ReportKey = { tenantId: Id; taskId: Id; unitId: Id; period: string };

/** The report of a unit for a period, locked; null where none was begun. */
export async function lockReport(db: Db, { tenantId, taskId, unitId, period }: ReportKey): Promise<Report | null> {
  const row = await db
    .selectFrom('progressReports')
    .selectAll()
    .where('tenantId', '=', tenantId)
    .where('taskId', '=', taskId)
    .where('orgUnitId', '=', unitId)
    .where('period', '=', period)
    .forUpdate()
    .executeTakeFirst();
  return row ?? null;
}

export async function lockReportById(db: Db, tenantId: Id, reportId: Id): Promise<Report> {
  const row = await db
    .selectFrom('progressReports')
    .selectAll()
    .where('tenantId', '=', tenantId)
    .where('id', '=', reportId)
    .forUpdate()
    .executeTakeFirst();
  return row ?? refuse('not-found');
}

/** Writes what was typed: a new report, or the next version of this one. */
export async function writeReport(
  db: Db,
  key: ReportKey,
  report: Report | null,
  content: ReportContent,
  now: string,
): Promise<{ id: Id; version: number }> {
  const fields = {
    percent: content.percent,
    summary: content.summary,
    problem: content.problem,
    nextStep: content.nextStep,
    updatedAt: now,
  };
  if (!report)
    return db
      .insertInto('progressReports')
      .values({ tenantId: key.tenantId, taskId: key.taskId, orgUnitId: key.unitId, period: key.period, ...fields })
      .returning(['id', 'version'])
      .executeTakeFirstOrThrow();
  return db
    .updateTable('progressReports')
    .set({ ...fields, version: report.version + 1 })
    .where('tenantId', '=', key.tenantId)
    .where('id', '=', report.id)
    .returning(['id', 'version'])
    .executeTakeFirstOrThrow();
}

/**
 * The evidence of a report, in order. One attaches what one uploaded, and what this unit has in this task already: attaching is
 * no way to read another's file, so any other is refused as not found. Returns ids and names.
 */
export async function attachFiles(
  db: Db,
  { tenantId, userId }: Pick<Actor, 'tenantId' | 'userId'>,
  { id: reportId, taskId, unitId }: { id: Id; taskId: Id; unitId: Id },
  fileIds: readonly Id[],
): Promise<SubmissionBody['files']> {
  const ids = [...new Set(fileIds)];
  const files = ids.length
    ? await db
        .selectFrom('files as f')
        .select(['f.id', 'f.name'])
        .where('f.tenantId', '=', tenantId)
        .where('f.id', 'in', ids)
        .where(
          sql<boolean>`(f.created_by = ${userId} or exists (
            select 1 from report_files rf join progress_reports r on r.tenant_id = rf.tenant_id and r.id = rf.report_id
            where rf.tenant_id = f.tenant_id and rf.file_id = f.id and r.task_id = ${taskId} and r.org_unit_id = ${unitId}))`,
        )
        .execute()
    : [];
  if (files.length !== ids.length) refuse('not-found');
  // What was handed in once stays with its round; what was only in a draft goes.
  await sql`
    delete from report_files rf
    where rf.tenant_id = ${tenantId} and rf.report_id = ${reportId} and not exists (
      select 1 from report_submissions s
      where s.tenant_id = rf.tenant_id and s.report_id = rf.report_id and s.round > ${DRAFT_ROUND}
        and s.body->'files' @> jsonb_build_array(jsonb_build_object('id', rf.file_id::text)))`.execute(db);
  await db
    .updateTable('reportFiles')
    .set({ gone: true })
    .where('tenantId', '=', tenantId)
    .where('reportId', '=', reportId)
    .execute();
  if (ids.length)
    await db
      .insertInto('reportFiles')
      .values(ids.map((fileId, sort) => ({ tenantId, reportId, fileId, sort })))
      .onConflict(conflict =>
        conflict
          .columns(['tenantId', 'reportId', 'fileId'])
          .doUpdateSet(eb => ({ sort: eb.ref('excluded.sort'), gone: eb.ref('excluded.gone') })),
      )
      .execute();
  return ids.map(id => files.find(file => file.id === id)!);
}

/** Keeps the values of a draft apart until it is handed in: nobody else counts them. */
export async function keepDraftValues(db: Db, tenantId: Id, reportId: Id, content: ReportContent, by: Id, now: string) {
  const { percent, summary, problem, nextStep, values } = content;
  const body = JSON.stringify({ percent, summary, problem, nextStep, values, files: [] });
  await db
    .insertInto('reportSubmissions')
    .values({ tenantId, reportId, round: DRAFT_ROUND, body, submittedAt: now, submittedBy: by })
    .onConflict(conflict =>
      conflict.columns(['tenantId', 'reportId', 'round']).doUpdateSet(eb => ({ body: eb.ref('excluded.body') })),
    )
    .execute();
}

/** Keeps what was handed in whole, as the next round. Returns its number. */
export async function keepRound(
  db: Db,
  tenantId: Id,
  reportId: Id,
  body: SubmissionBody,
  by: Id,
  now: string,
): Promise<number> {
  await db
    .deleteFrom('reportSubmissions')
    .where('tenantId', '=', tenantId)
    .where('reportId', '=', reportId)
    .where('round', '=', DRAFT_ROUND)
    .execute();
  const { last } = await db
    .selectFrom('reportSubmissions')
    .select(eb => eb.fn.coalesce(eb.fn.max('round'), eb.lit(0)).as('last'))
    .where('tenantId', '=', tenantId)
    .where('reportId', '=', reportId)
    .executeTakeFirstOrThrow();
  const round = last + 1;
  await db
    .insertInto('reportSubmissions')
    .values({ tenantId, reportId, round, body: JSON.stringify(body), submittedAt: now, submittedBy: by })
    .execute();
  return round;
}

// The day after a period, so that months, quarters and weeks have one order.
const afterPeriod = sql`case
  when r.period like '%Q%'
    then (make_date(substr(r.period, 1, 4)::int, substr(r.period, 7, 1)::int * 3, 1) + interval '1 month')::date
  when r.period like '%W%' then to_date(r.period, 'IYYY-"W"IW') + 7
  else (to_date(r.period, 'YYYY-MM') + interval '1 month')::date end`;

/**
 * Percent and last period of a task and its units, from the newest reports that count (handed in and not returned): a unit's own,
 * or those of a unit that was merged into it.
 */
export async function settleProgress(db: Db, tenantId: Id, taskId: Id): Promise<void> {
  const newest = sql`
    select distinct on (k.org_unit_id) k.org_unit_id, r.percent, r.period
    from task_units k
    join org_units o on o.tenant_id = k.tenant_id and (o.id = k.org_unit_id or o.successor_id = k.org_unit_id)
    join progress_reports r on r.tenant_id = k.tenant_id and r.task_id = k.task_id and r.org_unit_id = o.id
    where k.tenant_id = ${tenantId} and k.task_id = ${taskId} and r.status in ('submitted', 'accepted')
    order by k.org_unit_id, ${afterPeriod} desc, o.id = k.org_unit_id desc`;
  await sql`
    update task_units u set percent = n.percent, last_period = n.period
    from (select k.org_unit_id, c.percent, c.period from task_units k left join (${newest}) c on c.org_unit_id = k.org_unit_id
          where k.tenant_id = ${tenantId} and k.task_id = ${taskId}) n
    where u.tenant_id = ${tenantId} and u.task_id = ${taskId} and u.org_unit_id = n.org_unit_id
      and (u.percent, u.last_period) is distinct from (n.percent, n.period)`.execute(db);
  await sql`
    update tasks t set percent = coalesce(u.percent, 0), last_period = u.last_period
    from task_units u
    where t.tenant_id = ${tenantId} and t.id = ${taskId}
      and u.tenant_id = t.tenant_id and u.task_id = t.id and u.org_unit_id = t.lead_unit_id
      and (t.percent, t.last_period) is distinct from (coalesce(u.percent, 0), u.last_period)`.execute(db);
}
