import { sql } from 'kysely';
import type { Db } from '../../../platform/database/connect';
import type { Id } from '../../../platform/database/tables';
import { type HeldKind, heldKinds } from '../../org/rules';
import type { ClosedUnit } from '../reform-schema';

type Row = Omit<ClosedUnit, 'handed'> & { handed: Partial<Record<HeldKind, number>> };

/** Units that were merged or closed, the last first, with what passed from each. */
export async function closedUnits(db: Db, tenantId: Id): Promise<ClosedUnit[]> {
  const { rows } = await sql<Row>`
    select o.id, o.name, o.kind, o.valid_to as on, n.name as successor,
      coalesce((select jsonb_object_agg(h.kind, h.n) from (
        select x.kind, count(*)::int as n from unit_handovers x where x.tenant_id = o.tenant_id and x.unit_id = o.id group by x.kind) h),
        '{}') as handed
    from org_units o left join org_units n on n.tenant_id = o.tenant_id and n.id = o.successor_id
    where o.tenant_id = ${tenantId} and o.valid_to is not null
    order by o.valid_to desc, o.id desc`.execute(db);
  return rows.map(({ handed, ...row }) => ({
    ...row,
    handed: Object.fromEntries(heldKinds.map(kind => [kind, handed[kind] ?? 0])) as ClosedUnit['handed'],
  }));
}
