import { sql } from 'kysely';
import type { Db } from '../database/connect';
import type { Id } from '../database/tables';
import { inTenant } from '../database/tenant';
import { CHAIN_BEGIN, type EntryText, entryHash, entryTextColumns, linkHash } from './entry-hash';

// In one go; a long queue is sealed in several.
const BATCH = 2_000;

type Head = { position: string; hash: Buffer };

/** The last link of a body's chain. */
export const chainHead = async (db: Db, tenantId: Id): Promise<Head | null> => {
  const { rows } = await sql<Head>`
    select position, hash from audit_chain where tenant_id = ${tenantId} order by position desc limit 1`.execute(db);
  return rows[0] ?? null;
};

/**
 * Appends what waits to the body's chain, in the order of the entries, and returns how many. Servers take turns by a lock of
 * the transaction; writers take no part in it. `db` is a pool: each batch is a transaction of its own.
 */
export async function sealAudit(db: Db, tenantId: Id): Promise<number> {
  for (let sealed = 0; ; ) {
    const count = await inTenant(db, tenantId, transaction => sealBatch(transaction, tenantId));
    sealed += count;
    if (count < BATCH) return sealed;
  }
}

async function sealBatch(db: Db, tenantId: Id): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`luoshi/audit/${tenantId}`}, 0))`.execute(db);
  const { rows: entries } = await sql<EntryText>`
    select ${entryTextColumns} from audit_unsealed u
    join audit_entries e on e.tenant_id = u.tenant_id and e.id = u.entry_id
    where u.tenant_id = ${tenantId} order by u.entry_id limit ${BATCH}`.execute(db);
  if (entries.length === 0) return 0;
  const head = await chainHead(db, tenantId);
  let hash = head?.hash ?? CHAIN_BEGIN;
  const links = entries.map(entry => {
    const own = entryHash(entry);
    hash = linkHash(hash, own);
    return { entryId: entry.id, entryHash: own.toString('hex'), hash: hash.toString('hex') };
  });
  const first = BigInt(head?.position ?? 0) + 1n;
  await sql`
    insert into audit_chain (tenant_id, position, entry_id, entry_hash, hash, sealed_at)
    select ${tenantId}::bigint, ${first}::bigint + nr - 1, entry_id, decode(entry_hash, 'hex'), decode(hash, 'hex'),
      ${new Date().toISOString()}::timestamptz
    from unnest(${links.map(link => link.entryId)}::bigint[], ${links.map(link => link.entryHash)}::text[],
      ${links.map(link => link.hash)}::text[]) with ordinality as l(entry_id, entry_hash, hash, nr)`.execute(db);
  await sql`
    delete from audit_unsealed
    where tenant_id = ${tenantId} and entry_id = any(${links.map(link => link.entryId)}::bigint[])`.execute(db);
  return entries.length;
}

/** Seals every body's queue; what one body's fails with does not keep the others waiting. */
export async function sealEveryone(db: Db): Promise<number> {
  const tenants = await db.selectFrom('tenants').select('tenantId').orderBy('tenantId').execute();
  let sealed = 0;
  const failures: unknown[] = [];
  for (const { tenantId } of tenants) sealed += await sealAudit(db, tenantId).catch(error => failures.push(error) && 0);
  if (failures.length > 0) throw failures[0];
  return sealed;
}
