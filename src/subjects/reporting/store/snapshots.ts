import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { canonicalJson } from '../../../kernel/canonical';
import type { Db } from '../../../platform/database/connect';
import type { Id, Timestamp } from '../../../platform/database/tables';

/** What is signed: the head of a snapshot and its rows, decimals without zeros at the end. */
export type Frozen = {
  formId: Id;
  period: string;
  takenAt: Timestamp;
  statement: string;
  signedAs: string;
  sums: {
    figureId: Id;
    groupId: Id;
    category: string;
    n: number;
    total: string;
    low: string | null;
    high: string | null;
  }[];
  tallies: { groupId: Id; expected: number; accepted: number; onTime: number }[];
};

/** SHA-256 over the canonical JSON of what was signed. */
export const hashOf = (frozen: Frozen): string => createHash('sha256').update(canonicalJson(frozen)).digest('hex');

/** The rows of a snapshot, in the order in which they are hashed. */
export async function frozenOf(db: Db, tenantId: Id, snapshotId: Id): Promise<Frozen> {
  const { rows } = await sql<Frozen>`
    select s.form_id, s.period, s.taken_at, s.statement, s.signed_as,
      coalesce((select jsonb_agg(jsonb_build_object('figureId', r.figure_id::text, 'groupId', r.group_id::text, 'category', r.category,
          'n', r.n, 'total', trim_scale(r.total)::text, 'low', trim_scale(r.low)::text, 'high', trim_scale(r.high)::text)
          order by r.figure_id, r.group_id, r.category)
        from snapshot_rows r where r.tenant_id = s.tenant_id and r.snapshot_id = s.id), '[]') as sums,
      coalesce((select jsonb_agg(jsonb_build_object('groupId', t.group_id::text, 'expected', t.expected, 'accepted', t.accepted,
          'onTime', t.on_time) order by t.group_id)
        from snapshot_tallies t where t.tenant_id = s.tenant_id and t.snapshot_id = s.id), '[]') as tallies
    from snapshots s where s.tenant_id = ${tenantId} and s.id = ${snapshotId}`.execute(db);
  return rows[0]!;
}

/** The moment of a snapshot: not before what was last done in its window, so that the same is read as of that moment. */
export async function notBefore(
  db: Db,
  tenantId: Id,
  { formId, period }: { formId: Id; period: string },
  now: Timestamp,
): Promise<Timestamp> {
  const { rows } = await sql<{ at: Timestamp }>`
    select greatest(${now}::timestamptz, max(e.at)) as at from submission_events e
    where e.tenant_id = ${tenantId} and e.form_id = ${formId} and e.period = ${period}`.execute(db);
  return rows[0]!.at;
}

type Signed = {
  tenantId: Id;
  formId: Id;
  period: string;
  takenAt: Timestamp;
  takenBy: Id;
  signedAs: string;
  statement: string;
};

/**
 * Copies the accepted sums and the tallies of a form and period, in one statement: both as they are at one moment. Then signs them with
 * their hash. Returns the snapshot's id and hash.
 */
export async function freeze(db: Db, signed: Signed): Promise<{ snapshotId: Id; sha256: string; sums: number }> {
  const { tenantId, formId, period } = signed;
  const { id: snapshotId } = await db
    .insertInto('snapshots')
    .values({ ...signed, sha256: '' })
    .returning('id')
    .executeTakeFirstOrThrow();
  await sql`
    with sums as (
      insert into snapshot_rows (tenant_id, snapshot_id, figure_id, group_id, category, n, total, low, high)
      select r.tenant_id, ${snapshotId}::bigint, r.figure_id, r.group_id, r.category, r.n, r.total, r.low, r.high
      from form_figures x
      join rollups r on r.tenant_id = x.tenant_id and r.lens = 3 and r.period = ${period} and r.figure_id = x.figure_id
      where x.tenant_id = ${tenantId} and x.form_id = ${formId} and x.mode = 'ask' and r.n > 0)
    insert into snapshot_tallies (tenant_id, snapshot_id, group_id, expected, accepted, on_time)
    select t.tenant_id, ${snapshotId}::bigint, t.group_id, t.expected, t.accepted, t.on_time
    from tallies t
    where t.tenant_id = ${tenantId} and t.form_id = ${formId} and t.period = ${period} and (t.expected > 0 or t.accepted > 0)`.execute(
    db,
  );
  const frozen = await frozenOf(db, tenantId, snapshotId);
  const sha256 = hashOf(frozen);
  await db
    .updateTable('snapshots')
    .set({ sha256 })
    .where('tenantId', '=', tenantId)
    .where('id', '=', snapshotId)
    .execute();
  return { snapshotId, sha256, sums: frozen.sums.length };
}
