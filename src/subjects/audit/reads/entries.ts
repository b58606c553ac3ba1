import { type RawBuilder, sql } from 'kysely';
import type { z } from 'zod';
import type { Db } from '../../../platform/database/connect';
import type { Id } from '../../../platform/database/tables';
import type { AuditPage, AuditRow, auditFilter } from '../schema';

type Filter = z.output<typeof auditFilter>;

const PAGE = 100;
/** As many rows as a workbook takes without becoming unreadable; the sentence in it says when there are more. */
export const MOST_EXPORTED = 50_000;

// Whoever signs in is nobody yet when it is written down; the entry is about them.
const signer = sql`case when a.kind = 'user' and a.operation ^@ 'identity.' then a.subject_id::bigint end`;

// Some kinds have ids that are no numbers (an invitation's login).
const ID = sql`case when coalesce(a.under_id, a.subject_id) ~ '^[0-9]{1,18}$' then coalesce(a.under_id, a.subject_id)::bigint end`;

const calledBy = (table: string, name: string) =>
  sql`select n.${sql.ref(name)} from ${sql.table(table)} n where n.tenant_id = a.tenant_id and n.id = ${ID}`;

const NAMES = {
  user: calledBy('users', 'name'),
  unit: calledBy('org_units', 'short_name'),
  task: calledBy('tasks', 'title'),
  plan: calledBy('plans', 'title'),
  indicator: calledBy('indicators', 'name'),
  figure: calledBy('figures', 'name'),
  form: calledBy('forms', 'name'),
  target: sql`select i.name from targets n join indicators i on i.tenant_id = n.tenant_id and i.id = n.indicator_id
    where n.tenant_id = a.tenant_id and n.id = ${ID}`,
};

/** What the thing is called today: an id says nothing to whoever reads. */
const thing = sql<string | null>`case coalesce(a.under_kind, a.kind) ${sql.join(
  Object.entries(NAMES).map(([kind, name]) => sql`when ${sql.lit(kind)} then (${name})`),
  sql` `,
)} end`;

const whereOf = (tenantId: Id, filter: Filter): RawBuilder<boolean> => {
  const { from, to, userId, operation, kind, subjectId } = filter;
  const clauses = [sql<boolean>`a.tenant_id = ${tenantId}`];
  if (from) clauses.push(sql`a.at >= (${from}::date)::timestamp at time zone 'Asia/Shanghai'`);
  if (to) clauses.push(sql`a.at < (${to}::date + 1)::timestamp at time zone 'Asia/Shanghai'`);
  if (userId) clauses.push(sql`coalesce(a.user_id, ${signer}) = ${userId}`);
  if (operation)
    clauses.push(operation.includes('.') ? sql`a.operation = ${operation}` : sql`a.operation ^@ ${`${operation}.`}`);
  // The thing itself and what hangs on it: a task with its reports and comments.
  if (kind && subjectId)
    clauses.push(
      sql`((a.kind = ${kind} and a.subject_id = ${subjectId}) or (a.under_kind = ${kind} and a.under_id = ${subjectId}))`,
    );
  else if (kind) clauses.push(sql`a.kind = ${kind}`);
  else if (subjectId) clauses.push(sql`a.subject_id = ${subjectId}`);
  return sql.join(clauses, sql` and `);
};

/** Entries newest first, at most `limit`, after the entry `before`. */
export async function entriesOf(
  db: Db,
  tenantId: Id,
  filter: Filter,
  { before, limit }: { before?: Id | undefined; limit: number },
): Promise<AuditRow[]> {
  const further = before === undefined ? sql`true` : sql`a.id < ${before}`;
  const { rows } = await sql<AuditRow>`
    select a.id, a.at, u.name as by, u.login, a.via, a.operation, a.kind, a.subject_id, a.under_kind, a.under_id,
      ${thing} as thing, a.before, a.after, a.address, a.request_id, c.position
    from audit_entries a
    left join users u on u.tenant_id = a.tenant_id and u.id = coalesce(a.user_id, ${signer})
    left join audit_chain c on c.tenant_id = a.tenant_id and c.entry_id = a.id
    where ${whereOf(tenantId, filter)} and ${further}
    order by a.id desc limit ${limit}`.execute(db);
  return rows;
}

export async function countEntries(db: Db, tenantId: Id, filter: Filter): Promise<number> {
  const { rows } = await sql<{ total: number }>`
    select count(*)::int as total from audit_entries a where ${whereOf(tenantId, filter)}`.execute(db);
  return rows[0]!.total;
}

/** One page, the count of all, and what there is to choose from. */
export async function auditPage(db: Db, tenantId: Id, filter: Filter, before?: Id): Promise<AuditPage> {
  const rows = await entriesOf(db, tenantId, filter, { before, limit: PAGE + 1 });
  const shown = rows.slice(0, PAGE);
  const people = await sql<{ id: Id; name: string }>`
    select u.id, u.name from users u
    where u.tenant_id = ${tenantId}
      and exists (select 1 from audit_entries a where a.tenant_id = u.tenant_id and a.user_id = u.id)
    order by u.name collate "zh-x-icu"`.execute(db);
  const operations = await sql<{ operation: string }>`
    select distinct operation from audit_entries where tenant_id = ${tenantId} order by 1`.execute(db);
  return {
    total: await countEntries(db, tenantId, filter),
    rows: shown,
    next: rows.length > PAGE ? shown.at(-1)!.id : null,
    people: people.rows,
    operations: operations.rows.map(({ operation }) => operation),
  };
}
