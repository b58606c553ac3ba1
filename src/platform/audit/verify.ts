import { sql } from 'kysely';
import type { Db } from '../database/connect';
import type { Id } from '../database/tables';
import { CHAIN_BEGIN, type EntryText, entryHash, entryTextColumns, linkHash } from './entry-hash';

/**
 * What is wrong with a body's history, one per row:
 * `changed`: the entry is no longer what was sealed; `removed`: it is gone; `inserted`: it stands there and was neither sealed
 * nor is it waiting; `gap`: links of the chain are missing; `broken`: a link does not follow from the one before.
 */
export type AuditFault = {
  code: 'changed' | 'removed' | 'inserted' | 'gap' | 'broken' | 'other-head';
  position: string | null;
  entryId: string | null;
  operation: string | null;
  at: string | null;
};

export type AuditReport = {
  entries: number;
  /** Sealed links, and entries that wait for their seal. */
  sealed: number;
  waiting: number;
  head: { position: string; hash: string } | null;
  faults: AuditFault[];
};

type Row = EntryText & { position: string; linkEntryId: string; linkEntryHash: Buffer; hash: Buffer };

const PAGE = 5_000;
const MOST_FAULTS = 1_000;

/**
 * Follows a body's chain from the beginning and compares every entry with its seal. `head`, noted down earlier elsewhere, must
 * still stand in the chain: then nobody has made the whole chain anew. `db` is inside the tenant.
 */
export async function verifyAudit(
  db: Db,
  tenantId: Id,
  head?: { position: string; hash: string },
): Promise<AuditReport> {
  const faults: AuditFault[] = [];
  const tell = (code: AuditFault['code'], row: Partial<Row> = {}) => {
    if (faults.length >= MOST_FAULTS) return;
    const { position = null, linkEntryId, id, operation = null, at = null } = row;
    faults.push({ code, position, entryId: linkEntryId ?? id ?? null, operation, at });
  };
  let before: Buffer = CHAIN_BEGIN;
  let last = 0n;
  let sealed = 0;
  let found = head === undefined;
  for (;;) {
    const rows = await pageAfter(db, tenantId, last);
    for (const row of rows) {
      sealed += 1;
      if (BigInt(row.position) !== last + 1n) tell('gap', { position: String(last + 1n) });
      else if (!linkHash(before, row.linkEntryHash).equals(row.hash)) tell('broken', row);
      if (row.id === null) tell('removed', row);
      else if (!entryHash(row).equals(row.linkEntryHash)) tell('changed', row);
      if (head && row.position === head.position) {
        found = true;
        if (row.hash.toString('hex') !== head.hash) tell('other-head', { position: row.position });
      }
      before = row.hash;
      last = BigInt(row.position);
    }
    if (rows.length < PAGE) break;
  }
  if (head && !found) tell('other-head', { position: head.position });
  for (const row of await unsealedStrangers(db, tenantId)) tell('inserted', row);
  const { entries, waiting } = await countsOf(db, tenantId);
  const end = last === 0n ? null : { position: String(last), hash: before.toString('hex') };
  return { entries, sealed, waiting, head: end, faults };
}

const pageAfter = async (db: Db, tenantId: Id, after: bigint): Promise<Row[]> => {
  const { rows } = await sql<Row>`
    select c.position, c.entry_id::text as link_entry_id, c.entry_hash as link_entry_hash, c.hash, ${entryTextColumns}
    from audit_chain c left join audit_entries e on e.tenant_id = c.tenant_id and e.id = c.entry_id
    where c.tenant_id = ${tenantId} and c.position > ${after}::bigint order by c.position limit ${PAGE}`.execute(db);
  return rows;
};

const unsealedStrangers = async (db: Db, tenantId: Id): Promise<EntryText[]> => {
  const { rows } = await sql<EntryText>`
    select ${entryTextColumns} from audit_entries e
    where e.tenant_id = ${tenantId}
      and not exists (select 1 from audit_chain c where c.tenant_id = e.tenant_id and c.entry_id = e.id)
      and not exists (select 1 from audit_unsealed u where u.tenant_id = e.tenant_id and u.entry_id = e.id)
    order by e.id limit ${MOST_FAULTS}`.execute(db);
  return rows;
};

const countsOf = async (db: Db, tenantId: Id): Promise<{ entries: number; waiting: number }> => {
  const { rows } = await sql<{ entries: number; waiting: number }>`
    select (select count(*)::int from audit_entries where tenant_id = ${tenantId}) as entries,
      (select count(*)::int from audit_unsealed where tenant_id = ${tenantId}) as waiting`.execute(db);
  return rows[0]!;
};
