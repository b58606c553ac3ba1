import { z } from 'zod';
import { refuse } from '../../../kernel/refusal';
import { read, write } from '../../../platform/operation';
import { mayGrant, mayKeepPeople } from '../policy';
import { expectOpenUnits, peopleOf } from '../reads';
import { inviteInput, type PersonRow } from '../schema';
import { insertInvitation } from '../store';

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
  run: async ({ db, actor, realNow: now, audit }, { unitId, ...input }) => {
    await expectOpenUnits(db, actor.tenantId, [unitId]);
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
