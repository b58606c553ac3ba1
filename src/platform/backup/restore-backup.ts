import pg from 'pg';
import { type AuditReport, verifyAudit } from '../audit/verify';
import { connect } from '../database/connect';
import { MIGRATION_LOCK, migrate } from '../database/migrate';
import { ensureServerRole } from '../database/server-role';
import { inTenant } from '../database/tenant';
import { type Arrival, openFileStore } from '../files/file-store';
import { makeFolder, replaceWhole } from '../files/write-whole';
import type { Begin, End } from './archive-format';
import { BackupError } from './backup-error';
import { auditHeads, copyIn, PLAIN_TEXT } from './copy-tables';
import type { BackupKey } from './key-file';
import { openBackup } from './open-backup';
import { ensureEmpty, ensureNoServers, type KeysAside, makeRoom, reachLevel } from './prepare-schema';

export type RestoreOptions = {
  file: string;
  key: BackupKey | null;
  /** The database, with the owner's login. */
  url: string;
  filesFolder: string;
  secretFile: string;
  migrationsFolder: string;
};

export type Restored = {
  begin: Begin;
  end: End;
  rows: number;
  /** Steps from the backup's level up to the program's own. */
  migrated: string[];
  /** What the audit chain of each body looks like now. */
  audit: (AuditReport & { tenantId: string })[];
};

/**
 * Brings a backup back into an installation that holds no body. One transaction: the rows are there when every hash, every
 * count and every foreign key was right and the files stand in their places, or nothing is. A run that was killed leaves the
 * installation empty, and can be repeated. Throws BackupError.
 */
export async function restoreBackup(options: RestoreOptions): Promise<Restored> {
  const { url, migrationsFolder } = options;
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  let contents: Awaited<ReturnType<typeof load>>;
  try {
    await client.query(PLAIN_TEXT);
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    contents = await load(client, options);
  } finally {
    await client.end().catch(() => undefined);
  }
  const migrated = await migrate(url, migrationsFolder);
  return { ...contents, migrated, audit: await lookOver(url) };
}

async function load(client: pg.Client, options: RestoreOptions) {
  const { file, key, filesFolder, migrationsFolder } = options;
  let secret: string | null = null;
  const arrivals: Arrival[] = [];
  let keys: KeysAside | null = null;
  await makeFolder(filesFolder);
  const store = openFileStore(filesFolder);
  try {
    await client.query('begin');
    await ensureNoServers(client);
    await ensureServerRole(client, null);
    await ensureEmpty(client);
    const contents = await openBackup(file, key, {
      begin: async ({ migrations, tables }) => {
        await reachLevel(client, migrationsFolder, migrations);
        keys = await makeRoom(client, tables);
      },
      secret: async found => {
        secret = found;
      },
      table: (table, content) => copyIn(client, table, content),
      file: async (sha256, content) => {
        const arrival = await store.receive(content, Number.POSITIVE_INFINITY);
        // Damaged when the backup was made already: it could stand under no name.
        if (arrival.sha256 === sha256) arrivals.push(arrival);
        else await arrival.discard();
      },
    });
    const { end, faults } = contents;
    if (faults[0]) throw new BackupError('damaged', { file, reason: `${faults[0].code} ${faults[0].name}` });
    for (const { name, last, called } of end.sequences)
      await client.query('select setval($1::regclass, $2::bigint, $3)', [name, last, called]);
    await (keys as KeysAside | null)?.restore();
    if (JSON.stringify(await auditHeads(client)) !== JSON.stringify(end.audit))
      throw new BackupError('damaged', { file, reason: 'audit_chain' });
    for (const arrival of arrivals) await arrival.keep();
    // An installation that holds no body has sealed nothing yet: the key of the backup takes the place of its own.
    if (secret !== null) await replaceWhole(options.secretFile, secret);
    await client.query('commit');
    return contents;
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    // What was under its hash before stays; what came now and is not there yet goes.
    for (const { discard } of arrivals) await discard();
    if (error instanceof BackupError) throw error;
    throw new BackupError('not-restored', { file, reason: (error as Error).message }, { cause: error });
  }
}

/** Statistics for the planner, and every audit chain followed from its beginning. */
async function lookOver(url: string): Promise<Restored['audit']> {
  const { db, pool, close } = connect(url, 1, null);
  try {
    await pool.query('analyze');
    const tenants = await db.selectFrom('tenants').select('tenantId').orderBy('tenantId').execute();
    const reports: Restored['audit'] = [];
    for (const { tenantId } of tenants)
      reports.push({
        tenantId,
        ...(await inTenant(db, tenantId, inside => verifyAudit(inside, tenantId), { readOnly: true })),
      });
    return reports;
  } finally {
    await close();
  }
}
