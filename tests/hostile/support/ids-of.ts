import { sql } from 'kysely';
import type { Db } from '../../../src/platform/database/connect';
import type { Id } from '../../../src/platform/database/tables';
import type { Ids } from './arbitrary-of';
import { currentMonth, type TwoBodies } from './two-bodies';

/** Which table a field of an input names a row of. */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  tasks: ['taskId'],
  org_units: ['unitId', 'parentId', 'leadUnitId', 'addUnitId', 'removeUnitId', 'lead', 'unit', 'orgUnitId'],
  plans: ['planId'],
  plan_conflicts: ['conflictId'],
  users: ['userId'],
  posts: ['postId'],
  milestones: ['milestoneId'],
  progress_reports: ['reportId'],
  saved_views: ['viewId'],
  targets: ['targetId'],
  files: ['fileId'],
};

const rowsOf = async (owner: Db, tenantId: Id, table: string): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    select id::text as id from ${sql.table(table)} where tenant_id = ${tenantId} order by id limit 8`.execute(owner);
  return rows.map(({ id }) => id);
};

/** Ids of both bodies by the names of the fields that take them, three of the own to one of the other. */
export async function idsOf({ app, own, other }: TwoBodies): Promise<Ids> {
  const ids: Record<string, string[]> = { '': ['1', '2', '3'], node: ['n1', 'n2', 'n3'], period: [currentMonth()] };
  for (const [table, fields] of Object.entries(FIELDS)) {
    const mine = await rowsOf(app.owner, own.tenantId, table);
    const theirs = await rowsOf(app.owner, other.tenantId, table);
    for (const field of fields) ids[field] = [...mine, ...mine, ...theirs];
  }
  return ids;
}

// Being looked at touches a session; a wrong password is counted in every body that it was tried on, a call wherever it has a limit; the seal comes later.
const RESTLESS = ['sessions', 'sign_in_failures', 'call_counts', 'audit_unsealed', 'audit_chain'];

/** One line for all rows of a body: changes where any of them does. */
export async function fingerprint(owner: Db, tenantId: Id): Promise<string> {
  const tables = await sql<{ name: string }>`
    select distinct table_name as name from information_schema.columns
    where table_schema = 'public' and column_name = 'tenant_id' and table_name <> all(${RESTLESS})
    order by 1`.execute(owner);
  const lines: string[] = [];
  for (const { name } of tables.rows) {
    const { rows } = await sql<{ line: string | null }>`
      select md5(string_agg(x::text, '|' order by x::text)) as line from ${sql.table(name)} x
      where x.tenant_id = ${tenantId}`.execute(owner);
    lines.push(`${name} ${rows[0]?.line ?? '-'}`);
  }
  return lines.join('\n');
}
