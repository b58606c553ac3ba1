import { sql } from 'kysely';
import type { Db } from '../../platform/database/connect';
import type { DateText, Id } from '../../platform/database/tables';
import type { UnitKind } from './schema';

// Reforms of the tree change who reaches what and under whom things are summed, so the later subject that keeps the sums does both
// in one operation. These are the rows of the tree; whoever calls them has asked whether they may.

/** A unit as it stands, with the last day on which it was placed anew. */
export type PlacedUnit = {
  id: Id;
  parentId: Id | null;
  name: string;
  kind: UnitKind;
  path: string;
  validFrom: DateText;
  validTo: DateText | null;
  successorId: Id | null;
  placedOn: DateText | null;
  version: number;
};

/** One reform of a body's tree at a time: the next waits for the end of this transaction. */
export const lockTree = async (db: Db, tenantId: Id): Promise<void> => {
  // Not the whole row: whoever adds a unit or a submission below it need not wait.
  const root = sql`select o.id from org_units o where o.tenant_id = ${tenantId} and o.parent_id is null`;
  await sql`${root} for no key update`.execute(db);
};

/** Units that are closed or opened again: whoever is about to give them something waits, and finds them closed. */
export const lockUnits = async (db: Db, tenantId: Id, unitIds: readonly Id[]): Promise<void> => {
  const units = sql`select o.id from org_units o where o.tenant_id = ${tenantId} and o.id = any(${[...unitIds]}::bigint[])`;
  await sql`${units} order by o.id for no key update`.execute(db);
};

/** For whoever notes down where units stand: waits for a reform under way, and lets the next one wait. */
export const holdTree = async (db: Db, tenantId: Id): Promise<void> => {
  await sql`select o.id from org_units o where o.tenant_id = ${tenantId} and o.parent_id is null for share`.execute(db);
};

const placed = sql`o.id, o.parent_id, o.short_name as name, o.kind, o.path, o.valid_from, o.valid_to, o.successor_id, o.version,
  (select max(p.valid_from) from unit_places p where p.tenant_id = o.tenant_id and p.unit_id = o.id) as placed_on`;

/** Units by id; who does not exist is left out. */
export async function placedUnits(db: Db, tenantId: Id, unitIds: readonly Id[]): Promise<PlacedUnit[]> {
  const { rows } = await sql<PlacedUnit>`
    select ${placed} from org_units o
    where o.tenant_id = ${tenantId} and o.id = any(${[...unitIds]}::bigint[]) order by o.id`.execute(db);
  return rows;
}

/** The units that stand right below these and are open. */
export async function unitsBelow(db: Db, tenantId: Id, unitIds: readonly Id[]): Promise<PlacedUnit[]> {
  const { rows } = await sql<PlacedUnit>`
    select ${placed} from org_units o
    where o.tenant_id = ${tenantId} and o.parent_id = any(${[...unitIds]}::bigint[]) and o.valid_to is null order by o.id`.execute(
    db,
  );
  return rows;
}

/** The ids of a unit and all open ones below it. */
export async function unitIdsBelow(db: Db, tenantId: Id, path: string): Promise<Id[]> {
  const { rows } = await sql<{ id: Id }>`
    select o.id from org_units o where o.tenant_id = ${tenantId} and o.path ^@ ${path} and o.valid_to is null order by o.id`.execute(
    db,
  );
  return rows.map(({ id }) => id);
}

/**
 * Puts a unit, with all below it, under another one from a day on. Where it stood before is kept (`unit_places`), paths follow, and
 * with them what posts reach.
 */
export async function placeUnit(
  db: Db,
  tenantId: Id,
  unit: PlacedUnit,
  parent: PlacedUnit,
  from: DateText,
): Promise<void> {
  if (unit.placedOn === null)
    await sql`
      insert into unit_places (tenant_id, unit_id, valid_from, parent_id)
      values (${tenantId}, ${unit.id}, least(${unit.validFrom}::date, ${from}::date - 1), ${unit.parentId})`.execute(
      db,
    );
  await sql`
    insert into unit_places (tenant_id, unit_id, valid_from, parent_id) values (${tenantId}, ${unit.id}, ${from}, ${parent.id})
    on conflict (tenant_id, unit_id, valid_from) do update set parent_id = excluded.parent_id`.execute(db);
  // Asked anew: a deed before this one may have moved the parent, or the unit with a part of the tree.
  await sql`
    update org_units o set path = p.path || substr(o.path, length(u.path) - length(u.id::text)),
      parent_id = case when o.id = u.id then p.id else o.parent_id end,
      version = case when o.id = u.id then o.version + 1 else o.version end
    from org_units u, org_units p
    where o.tenant_id = ${tenantId} and u.tenant_id = o.tenant_id and p.tenant_id = o.tenant_id
      and u.id = ${unit.id} and p.id = ${parent.id} and o.path ^@ u.path`.execute(db);
}

/**
 * Closes units from a day on; `successorId` where another goes on in their place, and in that of units which were merged into them.
 * Returns of those earlier ones which had which successor.
 */
export async function closeUnits(
  db: Db,
  tenantId: Id,
  unitIds: readonly Id[],
  on: DateText,
  successorId: Id | null,
): Promise<{ id: Id; successorId: Id }[]> {
  const ids = [...unitIds];
  await sql`
    update org_units o set valid_to = ${on}, successor_id = ${successorId}::bigint, version = o.version + 1
    where o.tenant_id = ${tenantId} and o.id = any(${ids}::bigint[])`.execute(db);
  if (successorId === null) return [];
  const { rows } = await sql<{ id: Id; successorId: Id }>`
    with was as (
      select o.id, o.successor_id from org_units o where o.tenant_id = ${tenantId} and o.successor_id = any(${ids}::bigint[]) for update)
    update org_units o set successor_id = ${successorId} from was where o.tenant_id = ${tenantId} and o.id = was.id
    returning o.id, was.successor_id`.execute(db);
  return rows;
}

/** Opens a closed unit again, as if it had never been closed. */
export async function openUnit(db: Db, tenantId: Id, unitId: Id): Promise<void> {
  await sql`
    update org_units o set valid_to = null, successor_id = null, version = o.version + 1
    where o.tenant_id = ${tenantId} and o.id = ${unitId}`.execute(db);
}

/** A unit that was merged into one which stands again has that as its successor again; false where it was opened meanwhile. */
export async function setSuccessor(db: Db, tenantId: Id, unitId: Id, successorId: Id): Promise<boolean> {
  const { rows } = await sql`
    update org_units o set successor_id = ${successorId}
    where o.tenant_id = ${tenantId} and o.id = ${unitId} and o.valid_to is not null returning 1`.execute(db);
  return rows.length > 0;
}
