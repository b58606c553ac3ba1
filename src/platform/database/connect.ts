import { CamelCasePlugin, Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { PreparingClient } from './preparing-client';
import { SERVER_ROLE } from './server-role';
import type { Database } from './tables';

export type Db = Kysely<Database>;

// Dates stay the text they are: a Date object would move them by the time zone. Numbers stay exact.
const types = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    if (oid === pg.types.builtins.DATE) return (value: string) => value;
    if (oid === pg.types.builtins.TIMESTAMPTZ) return (value: string) => new Date(value).toISOString();
    return pg.types.getTypeParser(oid, format);
  }) as typeof pg.types.getTypeParser,
};

/**
 * Opens a pool on any PostgreSQL from 15 on. `url` may name a unix socket (`postgres://user:pw@/db?host=/dir`). Whoever logs in,
 * the connection acts as `role`: the server's, under row-level security. Null, the owner of the tables, is for the tools that
 * keep the whole installation.
 */
export function connect(
  url: string,
  size = 10,
  role: string | null = SERVER_ROLE,
): { db: Db; pool: pg.Pool; close: () => Promise<void> } {
  const pool = new pg.Pool({
    connectionString: url,
    max: size,
    ...(role && { options: `-c role=${role}` }),
    types,
    connectionTimeoutMillis: 10_000,
    Client: PreparingClient,
  });
  // A connection that breaks while idle is replaced at the next use; without a listener it would end the process.
  pool.on('error', () => undefined);
  const db = new Kysely<Database>({
    dialect: new PostgresDialect({ pool }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  });
  return { db, pool, close: () => db.destroy() };
}
