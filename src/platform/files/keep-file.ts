import { sql } from 'kysely';
import type { Db } from '../database/connect';
import type { Id, Timestamp } from '../database/tables';
import type { Arrival, FileStore } from './file-store';
import { FILES_LOCK } from './files-lock';

export type NewFile = { tenantId: Id; name: string; mediaType: string; createdBy: Id | null; createdAt: Timestamp };

/**
 * Gives an arrival its place and its row. `db` is inside the tenant's transaction; until it ends, the sweep throws no bytes
 * away, so that it cannot take the same bytes, forgotten by somebody else, from under the new row.
 */
export async function keepArrival(db: Db, arrival: Arrival, file: NewFile): Promise<Id> {
  await sql`select pg_advisory_xact_lock_shared(${FILES_LOCK})`.execute(db);
  await arrival.keep();
  const { id } = await db
    .insertInto('files')
    .values({ ...file, sha256: arrival.sha256, size: String(arrival.size) })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** Bytes that are in memory already: a plan given at the start. */
export const receiveBytes = (files: FileStore, bytes: Uint8Array): Promise<Arrival> =>
  files.receive([bytes] as unknown as AsyncIterable<Uint8Array>, Number.POSITIVE_INFINITY);

/** The same with its row at once: the demonstration's papers. */
export const keepFile = async (db: Db, files: FileStore, bytes: Uint8Array, file: NewFile): Promise<Id> =>
  keepArrival(db, await receiveBytes(files, bytes), file);
