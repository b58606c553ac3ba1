import { sql } from 'kysely';
import type { Db } from '../../../platform/database/connect';
import type { Id } from '../../../platform/database/tables';
import { lastYearByUnit } from '../targets/reported-figures';
import { type Allocation, allocationsWhere } from './reads';

/** 去年值 of each part, as it is known now, stays with it: from there its way begins, whatever last year's figures become. */
export async function keepLastYear(db: Db, tenantId: Id, { id, target, parts }: Allocation): Promise<void> {
  const units = parts.map(({ unitId }) => unitId);
  const last = Object.fromEntries(await lastYearByUnit(db, tenantId, target, units));
  await sql`
    update allocation_parts p set last = (${JSON.stringify(last)}::jsonb ->> p.org_unit_id::text)::numeric
    where p.tenant_id = ${tenantId} and p.allocation_id = ${id}`.execute(db);
  await db
    .updateTable('allocations')
    .set({ keepsLast: true })
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .execute();
}

/** The same for every split that was sent out before this was kept; how many there were. */
export async function keepMissingLastYears(db: Db, tenantId: Id): Promise<number> {
  const sent = await allocationsWhere(db, tenantId, sql`a.state = 'sent' and not a.keeps_last`);
  for (const allocation of sent) await keepLastYear(db, tenantId, allocation);
  return sent.length;
}
