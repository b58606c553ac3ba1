import { sql } from 'kysely';
import type { Db } from '../../../platform/database/connect';
import type { Decimal, Id, Timestamp } from '../../../platform/database/tables';
import type { AllocationMethod, AllocationRule } from '../schema';

const NO_WAIVER = { waiver: null, waivedAs: null, waivedBy: null, waivedAt: null };

/**
 * What a split was to give is another: a waiver of one not yet sent out was signed for something else. `units` null: of every
 * unit that splits the target.
 */
export const voidWaivers = async (db: Db, tenantId: Id, targetId: Id, units: readonly Id[] | null): Promise<void> => {
  if (units?.length === 0) return;
  await db
    .updateTable('allocations')
    .set({ ...NO_WAIVER, version: sql`version + 1` })
    .where('tenantId', '=', tenantId)
    .where('targetId', '=', targetId)
    .where('state', '=', 'draft')
    .where('waiver', 'is not', null)
    .$if(units !== null, query => query.where('orgUnitId', 'in', [...units!]))
    .execute();
};

export type NewPart = { unitId: Id; value: Decimal | null; weight: Decimal | null; fixed: boolean; note: string };
export type DraftFields = {
  method: AllocationMethod;
  rule: AllocationRule;
  baseFigure: string | null;
  basePeriod: string | null;
};

/** Begins a split. Refuses `already-exists` where the unit splits this target already. */
export const insertAllocation = async (
  db: Db,
  key: { tenantId: Id; targetId: Id; orgUnitId: Id },
  fields: DraftFields,
  now: Timestamp,
): Promise<{ id: Id; version: number }> =>
  db
    .insertInto('allocations')
    .values({ ...key, ...fields, createdAt: now })
    .returning(['id', 'version'])
    .executeTakeFirstOrThrow();

/** A split that is worked on is a draft again; its waiver stays only where no part changed. */
export const changeAllocation = async (
  db: Db,
  tenantId: Id,
  { id, version }: { id: Id; version: number },
  fields: DraftFields,
  keepsWaiver: boolean,
): Promise<number> => {
  await db
    .updateTable('allocations')
    .set({ ...fields, ...(keepsWaiver ? {} : NO_WAIVER), state: 'draft', version: version + 1 })
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .execute();
  return version + 1;
};

/** Puts these parts in place of those before. The signature of a part whose value `changed` was for another value: it goes. */
export const saveParts = async (
  db: Db,
  tenantId: Id,
  allocationId: Id,
  parts: readonly NewPart[],
  changed: readonly Id[],
): Promise<void> => {
  const units = parts.map(({ unitId }) => unitId);
  await db
    .deleteFrom('allocationParts')
    .where('tenantId', '=', tenantId)
    .where('allocationId', '=', allocationId)
    .where('orgUnitId', 'not in', units)
    .execute();
  if (changed.length > 0)
    await db
      .updateTable('allocationParts')
      .set({ signedBy: null, signedAs: null, signedAt: null })
      .where('tenantId', '=', tenantId)
      .where('allocationId', '=', allocationId)
      .where('orgUnitId', 'in', [...changed])
      .execute();
  await sql`
    insert into allocation_parts (tenant_id, allocation_id, org_unit_id, value, weight, fixed, note)
    select ${tenantId}::bigint, ${allocationId}::bigint, x."unitId", x.value, x.weight, x.fixed, x.note
    from jsonb_to_recordset(${JSON.stringify(parts)}::jsonb)
      as x("unitId" bigint, value numeric, weight numeric, fixed boolean, note text)
    on conflict (tenant_id, allocation_id, org_unit_id) do update
    set value = excluded.value, weight = excluded.weight, fixed = excluded.fixed, note = excluded.note`.execute(db);
};

export type Waiver = { waiver: string; waivedAs: string; waivedBy: Id; waivedAt: Timestamp };

/** Changes what stands over a split: its waiver, or that it is sent. Returns the next version. */
export const markAllocation = async (
  db: Db,
  tenantId: Id,
  { id, version }: { id: Id; version: number },
  change: Waiver | { state: 'sent'; sentBy: Id; sentAt: Timestamp },
): Promise<number> => {
  await db
    .updateTable('allocations')
    .set({ ...change, version: version + 1 })
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .execute();
  return version + 1;
};

export const markSigned = async (
  db: Db,
  key: { tenantId: Id; allocationId: Id; unitId: Id },
  signed: { signedBy: Id; signedAs: string; signedAt: Timestamp },
): Promise<void> => {
  await db
    .updateTable('allocationParts')
    .set(signed)
    .where('tenantId', '=', key.tenantId)
    .where('allocationId', '=', key.allocationId)
    .where('orgUnitId', '=', key.unitId)
    .execute();
};
