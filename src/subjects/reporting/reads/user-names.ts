import type { Db } from '../../../platform/database/connect';
import type { Id } from '../../../platform/database/tables';

/** Names of people by id. */
export async function userNames(db: Db, tenantId: Id, ids: readonly (Id | null)[]): Promise<Map<Id, string>> {
  const wanted = [...new Set(ids.filter(id => id !== null))];
  if (wanted.length === 0) return new Map();
  const rows = await db
    .selectFrom('users')
    .select(['id', 'name'])
    .where('tenantId', '=', tenantId)
    .where('id', 'in', wanted)
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}
