import { CamelCasePlugin, Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { guardConnections } from './guard-connections';
import { PreparingClient } from './preparing-client';
import { SERVER_ROLE } from './server-role';
import type { StatementListener } from './statement-watch';
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

// Connections that stay open while nobody asks anything.
const KEPT_OPEN = 3;

/** Settings of each connection: a statement, or a forgotten transaction, that holds others up is given up by the database. */
const optionsOf = (role: string, patienceSeconds: number): string =>
  [
    `role=${role}`,
    `statement_timeout=${patienceSeconds}s`,
    `idle_in_transaction_session_timeout=${2 * patienceSeconds}s`,
  ]
    .map(setting => `-c ${setting}`)
    .join(' ');

/**
 * Opens a pool on any PostgreSQL from 15 on. `url` may name a unix socket (`postgres://user:pw@/db?host=/dir`). Whoever logs in,
 * the connection acts as `role`: the server's, under row-level security. Null, the owner of the tables, is for the tools that
 * keep the whole installation. `onStatement` hears of every statement that has ended (never of its parameters).
 * Only the owner's tools wait longer than `patienceSeconds` for a statement.
 */
export function connect(
  url: string,
  size = 10,
  role: string | null = SERVER_ROLE,
  onStatement?: StatementListener,
  patienceSeconds = 30,
): { db: Db; pool: pg.Pool; close: () => Promise<void> } {
  const pool = new pg.Pool({
    connectionString: url,
    max: size,
    // An office asks for minutes nothing at all: whoever comes then waits neither for a connection nor for its plans.
    min: role === null ? 0 : Math.min(size, KEPT_OPEN),
    ...(role && { options: optionsOf(role, patienceSeconds) }),
    keepAlive: true,
    types,
    connectionTimeoutMillis: Math.min(10_000, patienceSeconds * 1_000),
    Client: PreparingClient,
    ...(onStatement && { onStatement }),
  });
  // What the database has not given up by itself by then, it will not answer any more.
  guardConnections(pool, role === null ? 0 : patienceSeconds * 1_500);
  const db = new Kysely<Database>({
    dialect: new PostgresDialect({ pool }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  });
  return { db, pool, close: () => db.destroy() };
}
