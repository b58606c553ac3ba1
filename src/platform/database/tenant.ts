import { sql } from 'kysely';
import type { Db } from './connect';
import { type Purpose, remarkOf } from './statement-watch';
import type { Id } from './tables';

/** `read`: sees one state of the data and can change nothing; `write`: all or nothing. */
export type Access = 'read' | 'write';

const BEGIN: Record<Access, string> = {
  read: 'begin isolation level repeatable read read only',
  write: 'begin',
};

/**
 * Whose rows the rest of this transaction sees and writes: row-level security compares every row with it. The statement, not
 * `set_config`: only the statement is passed on to the servers of a distributed database.
 */
export const tenantStatement = (tenantId: Id): string => {
  // It is put into a statement, so nothing but digits may pass.
  if (!/^\d{1,19}$/.test(tenantId)) throw new Error(`not a tenant's id: ${tenantId}`);
  return `set local app.tenant = '${tenantId}'`;
};

export const enterTenant = async (db: Db, tenantId: Id): Promise<void> => {
  await sql.raw(tenantStatement(tenantId)).execute(db);
};

/**
 * Runs `work` in one transaction of its own on one connection; `tenantId` null: in nobody's name (only the catalogue of bodies
 * is seen). Begins and enters in one message. Rolled back where `work` throws. `purpose` is told to who watches the statements.
 */
export async function inTransaction<Output>(
  db: Db,
  tenantId: Id | null,
  access: Access,
  work: (db: Db) => Promise<Output>,
  purpose?: Purpose,
): Promise<Output> {
  const remark = purpose ? remarkOf(purpose) : '';
  const begin = `${remark}${BEGIN[access]}${tenantId === null ? '' : `; ${tenantStatement(tenantId)}`}`;
  return db.connection().execute(async connection => {
    await sql.raw(begin).execute(connection);
    try {
      const output = await work(connection);
      await sql.raw('commit').execute(connection);
      return output;
    } catch (error) {
      // Where the connection is gone, the database has rolled back by itself; the first error is the one to tell.
      await sql
        .raw('rollback')
        .execute(connection)
        .catch(() => undefined);
      throw error;
    }
  });
}

/** For jobs, routes and the command line: everything of one body, in one transaction. */
export const inTenant = <Output>(
  db: Db,
  tenantId: Id,
  work: (db: Db) => Promise<Output>,
  { readOnly = false }: { readOnly?: boolean } = {},
): Promise<Output> => inTransaction(db, tenantId, readOnly ? 'read' : 'write', work);
