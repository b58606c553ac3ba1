import { sql } from 'kysely';
import type { Plan } from '../../compiler/ledger';
import { refuse } from '../../kernel/refusal';
import type { Db } from '../../platform/database/connect';
import type { Id, Timestamp } from '../../platform/database/tables';
import type { UnitKind } from '../org/schema';
import type { Conflict, Correction } from './schema';

export async function insertPlan(
  db: Db,
  {
    compiled,
    ...plan
  }: {
    tenantId: Id;
    year: number;
    title: string;
    issuer: string | null;
    fileId: Id | null;
    revises?: Id;
    compiled: Plan;
    createdBy: Id;
    createdAt: Timestamp;
  },
): Promise<Id> {
  const { id } = await db
    .insertInto('plans')
    .values({ ...plan, compiled: JSON.stringify(compiled) })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** Locks a plan for a change. Refuses `not-found`; with a version, `changed-meanwhile` where somebody was faster. */
export async function lockPlan(db: Db, tenantId: Id, planId: Id, version?: number) {
  const plan =
    (await db
      .selectFrom('plans')
      .select(['id', 'year', 'title', 'status', 'version', 'adoptedAt'])
      .where('tenantId', '=', tenantId)
      .where('id', '=', planId)
      .forUpdate()
      .executeTakeFirst()) ?? refuse('not-found');
  if (version === undefined || plan.version === version) return plan;
  const last = await db
    .selectFrom('planCorrections as c')
    .leftJoin('users as u', join => join.onRef('u.tenantId', '=', 'c.tenantId').onRef('u.id', '=', 'c.createdBy'))
    .select('u.name')
    .where('c.tenantId', '=', tenantId)
    .where('c.planId', '=', planId)
    .orderBy('c.seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return refuse('changed-meanwhile', { by: last?.name ?? '', current: { version: plan.version } });
}

/** Corrections are only ever added; undoing marks them. */
export async function insertCorrections(
  db: Db,
  act: { tenantId: Id; planId: Id; firstSeq: number; createdBy: Id; createdAt: Timestamp },
  corrections: readonly Correction[],
): Promise<void> {
  const { firstSeq, ...rest } = act;
  await db
    .insertInto('planCorrections')
    .values(
      corrections.map((payload, index) => ({
        ...rest,
        seq: firstSeq + index,
        kind: payload.kind,
        payload: JSON.stringify(payload),
      })),
    )
    .execute();
}

/** Corrections of an earlier version, said of this one: still by whom they were made, and when. */
export async function insertCarried(
  db: Db,
  tenantId: Id,
  planId: Id,
  rows: readonly { correctionId: Id; payload: Correction }[],
): Promise<void> {
  for (const [index, { correctionId, payload }] of rows.entries())
    await sql`
      insert into plan_corrections (tenant_id, plan_id, seq, kind, payload, created_by, created_at)
      select tenant_id, ${planId}, ${index + 1}, kind, ${JSON.stringify(payload)}, created_by, created_at
      from plan_corrections where tenant_id = ${tenantId} and id = ${correctionId}`.execute(db);
}

export async function insertConflicts(db: Db, tenantId: Id, planId: Id, conflicts: readonly Conflict[]): Promise<void> {
  if (conflicts.length === 0) return;
  await db
    .insertInto('planConflicts')
    .values(conflicts.map(conflict => ({ tenantId, planId, conflict: JSON.stringify(conflict) })))
    .execute();
}

/** Answers a conflict that is still open; null where there is none. */
export async function answerConflict(
  db: Db,
  tenantId: Id,
  {
    planId,
    conflictId,
    ...given
  }: { planId: Id; conflictId: Id; answer: 'mine' | 'document'; answeredBy: Id; answeredAt: Timestamp },
): Promise<Conflict | null> {
  const row = await db
    .updateTable('planConflicts')
    .set(given)
    .where('tenantId', '=', tenantId)
    .where('planId', '=', planId)
    .where('id', '=', conflictId)
    .where('answer', 'is', null)
    .returning('conflict')
    .executeTakeFirst();
  return row?.conflict ?? null;
}

/** Takes corrections back (`undoneAt` a time), or brings them back (null). */
export async function markUndone(
  db: Db,
  tenantId: Id,
  correctionIds: readonly Id[],
  undone: { undoneAt: Timestamp | null; undoneBy: Id | null },
): Promise<void> {
  await db
    .updateTable('planCorrections')
    .set(undone)
    .where('tenantId', '=', tenantId)
    .where('id', 'in', correctionIds)
    .execute();
}

/** One more step was made on the plan; returns the new version. */
export async function stepPlan(db: Db, tenantId: Id, planId: Id, from: number): Promise<number> {
  await db
    .updateTable('plans')
    .set({ version: from + 1 })
    .where('tenantId', '=', tenantId)
    .where('id', '=', planId)
    .execute();
  return from + 1;
}

export async function markAdopted(db: Db, tenantId: Id, planId: Id, now: Timestamp): Promise<void> {
  await db
    .updateTable('plans')
    .set({ status: 'adopted', adoptedAt: now })
    .where('tenantId', '=', tenantId)
    .where('id', '=', planId)
    .execute();
}

/** New units under `parent`; answers their ids by name. */
export async function createUnits(
  db: Db,
  tenantId: Id,
  parent: { id: Id; path: string },
  units: readonly { name: string; kind: UnitKind }[],
): Promise<Map<string, Id>> {
  const ids = new Map<string, Id>();
  for (const unit of units) {
    const { rows } = await sql<{
      id: Id;
    }>`select nextval(pg_get_serial_sequence('org_units', 'id'))::text as id`.execute(db);
    const id = rows[0]!.id;
    const place = { parentId: parent.id, path: `${parent.path}${id}/`, areaCode: null, sort: 900 };
    await db
      .insertInto('orgUnits')
      .values({ ...unit, ...place, tenantId, id, code: `plan-${id}`, shortName: unit.name })
      .execute();
    ids.set(unit.name, id);
  }
  return ids;
}
