import { hash } from '@node-rs/argon2';
import { z } from 'zod';
import { refuse } from '../../../kernel/refusal';
import { type Context, openRead, openWrite, read, SessionChange, write } from '../../../platform/operation';
import { anyone, mayGrant, mayKeepPeople } from '../policy';
import { peopleOf } from '../reads';
import { acceptInvitationInput, inviteInput, type PersonRow } from '../schema';
import { hashToken, insertInvitation, insertPost, insertUser, startSession, tenantOfToken } from '../store';

export const people = read({
  name: 'org.people',
  summary: '本机构全部人员及岗位',
  input: z.object({}),
  may: mayKeepPeople,
  run: async ({ db, actor }): Promise<PersonRow[]> => peopleOf(db, actor.tenantId),
});

export const invite = write({
  name: 'org.invite',
  summary: '邀请人员，返回一次性链接',
  input: inviteInput,
  may: (actor, { role }) => mayGrant(actor, role),
  run: async ({ db, actor, now, audit }, { unitId, ...input }) => {
    const unit = await db
      .selectFrom('orgUnits')
      .select('id')
      .where('tenantId', '=', actor.tenantId)
      .where('id', '=', unitId)
      .executeTakeFirst();
    if (!unit) refuse('not-found');
    const taken = await db
      .selectFrom('users')
      .select('id')
      .where('tenantId', '=', actor.tenantId)
      .where('login', '=', input.login)
      .executeTakeFirst();
    if (taken) refuse('already-exists', { name: input.login });
    const { link, expiresAt } = await insertInvitation(db, {
      ...input,
      tenantId: actor.tenantId,
      orgUnitId: unitId,
      createdBy: actor.userId,
      now,
    });
    await audit({ kind: 'invitation', id: input.login, after: { ...input, unitId, expiresAt } });
    return { link, expiresAt };
  },
});

/** The open invitation behind a token, from inside its body; refuses what is unknown, used or over. */
const openInvitation = async ({ db, now, enter }: Context<unknown>, token: string) => {
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
    ])
    .where('i.tenantId', '=', tenantId)
    .where('i.tokenHash', '=', hashToken(token))
    .where('i.acceptedAt', 'is', null)
    .where('i.expiresAt', '>', now)
    .executeTakeFirst();
  return row ?? refuse('not-found');
};

export const invitation = openRead({
  name: 'org.invitation',
  summary: '查看邀请',
  input: z.object({ token: z.string().max(100) }),
  perMinute: 60,
  may: anyone,
  run: async (context, { token }) => {
    const { name, login, role, unitName, tenantName } = await openInvitation(context, token);
    return { name, login, role, unitName, tenantName };
  },
});

export const acceptInvitation = openWrite({
  name: 'org.acceptInvitation',
  summary: '接受邀请并设定密码',
  input: acceptInvitationInput,
  perMinute: 20,
  may: anyone,
  run: async (context, { token, password }) => {
    const { db, now, audit } = context;
    const { tenantId, name, login, role, title, orgUnitId } = await openInvitation(context, token);
    const userId = await insertUser(db, { tenantId, login, name, passwordHash: await hash(password), createdAt: now });
    await insertPost(db, { tenantId, userId, orgUnitId, role, title });
    await db
      .updateTable('invitations')
      .set({ acceptedAt: now })
      .where('tenantId', '=', tenantId)
      .where('tokenHash', '=', hashToken(token))
      .execute();
    await audit({ kind: 'user', id: userId, after: { login, name, role, title, orgUnitId } });
    return new SessionChange({ userId }, await startSession(db, tenantId, userId, now));
  },
});
