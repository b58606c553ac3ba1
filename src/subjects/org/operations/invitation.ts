import { refuse } from '../../../kernel/refusal';
import type { Id } from '../../../platform/database/tables';
import type { Context } from '../../../platform/operation';
import { hashToken, tenantOfToken } from '../../../platform/tokens';
import { expectOpenUnits } from '../reads';
import type { Role } from '../schema';
import { insertPost, insertUser } from '../store';

/** What somebody was invited to. */
export type Invitation = {
  tenantId: Id;
  name: string;
  login: string;
  role: Role;
  title: string | null;
  orgUnitId: Id;
  unitName: string;
  tenantName: string;
  tenantShortName: string;
};

/** The open invitation behind a token, from inside its body; refuses what is unknown, used or over. */
export const openInvitation = async ({ db, realNow, enter }: Context<unknown>, token: string): Promise<Invitation> => {
  const tenantId = tenantOfToken(token) ?? refuse('not-found');
  await enter(tenantId);
  const row = await db
    .selectFrom('invitations as i')
    .innerJoin('tenants as t', 't.tenantId', 'i.tenantId')
    .innerJoin('orgUnits as o', join => join.onRef('o.tenantId', '=', 'i.tenantId').onRef('o.id', '=', 'i.orgUnitId'))
    .select([
      'i.tenantId',
      'i.name',
      'i.login',
      'i.role',
      'i.title',
      'i.orgUnitId',
      'o.name as unitName',
      't.name as tenantName',
      't.shortName as tenantShortName',
    ])
    .where('i.tenantId', '=', tenantId)
    .where('i.tokenHash', '=', hashToken(token))
    .where('i.acceptedAt', 'is', null)
    .where('i.expiresAt', '>', realNow)
    .executeTakeFirst();
  return row ?? refuse('not-found');
};

/** Makes the invited person a member with the post; called by identity, which has judged and hashed the password. */
export const takeInvitation = async (
  { db, realNow: now, audit }: Context<unknown>,
  token: string,
  { tenantId, name, login, role, title, orgUnitId }: Invitation,
  passwordHash: string,
): Promise<Id> => {
  await expectOpenUnits(db, tenantId, [orgUnitId]);
  // Of two who open the same link at the same moment one gets the post.
  const { numUpdatedRows } = await db
    .updateTable('invitations')
    .set({ acceptedAt: now })
    .where('tenantId', '=', tenantId)
    .where('tokenHash', '=', hashToken(token))
    .where('acceptedAt', 'is', null)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) refuse('not-found');
  const userId = await insertUser(db, {
    tenantId,
    login,
    name,
    passwordHash,
    passwordChangedAt: now,
    createdAt: now,
  });
  await insertPost(db, { tenantId, userId, orgUnitId, role, title });
  await audit({ kind: 'user', id: userId, after: { login, name, role, title, orgUnitId } });
  return userId;
};
