import { sql } from 'kysely';
import { refuse } from '../../../kernel/refusal';
import type { Id } from '../../../platform/database/tables';
import type { Context } from '../../../platform/operation';
import { tenantsOf } from '../reads';
import { insertPost, insertUnits, insertUser } from '../store';

// One number in the database for «somebody is founding a body».
const FOUNDING_LOCK = 731_004;

/** A new body and its first person. `passwordHash` null: the person comes in by a one-time link. */
export type Founding = {
  name: string;
  shortName: string;
  login: string;
  userName: string;
  passwordHash: string | null;
  /** By which the body is named at sign-in; the next free number where none is given. */
  code?: string | undefined;
  /** Only as the first one of the installation; that is all that somebody who has not signed in may do. */
  onlyAsFirst: boolean;
};

/** Founds a body with its root unit and an administrator, and goes inside. */
export const foundBureau = async (
  { db, realNow: now, audit, enter }: Context<unknown>,
  { name, shortName, login, userName, passwordHash, code, onlyAsFirst }: Founding,
): Promise<{ tenantId: Id; userId: Id }> => {
  // One after the other, until the transaction ends: of those who found the first body at the same moment, one does.
  await sql`select pg_advisory_xact_lock(${FOUNDING_LOCK})`.execute(db);
  const tenants = await tenantsOf(db);
  // Only the first start is open to everybody; a demonstration does not count.
  if (onlyAsFirst && tenants.some(tenant => !tenant.isDemo)) refuse('not-permitted');
  const taken = tenants.find(tenant => tenant.name === name || tenant.code === code);
  if (taken) refuse('already-exists', { name: taken.name === name ? name : code });
  const { tenantId } = await db
    .insertInto('tenants')
    .values({
      code: code ?? freeCode(tenants.map(tenant => tenant.code)),
      name,
      shortName,
      areaCode: null,
      demoToday: null,
      settings: '{}',
      createdAt: now,
    })
    .returning('tenantId')
    .executeTakeFirstOrThrow();
  await enter(tenantId);
  const root = { code: 'root', parentCode: null, name, shortName, kind: 'bureau' as const };
  const ids = await insertUnits(db, tenantId, [{ ...root, areaCode: null, aliases: [], sort: 0 }]);
  const userId = await insertUser(db, {
    tenantId,
    login,
    name: userName,
    passwordHash,
    passwordChangedAt: passwordHash === null ? null : now,
    createdAt: now,
  });
  // The first person does everything until others are invited.
  for (const role of ['administrator', 'supervisor'] as const)
    await insertPost(db, { tenantId, userId, orgUnitId: ids.get('root')!, role, title: null });
  await audit({ kind: 'tenant', id: tenantId, after: { name, login } });
  return { tenantId, userId };
};

const freeCode = (taken: string[]): string => {
  let number = taken.length + 1;
  while (taken.includes(`b${number}`)) number += 1;
  return `b${number}`;
};
