import { sql } from 'kysely';
import type { Db } from '../../../platform/database/connect';
import type { Id, Timestamp } from '../../../platform/database/tables';
import type { Change } from '../../../platform/operation';
import { hashToken } from '../../../platform/tokens';
import { loginName, type Role } from '../../org/schema';
import type { PostToGive } from './settings';
import './schema';

export type Account = { id: Id; login: string; disabledAt: Timestamp | null };

const account = ['id', 'login', 'disabledAt'] as const;

/** Two tabs may bring the same person at the same moment: one after the other, until the transaction ends. */
export const takeTurns = async (db: Db, tenantId: Id, issuer: string, subject: string): Promise<void> => {
  const whom = JSON.stringify(['luoshi/sign-on', tenantId, issuer, subject]);
  await sql`select pg_advisory_xact_lock(hashtextextended(${whom}, 0))`.execute(db);
};

/** The account behind a provider's subject. */
export const linkedAccount = (db: Db, tenantId: Id, issuer: string, subject: string): Promise<Account | undefined> =>
  db
    .selectFrom('users as u')
    .innerJoin('linkedIdentities as l', join =>
      join.onRef('l.tenantId', '=', 'u.tenantId').onRef('l.userId', '=', 'u.id'),
    )
    .select(['u.id', 'u.login', 'u.disabledAt'])
    .where('u.tenantId', '=', tenantId)
    .where('l.issuer', '=', issuer)
    .where('l.subject', '=', subject)
    .executeTakeFirst();

/** The account that another system calls so: by its sign-on name, or by its login where it has none. */
export const accountNamed = (db: Db, tenantId: Id, name: string): Promise<Account | undefined> =>
  db
    .selectFrom('users')
    .select(account)
    .where('tenantId', '=', tenantId)
    .where(eb => eb.or([eb('signOnName', '=', name), eb.and([eb('signOnName', 'is', null), eb('login', '=', name)])]))
    .executeTakeFirst();

/** The roles of a person's posts. */
export const rolesOf = async (db: Db, tenantId: Id, userId: Id): Promise<Role[]> => {
  const posts = db.selectFrom('posts').select('role').distinct().where('tenantId', '=', tenantId);
  return (await posts.where('userId', '=', userId).where('validTo', 'is', null).execute()).map(({ role }) => role);
};

export const isLinkedAt = async (db: Db, tenantId: Id, userId: Id, issuer: string): Promise<boolean> =>
  (await db
    .selectFrom('linkedIdentities')
    .select('id')
    .where('tenantId', '=', tenantId)
    .where('userId', '=', userId)
    .where('issuer', '=', issuer)
    .executeTakeFirst()) !== undefined;

/** A new account without a password; null where the login is taken or is none. */
export async function insertAccount(
  db: Db,
  tenantId: Id,
  { login, name }: { login: string; name: string },
  now: Timestamp,
): Promise<Account | null> {
  if (!loginName.safeParse(login).success) return null;
  const row = await db
    .insertInto('users')
    .values({ tenantId, login, name: name.slice(0, 50), passwordHash: null, createdAt: now })
    .onConflict(conflict => conflict.columns(['tenantId', 'login']).doNothing())
    .returning(account)
    .executeTakeFirst();
  return row ?? null;
}

export type Link = { tenantId: Id; userId: Id; provider: string; issuer: string; subject: string };

export const insertLink = (db: Db, link: Link, now: Timestamp) =>
  db
    .insertInto('linkedIdentities')
    .values({ ...link, createdAt: now, usedAt: now })
    .execute();

export const noteLinkUsed = (
  db: Db,
  { tenantId, issuer, subject }: Omit<Link, 'userId' | 'provider'>,
  now: Timestamp,
) =>
  db
    .updateTable('linkedIdentities')
    .set({ usedAt: now })
    .where('tenantId', '=', tenantId)
    .where('issuer', '=', issuer)
    .where('subject', '=', subject)
    .execute();

/** Keeps the provider's own words beside the session that it began: its sign-out wants them back. */
export const keepIdToken = async (db: Db, tenantId: Id, sessionToken: string, provider: string, idToken: string) => {
  const session = db
    .selectFrom('sessions')
    .select(['tenantId', 'id'])
    .where('tenantId', '=', tenantId)
    .where('tokenHash', '=', hashToken(sessionToken));
  const { id } = await session.executeTakeFirstOrThrow();
  await db.insertInto('sessionSignOns').values({ tenantId, sessionId: id, provider, idToken }).execute();
};

