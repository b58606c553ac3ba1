import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import { appliedMigrations, applyMigration, migrationsIn } from '../database/migrate';
import { LIVE_NAME } from '../live/open-live';
import { BackupError } from './backup-error';
import { tablesOf } from './copy-tables';

/** Foreign keys that were put aside for loading, as statements that bring them back. */
export type KeysAside = { restore: () => Promise<void> };

/**
 * Refuses `servers-running` where servers are connected: they would go on with the key of secrets that they have read at their
 * start, not the backup's. One that starts now waits for the lock of migrations.
 */
export async function ensureNoServers(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ count: number }>(
    `select count(*)::int as count from pg_stat_activity
     where datname = current_database() and application_name = $1`,
    [LIVE_NAME],
  );
  const { count } = rows[0]!;
  if (count > 0) throw new BackupError('servers-running', { count });
}

/** Refuses `not-empty` where a body lives here already. Nobody can begin one until the transaction ends. */
export async function ensureEmpty(client: pg.ClientBase): Promise<void> {
  const known = await client.query(`select to_regclass('public.tenants') as tenants`);
  if (known.rows[0].tenants === null) return;
  await client.query('lock table tenants in access exclusive mode');
  const { rows } = await client.query('select count(*)::int as count from tenants');
  if (rows[0].count > 0) throw new BackupError('not-empty', { count: rows[0].count });
}

/**
 * Brings the schema, which holds no body, to exactly the level of a backup; all inside the caller's transaction. A level past
 * it (the program has been started once before) is taken down and built anew. Refuses `newer` for a level that this program
 * does not know.
 */
export async function reachLevel(client: pg.ClientBase, folder: string, level: readonly string[]): Promise<void> {
  const names = await migrationsIn(folder);
  const strange = level.find((name, index) => names[index] !== name);
  if (strange !== undefined) throw new BackupError('newer', { level: strange, own: names.at(-1) ?? '' });
  let applied = await appliedMigrations(client);
  if (applied.some((name, index) => level[index] !== name)) {
    const own = await ownTables(folder, names);
    const standing = (await tablesOf(client, 'all')).map(({ name }) => name).filter(name => own.has(name));
    if (standing.length > 0) await client.query(`drop table ${standing.map(name => `"${name}"`).join(', ')}`);
    await client.query('delete from migrations');
    applied = [];
  }
  for (const name of level.slice(applied.length)) await applyMigration(client, folder, name);
}

/** The tables that the migrations make: nothing else that may lie in the same database is ever touched. */
async function ownTables(folder: string, names: readonly string[]): Promise<Set<string>> {
  const texts = await Promise.all(names.map(name => readFile(join(folder, name), 'utf8')));
  const made = texts.flatMap(text => [
    ...text.matchAll(/^\s*create (?:unlogged )?table (?:if not exists )?"?(\w+)/gim),
  ]);
  return new Set(made.map(match => match[1]!));
}

/**
 * Empties the tables (a migration may have filled a catalogue) and takes the foreign keys off: the order of tables does not
 * matter then, and all rows are checked together at the end, which is many times faster than one by one.
 */
export async function makeRoom(client: pg.ClientBase, tables: readonly { name: string }[]): Promise<KeysAside> {
  const names = tables.map(({ name }) => name);
  if (names.length === 0) return { restore: async () => undefined };
  await client.query(`truncate ${names.map(name => `"${name}"`).join(', ')}`);
  const { rows } = await client.query<{ off: string; on: string }>(
    `select format('alter table %s drop constraint %I', conrelid::regclass, conname) as off,
       format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as "on"
     from pg_constraint
     where contype = 'f' and conparentid = 0 and conrelid = any (select unnest($1::text[])::regclass)
     order by conrelid::regclass::text, conname`,
    [names],
  );
  for (const { off } of rows) await client.query(off);
  return {
    restore: async () => {
      for (const { on } of rows) await client.query(on);
    },
  };
}
