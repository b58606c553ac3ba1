import { sql } from 'kysely';
import type { DateText, Id } from '../../../platform/database/tables';
import type { SubmissionKey } from '../schema';
import { changeSubmissions, type Hand, lockSubmissions } from './change-submissions';
import { amongKeys } from './rollups';

/** Of which units a reform changes where they are summed from a day on: under which group from then. */
export type NewGroup = { unitId: Id; groupId: Id };

type Looking = Pick<Hand, 'db' | 'tenantId'>;

const windowOf = sql`join form_windows w on w.tenant_id = s.tenant_id and w.form_id = s.form_id and w.period = s.period`;

/** What would be summed elsewhere: submissions of some units for periods that end on a day or later, where their group is another. */
export async function keysToRegroup(
  { db, tenantId }: Looking,
  groups: readonly NewGroup[],
  from: DateText,
): Promise<SubmissionKey[]> {
  const { rows } = await sql<SubmissionKey>`
    select s.form_id, s.period, s.org_unit_id as unit_id
    from unnest(${groups.map(({ unitId }) => unitId)}::bigint[], ${groups.map(({ groupId }) => groupId)}::bigint[]) as k(unit_id, group_id)
    join submissions s on s.tenant_id = ${tenantId} and s.org_unit_id = k.unit_id and s.group_id <> k.group_id
    ${windowOf} and w.ends_on >= ${from}::date
    order by s.form_id, s.period, s.org_unit_id`.execute(db);
  return rows;
}

/**
 * What units that are closed from a day on have not handed in (or have back) for periods that end then or later. `all`: for earlier
 * periods too, as long as those are not frozen: nobody is left who could.
 */
export async function keysToExcuse(
  { db, tenantId }: Looking,
  unitIds: readonly Id[],
  from: DateText,
  all: boolean,
): Promise<SubmissionKey[]> {
  const { rows } = await sql<SubmissionKey>`
    select s.form_id, s.period, s.org_unit_id as unit_id from submissions s
    ${windowOf} and (w.ends_on >= ${from}::date or (${all}::boolean and w.closed_at is null))
    where s.tenant_id = ${tenantId} and s.stage = 0 and s.accepted_at is null and s.exempt is null
      and (s.org_unit_id = any(${[...unitIds]}::bigint[]) or (${all}::boolean and s.org_unit_id in (
        select o.id from org_units o where o.tenant_id = ${tenantId} and o.successor_id = any(${[...unitIds]}::bigint[]))))
    order by s.form_id, s.period, s.org_unit_id`.execute(db);
  return rows;
}

/** How many values some submissions hold. */
export async function countValues({ db, tenantId }: Looking, keys: readonly SubmissionKey[]): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count
    from submissions s
    join figure_values v on v.tenant_id = s.tenant_id and v.org_unit_id = s.org_unit_id and v.period = s.period and v.form_id = s.form_id
    where s.tenant_id = ${tenantId} and ${amongKeys(keys)}`.execute(db);
  return rows[0]!.count;
}

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
  const locked = await lockSubmissions(db, tenantId, await keysToRegroup(hand, groups, from));
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

/** Expects these no longer, or again where `reason` is null; returns which were changed. */
export async function excuse(
  hand: Hand,
  keys: readonly SubmissionKey[],
  reason: string | null,
): Promise<SubmissionKey[]> {
  const { db, tenantId, by, now } = hand;
  const locked = await lockSubmissions(db, tenantId, keys);
  const open = locked.filter(
    ({ stage, acceptedAt, exempt }) => stage === 0 && acceptedAt === null && (exempt === null) !== (reason === null),
  );
  await changeSubmissions(hand, open, [], async () => {
    await sql`
      update submissions s set exempt = ${reason}::text, version = s.version + 1
      where s.tenant_id = ${tenantId} and ${amongKeys(open)}`.execute(db);
    await sql`
      insert into submission_events (tenant_id, form_id, period, org_unit_id, at, user_id, action, from_stage, to_stage, version, reason)
      select s.tenant_id, s.form_id, s.period, s.org_unit_id, ${now}::timestamptz, ${by}::bigint, 'exempt', s.stage, s.stage, s.version,
        ${reason ?? ''}
      from submissions s where s.tenant_id = ${tenantId} and ${amongKeys(open)}
      order by s.form_id, s.period, s.org_unit_id`.execute(db);
  });
  return open.map(({ formId, period, unitId }) => ({ formId, period, unitId }));
}
