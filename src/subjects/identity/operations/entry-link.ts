import { z } from 'zod';
import { write } from '../../../platform/operation';
import { isSignedIn } from '../../org/policy';
import { insertLink } from '../store/links';

/**
 * What the operator of the server prints after importing a plan at the start: a link that lets its person in once. It has no
 * address; only who can start the server can have it.
 */
export const makeEntryLink = write({
  name: 'identity.makeEntryLink',
  summary: '发出一次性进入链接（启动时导入工作要点之后）',
  input: z.object({}),
  may: isSignedIn,
  ownHands: true,
  run: async ({ db, actor, realNow, audit }) => {
    const { tenantId, userId } = actor;
    const { token, expiresAt } = await insertLink(db, { tenantId, userId, purpose: 'enter', now: realNow });
    await audit({ kind: 'user', id: userId, after: { entryLink: expiresAt } });
    return { token };
  },
});
