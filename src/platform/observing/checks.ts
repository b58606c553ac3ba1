import { readdir, statfs } from 'node:fs/promises';
import { sql } from 'kysely';
import type { Db } from '../database/connect';
import type { Check } from './readiness';

/** The database answers. */
export const databaseCheck = (db: Db): Check => ({
  name: 'database',
  level: 'needed',
  run: async () => {
    await sql`select 1`.execute(db);
    return null;
  },
});

const migrationsOf = async (db: Db, folder: string) => {
  const files = (await readdir(folder)).filter(name => /^\d{4}_.+\.sql$/.test(name));
  const { rows } = await sql<{ name: string }>`select name from migrations`.execute(db);
  return { files: new Set(files), applied: new Set(rows.map(row => row.name)) };
};

/** The database has every migration of this program. */
export const migrationsCheck = (db: Db, folder: string): Check => ({
  name: 'migrations',
  level: 'needed',
  run: async () => {
    const { files, applied } = await migrationsOf(db, folder);
    return [...files].some(name => !applied.has(name)) ? 'database-is-older' : null;
  },
});

/**
 * The database has none that this program does not know. One release ahead is right while servers are upgraded one after the
 * other (a migration takes nothing away that the release before needs); for long it is a server that was forgotten.
 */
export const versionCheck = (db: Db, folder: string): Check => ({
  name: 'version',
  level: 'warns',
  run: async () => {
    const { files, applied } = await migrationsOf(db, folder);
    return [...applied].some(name => !files.has(name)) ? 'database-is-newer' : null;
  },
});

/** Free space of the disk that holds a folder, in MB. */
export async function freeMb(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return Math.floor((bavail * bsize) / 1024 / 1024);
}

export const diskCheck = (folder: string, leastMb: number): Check => ({
  name: 'disk',
  level: 'warns',
  run: async () => ((await freeMb(folder)) < leastMb ? 'disk-is-nearly-full' : null),
});

/** No run of a job has waited for half an hour: some server takes them up. */
export const jobsCheck = (db: Db): Check => ({
  name: 'jobs',
  level: 'warns',
  run: async () => {
    const { rows } = await sql<{ waits: boolean }>`
      select exists (
        select from pgboss.job where state in ('created', 'retry') and start_after < now() - interval '30 minutes'
      ) as waits`.execute(db);
    return rows[0]?.waits ? 'jobs-wait' : null;
  },
});

/** Runs of jobs by pg-boss's states: created, retry, active, completed, cancelled, failed. */
export async function countJobs(db: Db): Promise<Record<string, number>> {
  const { rows } = await sql<{ state: string; count: number }>`
    select state::text as state, count(*)::int as count from pgboss.job group by state`.execute(db);
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
}
