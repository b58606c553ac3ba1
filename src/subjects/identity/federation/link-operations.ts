import { z } from 'zod';
import { refuse } from '../../../kernel/refusal';
import { read, write } from '../../../platform/operation';
import { id } from '../../org/schema';
import { mayKeepAccounts, mayKeepOwnAccount } from '../policy';
import type { SignOnState } from './schema';

export const links = read({
  name: 'identity.links',
  summary: '单点登录绑定：自己的；管理员可查任何人的',
  input: z.object({ userId: id.optional() }),
  may: (actor, { userId }) => userId === undefined || userId === actor.userId || mayKeepAccounts(actor),
  run: async ({ db, actor }, { userId = actor.userId }): Promise<SignOnState> => {
    const person = db.selectFrom('users').select('signOnName').where('tenantId', '=', actor.tenantId);
    const { signOnName } = (await person.where('id', '=', userId).executeTakeFirst()) ?? refuse('not-found');
    const known = await db
      .selectFrom('linkedIdentities')
      .select(['id', 'provider', 'createdAt', 'usedAt'])
      .where('tenantId', '=', actor.tenantId)
      .where('userId', '=', userId)
      .orderBy('id')
      .execute();
    return { signOnName, links: known };
  },
});

export const removeLink = write({
  name: 'identity.removeLink',
  summary: '解除单点登录绑定（自己的；管理员可解除任何人的）',
  input: z.object({ linkId: id }),
  may: mayKeepOwnAccount,
  run: async ({ db, actor, audit }, { linkId }) => {
    const row = await db
      .deleteFrom('linkedIdentities')
      .where('tenantId', '=', actor.tenantId)
      .where('id', '=', linkId)
      .$if(!mayKeepAccounts(actor), query => query.where('userId', '=', actor.userId))
      .returning(['userId', 'provider', 'issuer', 'subject'])
      .executeTakeFirst();
    if (!row) return refuse('not-found');
    const { userId, ...before } = row;
    await audit({ kind: 'linked-identity', id: linkId, under: { kind: 'user', id: userId }, before });
    return null;
  },
});

/** Case and width as the other system writes it: it is compared as it is. */
const signOnName = z.string().trim().min(1).max(200).nullable();

export const setSignOnName = write({
  name: 'identity.setSignOnName',
  summary: '登记人员在统一身份认证中的名称（邮箱、工号等）；空则按账号',
  input: z.object({ userId: id, name: signOnName }),
  may: mayKeepAccounts,
  run: async ({ db, actor, audit }, { userId, name }) => {
    const person = db.selectFrom('users').select('signOnName').where('tenantId', '=', actor.tenantId);
    const before = (await person.where('id', '=', userId).executeTakeFirst()) ?? refuse('not-found');
    await db
      .updateTable('users')
      .set({ signOnName: name })
      .where('tenantId', '=', actor.tenantId)
      .where('id', '=', userId)
      .execute();
    await audit({ kind: 'user', id: userId, before, after: { signOnName: name } });
    return null;
  },
});

export const signOnOperations = [links, removeLink, setSignOnName] as const;
