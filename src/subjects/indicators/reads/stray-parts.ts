import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../../../platform/database/connect';
import type { Id } from '../../../platform/database/tables';

/** Has a split `a` by unit `o`, of a task `t` under way, a part of a unit that stands no longer right below that unit, and so cannot be given by it? */
export const hasStrayParts: RawBuilder<boolean> = sql`(t.status <> 'done' and exists (
  select 1 from allocation_parts sp join org_units so on so.tenant_id = sp.tenant_id and so.id = sp.org_unit_id
  where sp.tenant_id = a.tenant_id and sp.allocation_id = a.id 
    and (so.parent_id is distinct from o.id or so.valid_to is not null)))`;

/** Whose splits would hold how many parts of these units, once they stand under (or go into) the unit with this path. */
export async function partsGoingAstray(
  db: Db,
  tenantId: Id,
  unitIds: readonly Id[],
  targetPath: string,
): Promise<{ by: string; count: number }[]> {
  const ids = [...unitIds];
  const { rows } = await sql<{ by: string; count: number }>`
    select o.short_name as by, count(*)::int as count
    from allocation_parts p
    join allocations a on a.tenant_id = p.tenant_id and a.id = p.allocation_id
    join targets g on g.tenant_id = a.tenant_id and g.id = a.target_id
    join tasks t on t.tenant_id = g.tenant_id and t.id = g.task_id and t.status <> 'done'
    join org_units o on o.tenant_id = a.tenant_id and o.id = a.org_unit_id
    where p.tenant_id = ${tenantId} and p.org_unit_id = any(${ids}::bigint[]) and a.org_unit_id <> all(${ids}::bigint[])
      and not ${targetPath} ^@ o.path
    group by o.id, o.short_name, o.sort order by o.sort, o.id`.execute(db);
  return rows;
}
