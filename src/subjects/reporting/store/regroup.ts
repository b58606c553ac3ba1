import { sql } from 'kysely';
import type { DateText, Id } from '../../../platform/database/tables';
import type { SubmissionKey } from '../schema';
import { changeSubmissions, type Hand, lockSubmissions } from './change-submissions';
import { amongKeys } from './rollups';

/** Of which units a reform changes where they are summed from a day on: under which group from then. */
export type NewGroup = { unitId: Id; groupId: Id };

/** Submissions of some units for periods that end on a day or later. */
const keysSince = async ({ db, tenantId }: Hand, unitIds: readonly Id[], from: DateText): Promise<SubmissionKey[]> => {
  const { rows } = await sql<SubmissionKey>`
    select s.form_id, s.period, s.org_unit_id as unit_id from submissions s
    join form_windows w on w.tenant_id = s.tenant_id and w.form_id = s.form_id and w.period = s.period and w.ends_on >= ${from}::date
    where s.tenant_id = ${tenantId} and s.org_unit_id = any(${[...unitIds]}::bigint[])
    order by s.form_id, s.period, s.org_unit_id`.execute(db);
  return rows;
};

const noteMoves = async (
  { db, tenantId, by, now }: Hand,
  keys: readonly SubmissionKey[],
  reason: string,
): Promise<void> => {
  await sql`
    insert into submission_events (tenant_id, form_id, period, org_unit_id, at, user_id, action, from_stage, to_stage, version, reason,
      from_group_id)
    select s.tenant_id, s.form_id, s.period, s.org_unit_id, ${now}::timestamptz, ${by}::bigint, 'move', s.stage, s.stage, s.version + 1,
      ${reason}, s.group_id
    from submissions s where s.tenant_id = ${tenantId} and ${amongKeys(keys)}
    order by s.form_id, s.period, s.org_unit_id`.execute(db);
};

/**
 * Sums what some units handed in for periods that end on a day or later under other groups from now on; earlier periods keep theirs.
 * Returns the submissions that went over.
 */
export async function regroup(
  hand: Hand,
  groups: readonly NewGroup[],
  from: DateText,
  reason: string,
): Promise<SubmissionKey[]> {
  const { db, tenantId } = hand;
  const groupOf = new Map(groups.map(({ unitId, groupId }) => [unitId, groupId]));
  const locked = await lockSubmissions(db, tenantId, await keysSince(hand, [...groupOf.keys()], from));
  const moving = locked.filter(({ unitId, groupId }) => groupOf.get(unitId) !== groupId);
  await changeSubmissions(hand, moving, [1, 2, 3], async () => {
    await noteMoves(hand, moving, reason);
    await sql`
      update submissions s set group_id = k.group_id, version = s.version + 1
      from unnest(${[...groupOf.keys()]}::bigint[], ${[...groupOf.values()]}::bigint[]) as k(unit_id, group_id)
      where s.tenant_id = ${tenantId} and s.org_unit_id = k.unit_id and ${amongKeys(moving)}`.execute(db);
  });
  return moving.map(({ formId, period, unitId }) => ({ formId, period, unitId }));
}

/**
 * What units that are closed from a day on have not handed in (or have back) for periods that end then or later is no longer expected of them.
 * Returns how many.
 */
export async function excuse(hand: Hand, unitIds: readonly Id[], from: DateText, reason: string): Promise<number> {
  const { db, tenantId, by, now } = hand;
  const locked = await lockSubmissions(db, tenantId, await keysSince(hand, unitIds, from));
  const open = locked.filter(({ stage, acceptedAt, exempt }) => stage === 0 && acceptedAt === null && exempt === null);
  await changeSubmissions(hand, open, [], async () => {
    await sql`
      update submissions s set exempt = ${reason}, version = s.version + 1
      where s.tenant_id = ${tenantId} and ${amongKeys(open)}`.execute(db);
    await sql`
      insert into submission_events (tenant_id, form_id, period, org_unit_id, at, user_id, action, from_stage, to_stage, version, reason)
      select s.tenant_id, s.form_id, s.period, s.org_unit_id, ${now}::timestamptz, ${by}::bigint, 'exempt', s.stage, s.stage, s.version,
        ${reason}
      from submissions s where s.tenant_id = ${tenantId} and ${amongKeys(open)}
      order by s.form_id, s.period, s.org_unit_id`.execute(db);
  });
  return open.length;
}
