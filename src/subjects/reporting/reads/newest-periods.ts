import { sql } from 'kysely';
import type { Db } from '../../../platform/database/connect';
import type { Id } from '../../../platform/database/tables';

/** The periods of whatever frequency that ended last, the newest first. */
export async function newestPeriods(db: Db, tenantId: Id, count: number): Promise<string[]> {
  const { rows } = await sql<{ period: string }>`
    select w.period from form_windows w where w.tenant_id = ${tenantId}
    group by w.period order by max(w.ends_on) desc, w.period limit ${count}`.execute(db);
  return rows.map(({ period }) => period);
}
