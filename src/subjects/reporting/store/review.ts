import { sql } from 'kysely';
import { Refusal, refuse } from '../../../kernel/refusal';
import type { Db } from '../../../platform/database/connect';
import type { Id, Timestamp } from '../../../platform/database/tables';
import type { Change, Context } from '../../../platform/operation';
import { seesSubmission } from '../policy';
import { changedCells } from '../reads/changed-cells';
import { unitPlaces, type WindowPlace } from '../reads/review-place';
import type { ChangedUnit } from '../review-schema';
import { submissionId } from '../rules/submission-id';
import type { Lens, Stage, SubmissionKey } from '../schema';
import {
  changeSubmissions,
  type Hand,
  type LockedSubmission,
  lensesTouched,
  lockSubmissions,
  type StageMove,
  setStage,
} from './change-submissions';

/** A submission that is locked for its review, with its unit. */
export type UnderReview = LockedSubmission & { unitName: string; unitPath: string };

export const handOf = ({ db, actor, now }: Context): Hand => ({ db, tenantId: actor.tenantId, by: actor.userId, now });

/** Locks submissions of one window. Where one is not there, or the actor does not see it, none is. */
export async function lockForReview(
  { db, actor }: Context,
  window: WindowPlace,
  unitIds: readonly Id[],
): Promise<UnderReview[]> {
  const { formId, period, keeperPath } = window;
  const ids = [...new Set(unitIds)];
  const places = await unitPlaces(db, actor.tenantId, ids);
  const seen = [...places.values()].filter(({ path }) => seesSubmission(actor, { unitPath: path, keeperPath }));
  if (seen.length < ids.length) refuse('not-found');
  const keys: SubmissionKey[] = ids.map(unitId => ({ formId, period, unitId }));
  const locked = await lockSubmissions(db, actor.tenantId, keys);
  if (locked.length < ids.length) refuse('not-found');
  return locked.map(one => {
    const { name, path } = places.get(one.unitId)!;
    return { ...one, unitName: name, unitPath: path };
  });
}

/** When a submission got a version, by unit; where no event tells of it, what was so far is unknown. */
const momentsOf = async (
  db: Db,
  tenantId: Id,
  { formId, period }: WindowPlace,
  seen: ReadonlyMap<Id, number>,
): Promise<{ unitId: Id; at: Timestamp }[]> => {
  const { rows } = await sql<{ unitId: Id; at: Timestamp }>`
    select e.org_unit_id as unit_id, max(e.at) as at
    from unnest(${[...seen.keys()]}::bigint[], ${[...seen.values()]}::int[]) as k(unit_id, version)
    join submission_events e on e.tenant_id = ${tenantId} and e.form_id = ${formId} and e.period = ${period}
      and e.org_unit_id = k.unit_id and e.version <= k.version
    group by e.org_unit_id`.execute(db);
  return rows;
};

const lastEvents = async (
  db: Db,
  tenantId: Id,
  { formId, period }: WindowPlace,
  unitIds: readonly Id[],
): Promise<Map<Id, { by: string | null; at: Timestamp }>> => {
  const { rows } = await sql<{ unitId: Id; by: string | null; at: Timestamp }>`
    select distinct on (e.org_unit_id) e.org_unit_id as unit_id, u.name as by, e.at
    from submission_events e
    left join users u on u.tenant_id = e.tenant_id and u.id = e.user_id
    where e.tenant_id = ${tenantId} and e.form_id = ${formId} and e.period = ${period}
      and e.org_unit_id = any(${[...unitIds]}::bigint[])
    order by e.org_unit_id, e.id desc`.execute(db);
  return new Map(rows.map(({ unitId, ...last }) => [unitId, last]));
};

/** Refuses `changed-meanwhile` unless each is as the caller looked at it, and says cell by cell what is different now. */
export async function expectVersions(
  { db, actor }: Context,
  window: WindowPlace,
  locked: readonly UnderReview[],
  seen: ReadonlyMap<Id, number>,
): Promise<void> {
  const changed = locked.filter(({ unitId, version }) => seen.get(unitId) !== version);
  if (changed.length === 0) return;
  const { tenantId } = actor;
  const looked = new Map(changed.map(({ unitId }) => [unitId, seen.get(unitId) ?? 0]));
  const cells = await changedCells(db, tenantId, window, await momentsOf(db, tenantId, window, looked));
  const last = await lastEvents(db, tenantId, window, [...looked.keys()]);
  const units = changed.map(({ unitId, unitName, version, stage }): ChangedUnit => {
    const of = cells.filter(cell => cell.unitId === unitId).map(({ unitId: _, ...cell }) => cell);
    return { unitId, unitName, version, stage, by: null, at: null, ...last.get(unitId), cells: of };
  });
  throw new Refusal('changed-meanwhile', { by: units[0]!.by ?? '', units });
}

/** The lenses under which any of these may look different once it has come to a stage. */
const lensesOf = (locked: readonly UnderReview[], to: Stage): Lens[] => [
  ...new Set(locked.flatMap(({ stage }) => lensesTouched(stage, to, false))),
];

/** Moves locked submissions to a stage, keeps the sums, and gives the lines of the audit. */
export async function moveTo(context: Context, locked: readonly UnderReview[], move: StageMove): Promise<Change[]> {
  const hand = handOf(context);
  await changeSubmissions(hand, locked, lensesOf(locked, move.to), () => setStage(hand, locked, move));
  return locked.map(({ formId, period, unitId, stage }) => ({
    kind: 'submission',
    id: submissionId({ formId, period, unitId }),
    under: { kind: 'unit', id: unitId },
    before: { stage },
    after: { stage: move.to, formId, period, ...(move.reason ? { reason: move.reason } : {}) },
  }));
}
