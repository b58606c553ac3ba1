import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { BackupKey } from '../../../src/platform/backup/key-file';
import { makeBackup } from '../../../src/platform/backup/make-backup';
import { restoreBackup } from '../../../src/platform/backup/restore-backup';
import { createTestDatabase } from '../../support/test-database';

/** Where a backup comes from, or goes to: a database, and a folder for what is not in it. */
export type Installation = { url: string; filesFolder: string; secretFile: string };

/** An installation that was never used. `template` names a database to copy, else the newest schema without rows. */
export async function emptyInstallation(template?: string): Promise<Installation & { drop: () => Promise<void> }> {
  const { url, drop } = await createTestDatabase(template);
  const folder = mkdtempSync(join(tmpdir(), 'luoshi-test-'));
  return {
    url,
    filesFolder: join(folder, 'files'),
    secretFile: join(folder, 'secret.key'),
    drop: async () => {
      await drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export const backUp = (from: Installation, target: string, key: BackupKey | null = null) =>
  makeBackup({ ...from, target, recipient: key?.recipient ?? null, now: new Date().toISOString(), program: 'test' });

export const restoreInto = (
  to: Installation,
  file: string,
  key: BackupKey | null = null,
  migrationsFolder = 'migrations',
) => restoreBackup({ ...to, file, key, migrationsFolder });

/** The code of the bad news that a promise ends with; what it came to, where it did not. */
export const codeOf = async (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    value => value,
    error => (error as { code?: string }).code ?? error,
  );

/**
 * Holds a backup of `url` up at this table, until `release`: what happens in its middle can be looked at in peace. The backup is
 * known by what it does (a copy out of this table, in this database): other databases have a table of the same number, and the
 * application's own connections may wait for it too.
 */
export async function holdUp(
  url: string,
  table: string,
): Promise<{ reached: () => Promise<void>; breakOff: () => Promise<void>; release: () => Promise<void> }> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`begin; lock table ${table} in access exclusive mode`);
  // What a transaction has seen of the others' activity stands still until it is told to look again.
  const ofWaiting = async (what: string): Promise<number> => {
    await client.query('select pg_stat_clear_snapshot()');
    const { rowCount } = await client.query(
      `select ${what} from pg_stat_activity
       where datname = current_database() and wait_event_type = 'Lock' and query ilike 'copy%'`,
    );
    return rowCount!;
  };
  return {
    reached: async () => {
      while ((await ofWaiting('pid')) === 0) await sleep(10);
    },
    /** The backup's connection ends, as if the server had gone. */
    breakOff: async () => {
      await ofWaiting('pg_terminate_backend(pid)');
    },
    release: () => client.end(),
  };
}
