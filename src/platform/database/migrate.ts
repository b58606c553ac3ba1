import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { say } from '../../locales/say';
import { ensureServerRole, SERVER_ROLE } from './server-role';

// One number for «somebody is migrating»: two servers that start together do it once.
export const MIGRATION_LOCK = 731_001;

/**
 * Brings the database to the newest schema: each numbered file of `folder` once, in order, each in its own transaction,
 * so that a cut in the middle goes on where it was. `url` is the owner's; the server's role is made where it is missing, with
 * a login of its own where a password is given. Returns the names of the files that were applied now. Throws the sentence for the
 * administrator where one fails (the steps before it stay), or where the database has had one that is not in `folder`.
 */
export async function migrate(
  url: string,
  folder: string,
  { serverPassword = null }: { serverPassword?: string | null } = {},
): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await ensureServerRole(client, serverPassword);
    const applied = new Set(await appliedMigrations(client));
    // /readyz compares them with the program's own.
    await client.query(`grant select on migrations to ${SERVER_ROLE}`);
    const known = await migrationsIn(folder);
    const unknown = [...applied].filter(name => !known.includes(name));
    // A newer program has been here: what this one would write, that one might misread.
    if (unknown.length > 0) throw new Error(say('zh-CN', 'cli:database-newer', { names: unknown.join('、') }));
    const pending = known.filter(name => !applied.has(name));
    for (const name of pending) {
      await client.query('begin');
      try {
        await applyMigration(client, folder, name);
        await client.query('commit');
      } catch (error) {
        // Where the connection is gone, the database has rolled back by itself.
        await client.query('rollback').catch(() => undefined);
        const level = known[known.indexOf(name) - 1] ?? '0';
        const { message: reason } = error as Error;
        throw new Error(say('zh-CN', 'cli:migration-failed', { name, reason, level }), { cause: error });
      }
    }
    return pending;
  } finally {
    await client.end();
  }
}

/** Throws the sentence for the administrator where the database of a running server is not at the level of this program. */
export async function expectLevel(url: string, folder: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const [applied, known] = [await appliedMigrations(client), await migrationsIn(folder)];
    if (applied.join() !== known.join()) throw new Error(say('zh-CN', 'cli:other-level'));
  } finally {
    await client.end();
  }
}

/** Names of the migrations of a folder, in order. */
export const migrationsIn = async (folder: string): Promise<string[]> =>
  (await readdir(folder)).filter(name => /^\d{4}_.+\.sql$/.test(name)).sort();

/** Names of those that a database has had, in order; makes the record where it is missing. */
export async function appliedMigrations(client: pg.ClientBase): Promise<string[]> {
  await client.query('create table if not exists migrations (name text primary key, applied_at timestamptz not null)');
  const { rows } = await client.query<{ name: string }>('select name from migrations order by name');
  return rows.map(row => row.name);
}

/** One step up, inside the caller's transaction. */
export async function applyMigration(client: pg.ClientBase, folder: string, name: string): Promise<void> {
  await client.query(await readFile(join(folder, name), 'utf8'));
  await client.query('insert into migrations (name, applied_at) values ($1, $2)', [name, new Date()]);
}