/** By which provider a session began, and with which words. */
export const signOnOfSession = (db: Db, tenantId: Id, sessionToken: string) =>
  db
    .selectFrom('sessions as s')
    .leftJoin('sessionSignOns as o', join =>
      join.onRef('o.tenantId', '=', 's.tenantId').onRef('o.sessionId', '=', 's.id'),
    )
    .select(['s.startedBy', 'o.provider', 'o.idToken'])
    .where('s.tenantId', '=', tenantId)
    .where('s.tokenHash', '=', hashToken(sessionToken))
    .executeTakeFirst();

/** Which of these are open; a reform of one of them under way is waited for. */
async function openUnits(db: Db, tenantId: Id, unitIds: readonly Id[]): Promise<Set<Id>> {
  const ids = unitIds.length > 0 ? [...unitIds] : ['0'];
  const open = db.selectFrom('orgUnits').select('id').where('tenantId', '=', tenantId).where('id', 'in', ids);
  const rows = await open.where('validTo', 'is', null).orderBy('id').forShare().execute();
  return new Set(rows.map(({ id }) => id));
}

/** Units by code, else by their full or short name where only one has it; for a merged one that which goes on in its place. */
async function unitsNamed(db: Db, tenantId: Id, names: readonly string[]): Promise<Map<string, Id>> {
  if (names.length === 0) return new Map();
  const units = await db
    .selectFrom('orgUnits')
    .select(['id', 'code', 'name', 'shortName', 'successorId'])
    .where('tenantId', '=', tenantId)
    .where(eb => eb.or([eb('validTo', 'is', null), eb('successorId', 'is not', null)]))
    .where(eb => eb.or([eb('code', 'in', names), eb('name', 'in', names), eb('shortName', 'in', names)]))
    .execute();
  const found = new Map<string, Id>();
  for (const name of names) {
    const byCode = units.find(unit => unit.code === name);
    const named = units.filter(unit => unit.name === name || unit.shortName === name);
    const open = named.filter(({ successorId }) => successorId === null);
    const byName = open.length > 0 ? open : named;
    const unit = byCode ?? (byName.length === 1 ? byName[0] : undefined);
    if (unit) found.set(name, unit.successorId ?? unit.id);
  }
  const standing = await openUnits(db, tenantId, [...found.values()]);
  for (const [name, unitId] of found) if (!standing.has(unitId)) found.delete(name);
  return found;
}

/**
 * Makes the provider's posts of a person the wanted ones. Posts given by hand are neither taken nor given twice. Returns what
 * changed, and what names no unit, or several.
 */
export async function followGroups(
  db: Db,
  { tenantId, userId, provider }: { tenantId: Id; userId: Id; provider: string },
  wanted: readonly PostToGive[],
): Promise<{ changes: Change[]; unknownUnits: string[] }> {
  const names = [...new Set(wanted.map(({ unit }) => unit))];
  const idOf = await unitsNamed(db, tenantId, names);
  const held = await db
    .selectFrom('posts')
    .select(['id', 'orgUnitId', 'role', 'givenBy'])
    .where('tenantId', '=', tenantId)
    .where('userId', '=', userId)
    .execute();
  const key = (role: string, unitId: Id) => `${role}@${unitId}`;
  const due = new Map(
    wanted.flatMap(({ role, unit }) => {
      const orgUnitId = idOf.get(unit);
      return orgUnitId ? [[key(role, orgUnitId), { role, orgUnitId }] as const] : [];
    }),
  );
  const under = { kind: 'user', id: userId };
  const changes: Change[] = [];
  for (const { id, givenBy, ...post } of held) {
    if (givenBy !== provider || due.has(key(post.role, post.orgUnitId))) continue;
    await db.deleteFrom('posts').where('tenantId', '=', tenantId).where('id', '=', id).execute();
    changes.push({ kind: 'post', id, under, before: { ...post, givenBy } });
  }
  const there = new Set(held.map(({ role, orgUnitId }) => key(role, orgUnitId)));
  for (const [name, post] of due) {
    if (there.has(name)) continue;
    const { id } = await db
      .insertInto('posts')
      .values({ ...post, tenantId, userId, title: null, givenBy: provider })
      .returning('id')
      .executeTakeFirstOrThrow();
    changes.push({ kind: 'post', id, under, after: { ...post, givenBy: provider } });
  }
  return { changes, unknownUnits: names.filter(name => !idOf.has(name)) };
}
