import { createHash } from 'node:crypto';
import { type RawBuilder, sql } from 'kysely';

/** An audit row in the words it is hashed in: everything as text, in this order. */
export type EntryText = {
  tenantId: string;
  id: string;
  at: string;
  userId: string | null;
  via: string | null;
  operation: string;
  kind: string;
  subjectId: string;
  underKind: string | null;
  underId: string | null;
  before: string | null;
  after: string | null;
  requestId: string | null;
  address: string | null;
};

/** The columns of `audit_entries e` as such text: time in UTC to the microsecond, JSON as the database writes it. */
export const entryTextColumns: RawBuilder<unknown> = sql`
  e.tenant_id::text as tenant_id, e.id::text as id, to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at,
  e.user_id::text as user_id, e.via, e.operation, e.kind, e.subject_id, e.under_kind, e.under_id, e.before::text as before,
  e.after::text as after, e.request_id, e.address`;

/** SHA-256 of the row as a JSON list of its texts. Anybody can compute it again from an export. */
export const entryHash = (entry: EntryText): Buffer =>
  createHash('sha256')
    .update(
      JSON.stringify([
        entry.tenantId,
        entry.id,
        entry.at,
        entry.userId,
        entry.via,
        entry.operation,
        entry.kind,
        entry.subjectId,
        entry.underKind,
        entry.underId,
        entry.before,
        entry.after,
        entry.requestId,
        entry.address,
      ]),
    )
    .digest();

/** What stands before the first link. */
export const CHAIN_BEGIN = Buffer.alloc(32);

/** A link: SHA-256 of the link before and of its entry's hash. */
export const linkHash = (before: Buffer, entry: Buffer): Buffer =>
  createHash('sha256').update(before).update(entry).digest();
