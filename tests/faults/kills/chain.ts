import { verifyAudit } from '../../../src/platform/audit/verify';
import { connect, type Db } from '../../../src/platform/database/connect';
import { inTenant } from '../../../src/platform/database/tenant';

export type Head = { position: string; hash: string } | null;

/**
 * Follows the audit chain of the only body from its beginning, and holds it against the head seen last time. Returns the new
 * head and what is wrong, in words; `settled`: everything must have been sealed by now.
 */
export async function checkChain(
  ownerUrl: string,
  before: Head,
  settled: boolean,
): Promise<{ head: Head; entries: number; complaints: string[] }> {
  const { db, close } = connect(ownerUrl, 1, null);
  try {
    const { tenantId } = await db.selectFrom('tenants').select('tenantId').executeTakeFirstOrThrow();
    // One snapshot: the sealer is at work meanwhile.
    const verify = (inside: Db) => verifyAudit(inside, tenantId, before ?? undefined);
    const { head, faults, entries, sealed, waiting } = await inTenant(db, tenantId, verify, { readOnly: true });
    const complaints = faults.map(
      ({ code, position, entryId, operation }) => `audit chain: ${code} at ${position}, entry ${entryId} ${operation}`,
    );
    if (sealed + waiting !== entries)
      complaints.push(`audit chain: ${sealed} sealed and ${waiting} waiting of ${entries}`);
    if (settled && waiting > 0) complaints.push(`audit chain: ${waiting} entries were never sealed`);
    return { head, entries, complaints };
  } finally {
    await close();
  }
}
