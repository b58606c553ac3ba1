import { sql } from 'kysely';
import type { Db } from '../../../platform/database/connect';
import type { Id, Timestamp } from '../../../platform/database/tables';
import { FORGOTTEN_AFTER_MS, KNOWN_DAYS } from '../rules/back-off';
import { SESSION_BOUNDS } from '../rules/session-limits';

const DAY = 86_400_000;

/**
 * Clears away, in one body, what is of no more use: sessions and links that are over, forgotten attempts, browsers that were
 * not seen for long, second factors that nobody confirmed within a day. Says how many rows of each.
 */
export async function clearExpired(db: Db, tenantId: Id, now: Timestamp): Promise<Record<string, number>> {
  const before = (ms: number) => new Date(Date.parse(now) - ms).toISOString();
  const idle = before(SESSION_BOUNDS.idleHours[1] * 3_600_000);
  const remove = {
    sessions: sql`delete from sessions where tenant_id = ${tenantId} and (expires_at < ${now} or seen_at < ${idle})`,
    links: sql`delete from account_links where tenant_id = ${tenantId} and expires_at < ${now}`,
    failures: sql`delete from sign_in_failures where tenant_id = ${tenantId} and failed_at < ${before(FORGOTTEN_AFTER_MS)}`,
    devices: sql`delete from known_devices where tenant_id = ${tenantId} and seen_at < ${before(KNOWN_DAYS * DAY)}`,
    factors: sql`delete from second_factors
      where tenant_id = ${tenantId} and confirmed_at is null and created_at < ${before(DAY)}`,
  };
  const cleared: Record<string, number> = {};
  for (const [name, statement] of Object.entries(remove))
    cleared[name] = Number((await statement.execute(db)).numAffectedRows ?? 0n);
  return cleared;
}
