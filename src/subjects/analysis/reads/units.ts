import { sql } from 'kysely';
import { refuse } from '../../../kernel/refusal';
import type { Db } from '../../../platform/database/connect';
import type { Id } from '../../../platform/database/tables';
import type { UnitHead } from '../schema';

export type PlacedUnit = UnitHead & { path: string; parentId: Id | null };

/** One unit, the root where none is named; closed ones too: they have a history. */
export async function unitOf(db: Db, tenantId: Id, unitId: Id | undefined): Promise<PlacedUnit> {
  const { rows } = await sql<PlacedUnit>`
    select o.id, o.short_name as name, o.kind, o.area_code, o.path, o.parent_id from org_units o
    where o.tenant_id = ${tenantId} and (o.id = ${unitId ?? null}::bigint or (${unitId === undefined} and o.parent_id is null))
    limit 1`.execute(db);
  return rows[0] ?? refuse('not-found');
}

/** A school is summed under the unit above it: its own figures are read from what it reported. */
export const sumsAlone = ({ kind }: Pick<PlacedUnit, 'kind'>): boolean => kind === 'school';

/** A unit right below another, and the groups (units that something is summed under) within it. */
export type Branch = { unit: UnitHead; groupIds: Id[] };

/**
 * What the sums of a unit consist of: each unit right below it that has groups, in order, and last itself, where it sums something of its
 * own (the schools that stand right below a bureau).
 */
export async function branchesOf(db: Db, tenantId: Id, unit: PlacedUnit): Promise<Branch[]> {
  const { id, name, kind, areaCode } = unit;
  if (sumsAlone(unit)) return [{ unit: { id, name, kind, areaCode }, groupIds: [id] }];
  const { rows } = await sql<UnitHead & { path: string; groupId: Id }>`
    select o.id, o.short_name as name, o.kind, o.area_code, o.path, g.id as group_id
    from (select distinct t.group_id from tallies t where t.tenant_id = ${tenantId}) k
    join org_units g on g.tenant_id = ${tenantId} and g.id = k.group_id and g.path ^@ ${unit.path}
    join org_units o on o.tenant_id = ${tenantId}
      and o.id = case when g.id = ${unit.id}::bigint then g.id
                      else split_part(substr(g.path, ${unit.path.length + 1}::int), '/', 1)::bigint end
    order by o.id = ${unit.id}::bigint, o.sort, o.id`.execute(db);
  const branches: Branch[] = [];
  for (const { groupId, path: _, ...head } of rows) {
    const last = branches.at(-1);
    if (last?.unit.id === head.id) last.groupIds.push(groupId);
    else branches.push({ unit: head, groupIds: [groupId] });
  }
  return branches;
}
