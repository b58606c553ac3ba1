import { sql } from 'kysely';
import type { Db } from '../database/connect';
import type { Id, Timestamp } from '../database/tables';
import type { Change } from '../operation';

/** Who did it and from where: the same for all changes of one operation. */
export type Deed = {
  tenantId: Id;
  userId: Id | null;
  operation: string;
  at: Timestamp;
  via: string | null;
  requestId: string | null;
  address: string | null;
};

/** Writes what an operation changed, in order, and queues it for the chain: one statement inside the operation's transaction. */
export async function recordChanges(db: Db, deed: Deed, changes: readonly Change[]): Promise<void> {
  if (changes.length === 0) return;
  const rows = changes.map(({ kind, id, under, before, after }) => ({
    kind,
    subjectId: id,
    underKind: under?.kind ?? null,
    underId: under?.id ?? null,
    before: before === undefined ? null : JSON.stringify(before),
    after: after === undefined ? null : JSON.stringify(after),
  }));
  const column = (name: keyof (typeof rows)[number], type: string) =>
    sql`${rows.map(row => row[name])}::${sql.raw(type)}[]`;
  await sql`
    with written as (
      insert into audit_entries (tenant_id, at, user_id, operation, via, request_id, address, kind, subject_id, under_kind,
        under_id, before, after)
      select ${deed.tenantId}::bigint, ${deed.at}::timestamptz, ${deed.userId}::bigint, ${deed.operation}, ${deed.via},
        ${deed.requestId}, ${deed.address}, c.kind, c.subject_id, c.under_kind, c.under_id, c.before::jsonb, c.after::jsonb
      from unnest(${column('kind', 'text')}, ${column('subjectId', 'text')}, ${column('underKind', 'text')},
        ${column('underId', 'text')}, ${column('before', 'text')}, ${column('after', 'text')})
        with ordinality as c(kind, subject_id, under_kind, under_id, before, after, nr)
      order by c.nr
      returning tenant_id, id)
    insert into audit_unsealed (tenant_id, entry_id) select tenant_id, id from written`.execute(db);
}
