import { randomBytes } from 'node:crypto';
import { refuse } from '../../../kernel/refusal';
import type { Db } from '../../../platform/database/connect';
import type { Id, Timestamp } from '../../../platform/database/tables';
import type { SecretBox } from '../../../platform/secrets/secret-box';
import { appCode, isAppCode, keptCode } from '../rules/recovery-codes';
import { hashRecoveryCode, newRecoveryCodes, newSecret, stepOfCode } from '../second-factor';

const placeOf = (tenantId: Id, userId: Id): string => `second_factors/${tenantId}/${userId}`;

const factorOf = (db: Db, tenantId: Id, userId: Id) =>
  db.selectFrom('secondFactors').selectAll().where('tenantId', '=', tenantId).where('userId', '=', userId);

/** Has the person a second factor that was proved? */
export async function hasFactor(db: Db, tenantId: Id, userId: Id): Promise<boolean> {
  return (await factorOf(db, tenantId, userId).where('confirmedAt', 'is not', null).executeTakeFirst()) !== undefined;
}

/** A new secret that waits for its first code; one that waited before is no longer good. Returns the secret in base 32. */
export async function insertFactor(
  db: Db,
  secrets: SecretBox,
  tenantId: Id,
  userId: Id,
  now: Timestamp,
): Promise<string> {
  const secret = newSecret();
  const sealed = secrets.seal(secret, placeOf(tenantId, userId));
  await db
    .deleteFrom('secondFactors')
    .where('tenantId', '=', tenantId)
    .where('userId', '=', userId)
    .where('confirmedAt', 'is', null)
    .execute();
  await db
    .insertInto('secondFactors')
    .values({
      tenantId,
      userId,
      secret: sealed,
      createdAt: now,
      confirmedAt: null,
      lastStep: '0',
      recoverySalt: randomBytes(16),
    })
    .execute();
  return secret;
}

/** Takes a code of the app; false where it is wrong or was used. Each step counts once, however many ask at the same moment. */
async function takeAppCode(
  db: Db,
  secrets: SecretBox,
  tenantId: Id,
  userId: Id,
  code: string,
  now: Timestamp,
): Promise<boolean> {
  const factor = await factorOf(db, tenantId, userId).executeTakeFirst();
  const secret = factor ? secrets.open(factor.secret, placeOf(tenantId, userId)) : undefined;
  // Sealed with another key: not the person's mistake, and not to be counted as one.
  if (secret === null) refuse('factor-unreadable');
  const step = factor && secret ? stepOfCode(secret, appCode(code), now, Number(factor.lastStep)) : null;
  if (step === null) return false;
  const { numUpdatedRows } = await db
    .updateTable('secondFactors')
    .set({ lastStep: String(step) })
    .where('tenantId', '=', tenantId)
    .where('userId', '=', userId)
    // Not one that has taken its place meanwhile.
    .where('secret', '=', factor!.secret)
    .where('lastStep', '<', String(step))
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

/** Takes a recovery code; each is good once. */
async function takeRecoveryCode(db: Db, tenantId: Id, userId: Id, code: string, now: Timestamp): Promise<boolean> {
  const factor = await factorOf(db, tenantId, userId).executeTakeFirst();
  if (!factor) return false;
  const { numUpdatedRows } = await db
    .updateTable('recoveryCodes')
    .set({ usedAt: now })
    .where('tenantId', '=', tenantId)
    .where('userId', '=', userId)
    .where('codeHash', '=', await hashRecoveryCode(keptCode(code), factor.recoverySalt))
    .where('usedAt', 'is', null)
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

/** By which kind of code the second step was passed; null where it was not. */
export async function takeCode(
  db: Db,
  secrets: SecretBox,
  tenantId: Id,
  userId: Id,
  code: string,
  now: Timestamp,
): Promise<'totp' | 'recovery' | null> {
  if (isAppCode(code)) return (await takeAppCode(db, secrets, tenantId, userId, code, now)) ? 'totp' : null;
  return (await takeRecoveryCode(db, tenantId, userId, code, now)) ? 'recovery' : null;
}

/** The first code of a waiting factor: from now on it is asked for. Null where the code is wrong. */
export async function confirmFactor(
  db: Db,
  secrets: SecretBox,
  tenantId: Id,
  userId: Id,
  code: string,
  now: Timestamp,
): Promise<string[] | null> {
  if (!isAppCode(code) || !(await takeAppCode(db, secrets, tenantId, userId, code, now))) return null;
  await db
    .updateTable('secondFactors')
    .set({ confirmedAt: now })
    .where('tenantId', '=', tenantId)
    .where('userId', '=', userId)
    .execute();
  return replaceRecoveryCodes(db, tenantId, userId);
}

/** Ten new recovery codes in the place of the old ones, in the clear for this once. */
export async function replaceRecoveryCodes(db: Db, tenantId: Id, userId: Id): Promise<string[]> {
  const salt = randomBytes(16);
  const codes = newRecoveryCodes();
  const hashes = await Promise.all(codes.map(code => hashRecoveryCode(code, salt)));
  await db.deleteFrom('recoveryCodes').where('tenantId', '=', tenantId).where('userId', '=', userId).execute();
  await db
    .updateTable('secondFactors')
    .set({ recoverySalt: salt })
    .where('tenantId', '=', tenantId)
    .where('userId', '=', userId)
    .execute();
  await db
    .insertInto('recoveryCodes')
    .values(hashes.map((codeHash, position) => ({ tenantId, userId, position, codeHash, usedAt: null })))
    .execute();
  return codes;
}

/** Takes the second factor and its recovery codes away; false where there was none. */
export async function removeFactor(db: Db, tenantId: Id, userId: Id): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('secondFactors')
    .where('tenantId', '=', tenantId)
    .where('userId', '=', userId)
    .executeTakeFirstOrThrow();
  return numDeletedRows > 0n;
}
