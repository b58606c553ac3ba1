import { sql } from 'kysely';
import type { Db } from '../../platform/database/connect';
import type { Id } from '../../platform/database/tables';
import { hashToken } from '../../platform/tokens';
import type { Role, SecuritySettings } from '../org/schema';
import type { Surroundings } from './rules/password-rule';
import type { AccountState, SessionRow } from './schema';

/** What a body asks of its accounts, as it set it. */
export async function securityOf(db: Db, tenantId: Id): Promise<SecuritySettings> {
  const { settings } = await db
    .selectFrom('tenants')
    .select('settings')
    .where('tenantId', '=', tenantId)
    .executeTakeFirstOrThrow();
  return settings.security ?? {};
}

/** Must this person have a second factor? So it is where the body asks it of a role that the person holds. */
export async function factorAsked(db: Db, tenantId: Id, userId: Id): Promise<boolean> {
  const asked: Role[] = (await securityOf(db, tenantId)).secondFactorRoles ?? [];
  if (asked.length === 0) return false;
  const post = await db
    .selectFrom('posts')
    .select('id')
    .where('tenantId', '=', tenantId)
    .where('userId', '=', userId)
    .where('validTo', 'is', null)
    .where('role', 'in', asked)
    .executeTakeFirst();
  return post !== undefined;
}

/** Against what a new password of this person is judged. */
export async function surroundingsOf(
  db: Db,
  tenantId: Id,
  person: { id?: Id; login: string; name: string },
): Promise<Surroundings> {
  const body = await db
    .selectFrom('tenants')
    .select(['name', 'shortName'])
    .where('tenantId', '=', tenantId)
    .executeTakeFirstOrThrow();
  const factor = person.id
    ? await db
        .selectFrom('secondFactors')
        .select('userId')
        .where('tenantId', '=', tenantId)
        .where('userId', '=', person.id)
        .where('confirmedAt', 'is not', null)
        .executeTakeFirst()
    : undefined;
  const { login, name } = person;
  return { login, name, bodyNames: [body.name, body.shortName], hasFactor: factor !== undefined };
}

/** A person's sessions, the latest used first; `token` marks the one that asks. */
export async function sessionsOf(
  db: Db,
  tenantId: Id,
  userId: Id,
  token: string | null,
  now: string,
): Promise<SessionRow[]> {
  const rows = await db
    .selectFrom('sessions')
    .select(['id', 'startedBy', 'createdAt', 'seenAt', 'expiresAt', 'userAgent', 'address', 'tokenHash'])
    .where('tenantId', '=', tenantId)
    .where('userId', '=', userId)
    .where('expiresAt', '>', now)
    .orderBy('seenAt', 'desc')
    .orderBy('id', 'desc')
    .limit(100)
    .execute();
  const mine = token === null ? null : hashToken(token);
  return rows.map(({ tokenHash, ...row }) => ({ ...row, current: mine !== null && tokenHash.equals(mine) }));
}

const FAILED_DAYS = 30;

/** Attempts on an account that failed lately, out of the audit. */
async function failedOf(db: Db, tenantId: Id, userId: Id, now: string): Promise<AccountState['failed']> {
  const rows = await db
    .selectFrom('auditEntries')
    .select(({ fn }) => ['at', 'address', fn.countAll<string>().over().as('count')])
    .where('tenantId', '=', tenantId)
    .where('kind', '=', 'user')
    .where('subjectId', '=', userId)
    .where('at', '>', new Date(Date.parse(now) - FAILED_DAYS * 86_400_000).toISOString())
    .where(sql<boolean>`after ? 'signInFailed'`)
    .orderBy('id', 'desc')
    .limit(1)
    .execute();
  const last = rows[0];
  return last ? { count: Number(last.count), lastAt: last.at, address: last.address } : null;
}

/** The state of an account; null where there is none. */
export async function accountState(
  db: Db,
  tenantId: Id,
  userId: Id,
  token: string | null,
  now: string,
): Promise<AccountState | null> {
  const user = await db
    .selectFrom('users')
    .select(['passwordHash', 'passwordChangedAt', 'disabledAt'])
    .where('tenantId', '=', tenantId)
    .where('id', '=', userId)
    .executeTakeFirst();
  if (!user) return null;
  const factor = await db
    .selectFrom('secondFactors as f')
    .select(({ selectFrom, fn }) => [
      'f.confirmedAt',
      selectFrom('recoveryCodes as c')
        .select(fn.countAll<string>().as('left'))
        .whereRef('c.tenantId', '=', 'f.tenantId')
        .whereRef('c.userId', '=', 'f.userId')
        .where('c.usedAt', 'is', null)
        .as('left'),
    ])
    .where('f.tenantId', '=', tenantId)
    .where('f.userId', '=', userId)
    .where('f.confirmedAt', 'is not', null)
    .executeTakeFirst();
  return {
    hasPassword: user.passwordHash !== null,
    passwordChangedAt: user.passwordChangedAt,
    secondFactor: factor?.confirmedAt ? { since: factor.confirmedAt, recoveryCodesLeft: Number(factor.left) } : null,
    secondFactorAsked: await factorAsked(db, tenantId, userId),
    disabledAt: user.disabledAt,
    failed: await failedOf(db, tenantId, userId, now),
    sessions: await sessionsOf(db, tenantId, userId, token, now),
  };
}
