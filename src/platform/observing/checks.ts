import { readdir, statfs } from 'node:fs/promises';
import { sql } from 'kysely';
import type { Db } from '../database/connect';
import type { Check } from './readiness';

/** The database answers. */
export const databaseCheck = (db: Db): Check => ({
  name: 'database',
  run: async () => {
    await sql`select 1`.execute(db);
    return null;
  },
});

/** The database has exactly the migrations of this program: an older server beside a newer database must not write. */
export const migrationsCheck = (db: Db, folder: string): Check => ({
  name: 'migrations',
  run: async () => {
    const files = (await readdir(folder)).filter(name => /^\d{4}_.+\.sql$/.test(name));
    const { rows } = await sql<{ name: string }>`select name from migrations`.execute(db);
    const applied = new Set(rows.map(row => row.name));
    if (files.some(name => !applied.has(name))) return 'database-is-older';
    return applied.size > files.length ? 'database-is-newer' : null;
  },
});

/** Free space of the disk that holds a folder, in MB. */
export async function freeMb(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return Math.floor((bavail * bsize) / 1024 / 1024);
}

export const diskCheck = (folder: string, leastMb: number): Check => ({
  name: 'disk',
  run: async () => ((await freeMb(folder)) < leastMb ? 'disk-is-nearly-full' : null),
});
