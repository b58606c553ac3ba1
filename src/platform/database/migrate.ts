import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { ensureServerRole } from './server-role';

// One number for «somebody is migrating»: two servers that start together do it once.
const MIGRATION_LOCK = 731_001;

/**
 * Brings the database to the newest schema: each numbered file of `folder` once, in order, each in its own transaction,
 * so that a cut in the middle goes on where it was. `url` is the owner's; the server's role is made where it is missing, with
 * a login of its own where a password is given. Returns the names of the files that were applied now.
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
    await client.query(
      'create table if not exists migrations (name text primary key, applied_at timestamptz not null)',
    );
    const applied = new Set((await client.query('select name from migrations')).rows.map(row => row.name as string));
    const names = (await readdir(folder)).filter(name => /^\d{4}_.+\.sql$/.test(name)).sort();
    const pending = names.filter(name => !applied.has(name));
    for (const name of pending) {
      await client.query('begin');
      try {
        await client.query(await readFile(join(folder, name), 'utf8'));
        await client.query('insert into migrations (name, applied_at) values ($1, $2)', [name, new Date()]);
        await client.query('commit');
      } catch (error) {
        await client.query('rollback');
        throw new Error(`migration ${name}: ${(error as Error).message}`, { cause: error });
      }
    }
    return pending;
  } finally {
    await client.end();
  }
}
