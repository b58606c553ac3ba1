import type { Db } from '../../../platform/database/connect';
import type { Id, Timestamp } from '../../../platform/database/tables';
import type { Role } from '../../org/schema';

/** What a sign-in has to know of an account. */
export type Account = {
  id: Id;
  login: string;
  name: string;
  passwordHash: string | null;
  passwordChangedAt: Timestamp | null;
  disabledAt: Timestamp | null;
};

const accounts = (db: Db, tenantId: Id) =>
  db
    .selectFrom('users')
    .select(['id', 'login', 'name', 'passwordHash', 'passwordChangedAt', 'disabledAt'])
    .where('tenantId', '=', tenantId);

export const accountByLogin = (db: Db, tenantId: Id, login: string): Promise<Account | undefined> =>
  accounts(db, tenantId).where('login', '=', login).executeTakeFirst();

export const accountById = (db: Db, tenantId: Id, userId: Id): Promise<Account | undefined> =>
  accounts(db, tenantId).where('id', '=', userId).executeTakeFirst();

/**
 * The account as it stands, and as it stays until the transaction ends: who changes its password or disables it at this moment comes
 * after, and then ends what was begun meanwhile. For what is begun on the strength of a password or a link. Taken before anything
 * else of the account is locked, so that two never wait for each other.
 */
export const holdAccount = (db: Db, tenantId: Id, userId: Id): Promise<Account | undefined> =>
  accounts(db, tenantId).where('id', '=', userId).forNoKeyUpdate().executeTakeFirst();

/**
 * Until the end of the transaction the body asks of its people what it asks now. Without it whoever signs in at the very moment when a second
 * factor becomes due would come in without: not there yet when those without are sent out, and let in by what was asked before.
 */
export const holdSecurity = async (db: Db, tenantId: Id): Promise<void> => {
  await db.selectFrom('tenants').select('tenantId').where('tenantId', '=', tenantId).forShare().execute();
};

/** Writes a password's hash; `chosenAt` null where the person has not chosen it just now (the same one, hashed anew). */
export async function savePasswordHash(
  db: Db,
  tenantId: Id,
  userId: Id,
  passwordHash: string,
  chosenAt: Timestamp | null,
): Promise<void> {
  await db
    .updateTable('users')
    .set({ passwordHash, ...(chosenAt === null ? {} : { passwordChangedAt: chosenAt }) })
    .where('tenantId', '=', tenantId)
    .where('id', '=', userId)
    .execute();
}

/** Disables an account, or (null) enables it again. */
export async function saveDisabled(db: Db, tenantId: Id, userId: Id, disabledAt: Timestamp | null): Promise<void> {
  await db.updateTable('users').set({ disabledAt }).where('tenantId', '=', tenantId).where('id', '=', userId).execute();
}

/** Ends a person's sessions, all but one where it is named; says how many. */
export async function endSessionsOf(db: Db, tenantId: Id, userId: Id, but?: Buffer): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('sessions')
    .where('tenantId', '=', tenantId)
    .where('userId', '=', userId)
    .$if(but !== undefined, query => query.where('tokenHash', '<>', but!))
    .executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}

/** Ends the sessions of all who hold one of these roles and have no second factor, but one person's own. */
export async function endSessionsWithoutFactor(
  db: Db,
  tenantId: Id,
  heldRoles: readonly Role[],
  but: Id,
): Promise<number> {
  if (heldRoles.length === 0) return 0;
  const { numDeletedRows } = await db
    .deleteFrom('sessions as s')
    .where('s.tenantId', '=', tenantId)
    .where('s.userId', '<>', but)
    .where('s.startedBy', 'not in', ['oidc', 'proxy'])
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('posts as p')
          .select('p.id')
          .whereRef('p.tenantId', '=', 's.tenantId')
          .whereRef('p.userId', '=', 's.userId')
          .where('p.validTo', 'is', null)
          .where('p.role', 'in', [...heldRoles]),
      ),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('secondFactors as f')
            .select('f.userId')
            .whereRef('f.tenantId', '=', 's.tenantId')
            .whereRef('f.userId', '=', 's.userId')
            .where('f.confirmedAt', 'is not', null),
        ),
      ),
    )
    .executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}
