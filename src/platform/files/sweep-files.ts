import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Db } from '../database/connect';
import type { Id, Timestamp } from '../database/tables';
import { enterTenant, inTransaction } from '../database/tenant';
import type { House } from '../run-operation';
import { placeOfFile, storedFiles } from './file-store';
import { FILES_LOCK } from './files-lock';
import type { FileHolder } from './readable-file';

// Asked about at once: so many that a body's files are read through few times, so few that they fit a message.
const BATCH = 20_000;

/** Forgets the uploads of one body from before an instant that nothing holds; `db` is inside it. */
export async function discardUnheld(
  db: Db,
  tenantId: Id,
  holders: readonly FileHolder[],
  before: Timestamp,
): Promise<void> {
  const held = sql.join(
    holders.map(holder => holder.held),
    sql` or `,
  );
  await sql`
    delete from files f
    where f.tenant_id = ${tenantId} and f.created_at < ${before}::timestamptz and not (${held})`.execute(db);
}

/** Removes bytes written before an instant (milliseconds) that no row of any body names, and halves of broken uploads. */
export async function sweepBytes({ db, files }: House, before: number, signal: AbortSignal): Promise<void> {
  await sweepIncoming(files.folder, before);
  let batch: string[] = [];
  const sweep = async () => {
    signal.throwIfAborted();
    const unnamed = await unnamedOf(db, batch);
    batch = [];
    if (unnamed.length > 0) await removeUnnamed(db, files.folder, unnamed, before);
  };
  for await (const { sha256, mtimeMs } of storedFiles(files.folder)) {
    if (mtimeMs >= before) continue;
    batch.push(sha256);
    if (batch.length === BATCH) await sweep();
  }
  await sweep();
}

const tenantsOf = async (db: Db): Promise<Id[]> =>
  (await db.selectFrom('tenants').select('tenantId').execute()).map(({ tenantId }) => tenantId);

/** Which of these hashes stand in no row. Body by body: the server's role never sees two at once. */
async function unnamedOf(db: Db, hashes: readonly string[]): Promise<string[]> {
  return inTransaction(db, null, 'read', inside => unnamedInside(inside, hashes));
}

async function unnamedInside(inside: Db, hashes: readonly string[]): Promise<string[]> {
  const left = new Set(hashes);
  for (const tenantId of await tenantsOf(inside)) {
    if (left.size === 0) break;
    await enterTenant(inside, tenantId);
    const { rows } = await sql<{ sha256: string }>`
      select distinct sha256 from files where tenant_id = ${tenantId} and sha256 = any(${[...left]}::text[])`.execute(
      inside,
    );
    for (const { sha256 } of rows) left.delete(sha256);
  }
  return [...left];
}

/**
 * Looks once more, this time while nobody can be storing a file, and removes. Only tried for: waiting in line for the lock
 * would hold up all who upload behind a long backup; the job comes again.
 */
async function removeUnnamed(db: Db, folder: string, hashes: readonly string[], before: number): Promise<void> {
  await inTransaction(db, null, 'write', async inside => {
    const { rows } = await sql<{ locked: boolean }>`
      select pg_try_advisory_xact_lock(${FILES_LOCK}) as locked`.execute(inside);
    if (!rows[0]?.locked) throw new Error('files are being stored or backed up; the sweep comes again');
    for (const sha256 of await unnamedInside(inside, hashes)) {
      const place = placeOfFile(folder, sha256);
      const found = await stat(place).catch(() => null);
      if (found && found.mtimeMs < before) await rm(place, { force: true });
    }
  });
}

async function sweepIncoming(folder: string, before: number): Promise<void> {
  const incoming = join(folder, 'incoming');
  for (const name of await readdir(incoming).catch(() => [])) {
    const path = join(incoming, name);
    const found = await stat(path).catch(() => null);
    if (found && found.mtimeMs < before) await rm(path, { force: true });
  }
}
