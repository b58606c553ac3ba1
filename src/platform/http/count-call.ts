import { sql } from 'kysely';
import type { Db } from '../database/connect';
import type { Id, Timestamp } from '../database/tables';
import { inTenant } from '../database/tenant';

/** No body has this id: under it stands what belongs to none. */
export const NOBODY: Id = '0';

/** How long calls are counted together, from the first on: milliseconds. */
export const WINDOW_MS = 60_000;

/** One more call of an operation: how many since when (milliseconds since 1970), this one included. */
export const countCall = (
  db: Db,
  tenantId: Id,
  { caller, operation }: { caller: string; operation: string },
  now: number,
): Promise<{ calls: number; since: number }> => {
  const at = (ms: number): Timestamp => new Date(ms).toISOString();
  // A clock that was ahead must not hold anybody back for longer than a window.
  const running = sql<boolean>`call_counts.since between ${at(now - WINDOW_MS)} and ${at(now + WINDOW_MS)}`;
  return inTenant(db, tenantId, async inside => {
    const { calls, since } = await inside
      .insertInto('callCounts')
      .values({ tenantId, caller, operation, since: at(now), calls: 1 })
      .onConflict(conflict =>
        conflict.columns(['tenantId', 'caller', 'operation']).doUpdateSet({
          calls: sql<number>`case when ${running} then call_counts.calls + 1 else 1 end`,
          since: sql<Timestamp>`case when ${running} then call_counts.since else excluded.since end`,
        }),
      )
      .returning(['calls', 'since'])
      .executeTakeFirstOrThrow();
    return { calls, since: Date.parse(since) };
  });
};

/** Clears away, in one body, the windows that were over at this time. */
export const forgetCalls = async (db: Db, tenantId: Id, at: Timestamp): Promise<void> => {
  const before = new Date(Date.parse(at) - WINDOW_MS).toISOString();
  await db.deleteFrom('callCounts').where('tenantId', '=', tenantId).where('since', '<', before).execute();
};
