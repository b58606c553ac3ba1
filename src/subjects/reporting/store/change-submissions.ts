import { sql } from 'kysely';
import type { Db } from '../../../platform/database/connect';
import type { Id, Timestamp } from '../../../platform/database/tables';
import type { Lens, Stage, SubmissionAction, SubmissionKey } from '../schema';
import { addToRollups, amongKeys, contributionOf } from './rollups';

/** Who changes something, in which transaction. */
export type Hand = { db: Db; tenantId: Id; by: Id; now: Timestamp };

/** A submission as it is locked for a change. */
export type LockedSubmission = SubmissionKey & {
  groupId: Id;
  stage: Stage;
  version: number;
  exempt: string | null;
  firstSubmittedAt: Timestamp | null;
  acceptedAt: Timestamp | null;
};

/** Locks submissions in the order of their keys, and says how they stand. What does not exist is left out. */
export async function lockSubmissions(
  db: Db,
  tenantId: Id,
  keys: readonly SubmissionKey[],
): Promise<LockedSubmission[]> {
  if (keys.length === 0) return [];
  const { rows } = await sql<LockedSubmission>`
    select s.form_id, s.period, s.org_unit_id as unit_id, s.group_id, s.stage, s.version, s.exempt, s.first_submitted_at, s.accepted_at
    from submissions s
    where s.tenant_id = ${tenantId} and ${amongKeys(keys)}
    order by s.form_id, s.period, s.org_unit_id
    for update of s`.execute(db);
  return rows;
}

/** The lenses under which something may look different after a change that touches these stages. */
export const lensesTouched = (from: Stage, to: Stage, values: boolean): Lens[] =>
  ([1, 2, 3] as const).filter(
    lens => (lens > Math.min(from, to) && lens <= Math.max(from, to)) || (values && lens <= to),
  );

/**
 * The one way to change what submissions hold or how far they have come: measures what they contribute to the stored sums, does the
 * work, measures again, and adds the difference. The submissions have to be locked already (`lockSubmissions`).
 */
export async function changeSubmissions(
  { db, tenantId }: Pick<Hand, 'db' | 'tenantId'>,
  keys: readonly SubmissionKey[],
  lenses: readonly Lens[],
  work: () => Promise<void>,
): Promise<void> {
  if (keys.length === 0) return;
  const before = await contributionOf(db, tenantId, keys, lenses);
  await work();
  await addToRollups(db, tenantId, before, await contributionOf(db, tenantId, keys, lenses));
}

/** How far locked submissions go, and why. */
export type StageMove = { action: SubmissionAction; to: Stage; reason?: string };

/** Sets the stage with its time and hand, and writes the event; inside `changeSubmissions`. */
export async function setStage(
  { db, tenantId, by, now }: Hand,
  locked: readonly LockedSubmission[],
  { action, to, reason = '' }: StageMove,
): Promise<void> {
  const submits = action === 'submit' || action === 'import';
  // A program that hands in some cells takes nothing from whoever is typing others.
  const keepsDraft = action === 'import' && to === 1;
  await sql`
    update submissions s set stage = ${to}, version = s.version + 1,
      submitted_at = case when ${submits} then ${now}::timestamptz else s.submitted_at end,
      submitted_by = case when ${submits} then ${by}::bigint else s.submitted_by end,
      first_submitted_at = case when ${submits} then coalesce(s.first_submitted_at, ${now}::timestamptz) else s.first_submitted_at end,
      approved_at = case when ${to < 2} then null when s.stage >= 2 then s.approved_at else ${now}::timestamptz end,
      approved_by = case when ${to < 2} then null when s.stage >= 2 then s.approved_by else ${by}::bigint end,
      accepted_at = case when ${to === 3} then ${now}::timestamptz else s.accepted_at end,
      accepted_by = case when ${to === 3} then ${by}::bigint else s.accepted_by end,
      returned_at = case when ${action === 'return' || action === 'reopen'} then ${now}::timestamptz when ${submits} then null else s.returned_at end,
      returned_by = case when ${action === 'return' || action === 'reopen'} then ${by}::bigint when ${submits} then null else s.returned_by end,
      return_reason = case when ${action === 'return' || action === 'reopen'} then ${reason}::text when ${submits} then null else s.return_reason end,
      draft = case when ${submits && !keepsDraft} then null else s.draft end
    where s.tenant_id = ${tenantId} and ${amongKeys(locked)}`.execute(db);
  await sql`
    insert into submission_events (tenant_id, form_id, period, org_unit_id, at, user_id, action, from_stage, to_stage, version, reason)
    select ${tenantId}, k.form_id, k.period, k.org_unit_id, ${now}::timestamptz, ${by}::bigint, ${action}, k.stage, ${to}, k.version + 1, ${reason}
    from unnest(${locked.map(({ formId }) => formId)}::bigint[], ${locked.map(({ period }) => period)}::text[],
      ${locked.map(({ unitId }) => unitId)}::bigint[], ${locked.map(({ stage }) => stage)}::int[],
      ${locked.map(({ version }) => version)}::int[]) as k(form_id, period, org_unit_id, stage, version)
    order by k.form_id, k.period, k.org_unit_id`.execute(db);
}

/** How many findings each was handed in with: the reviewer looks at those first. */
export async function setExceptions(
  { db, tenantId }: Pick<Hand, 'db' | 'tenantId'>,
  counted: readonly (SubmissionKey & { exceptions: number })[],
): Promise<void> {
  if (counted.length === 0) return;
  await sql`
    update submissions s set exceptions = k.exceptions
    from unnest(${counted.map(({ formId }) => formId)}::bigint[], ${counted.map(({ period }) => period)}::text[],
      ${counted.map(({ unitId }) => unitId)}::bigint[], ${counted.map(({ exceptions }) => exceptions)}::int[])
      as k(form_id, period, org_unit_id, exceptions)
    where s.tenant_id = ${tenantId} and s.form_id = k.form_id and s.period = k.period collate "C"
      and s.org_unit_id = k.org_unit_id and s.exceptions <> k.exceptions`.execute(db);
}
