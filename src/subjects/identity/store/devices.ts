import { createHash, randomBytes } from 'node:crypto';
import type { Db } from '../../../platform/database/connect';
import type { Id, Timestamp } from '../../../platform/database/tables';
import { KNOWN_DAYS } from '../rules/back-off';

export const hashDevice = (device: string): Buffer => createHash('sha256').update(device).digest();

/** How the account knows this visitor: by the browser's mark, by the address, or not at all. */
export async function acquaintance(
  db: Db,
  tenantId: Id,
  userId: Id,
  device: string | undefined,
  place: string,
  now: Timestamp,
): Promise<'device' | 'address' | null> {
  const rows = await db
    .selectFrom('knownDevices')
    .select(['deviceHash', 'address'])
    .where('tenantId', '=', tenantId)
    .where('userId', '=', userId)
    .where('seenAt', '>', new Date(Date.parse(now) - KNOWN_DAYS * 86_400_000).toISOString())
    .execute();
  const hash = device === undefined ? null : hashDevice(device);
  if (hash && rows.some(row => row.deviceHash.equals(hash))) return 'device';
  return rows.some(row => row.address === place) ? 'address' : null;
}

/** Knows this browser from now on; returns its mark, a new one where it has none. */
export async function rememberDevice(
  db: Db,
  tenantId: Id,
  userId: Id,
  device: string | undefined,
  place: string,
  now: Timestamp,
): Promise<string> {
  const mark = device ?? randomBytes(32).toString('base64url');
  await db
    .insertInto('knownDevices')
    .values({ tenantId, userId, deviceHash: hashDevice(mark), address: place, seenAt: now })
    .onConflict(conflict =>
      conflict.columns(['tenantId', 'userId', 'deviceHash']).doUpdateSet({
        address: eb => eb.ref('excluded.address'),
        seenAt: eb => eb.ref('excluded.seenAt'),
      }),
    )
    .execute();
  return mark;
}

/** Knows none of a person's browsers and addresses any more: after a password was given away, or an account taken back. */
export async function forgetDevices(db: Db, tenantId: Id, userId: Id): Promise<void> {
  await db.deleteFrom('knownDevices').where('tenantId', '=', tenantId).where('userId', '=', userId).execute();
}
