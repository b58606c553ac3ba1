import { z } from 'zod';
import { Refusal, refuse } from '../../../kernel/refusal';
import { type Context, Refused, read, type SessionChange, write } from '../../../platform/operation';
import { hashToken } from '../../../platform/tokens';
import { welcome } from '../admit';
import { beginAttempt, pausedFor } from '../attempt';
import { hashPassword, judgePassword, passwordMatches } from '../passwords';
import { mayKeepOwnAccount } from '../policy';
import { accountState, surroundingsOf } from '../reads';
import { type AccountState, changePasswordInput, sessionInput } from '../schema';
import { type Account, accountById, endSessionsOf, holdAccount, savePasswordHash } from '../store/accounts';
import { forgetDevices } from '../store/devices';
import { endLinks } from '../store/links';

/**
 * Asks the person at the keyboard for the password again, before something that an open session alone must not do. Who has
 * none (single sign-on, a one-time link) has shown enough. Wrong ones are counted like those of a sign-in.
 */
export async function askPassword(context: Context, password: string): Promise<Account | Refused> {
  const { db, actor, audit } = context;
  const { tenantId, userId } = actor;
  const { login, passwordHash } = (await accountById(db, tenantId, userId)) ?? refuse('not-found');
  const attempt = passwordHash === null ? null : await beginAttempt(context, tenantId, login, userId);
  if (attempt && attempt.wait > 0) return pausedFor(attempt.wait);
  // Held: of a change of this moment, or of a reset, the password after it counts.
  const account = (await holdAccount(db, tenantId, userId)) ?? refuse('not-found');
  if (account.disabledAt) refuse('signed-out');
  // It has none, or had none until this moment.
  if (!attempt) return account.passwordHash === null ? account : pausedFor(1);
  if (await passwordMatches(account.passwordHash, password)) {
    await attempt.succeeded();
    return account;
  }
  await attempt.failed();
  await audit({ kind: 'user', id: account.id, after: { signInFailed: 'password' } });
  return new Refused(new Refusal('wrong-password'));
}

export const mine = read({
  name: 'identity.mine',
  summary: '自己账号的安全状态和登录设备',
  input: z.object({}),
  may: mayKeepOwnAccount,
  run: async ({ db, actor, sessionToken, realNow }): Promise<AccountState> =>
    (await accountState(db, actor.tenantId, actor.userId, sessionToken, realNow)) ?? refuse('not-found'),
});

export const changePassword = write({
  name: 'identity.changePassword',
  summary: '修改自己的密码；其他登录全部退出',
  input: changePasswordInput,
  perMinute: 10,
  may: mayKeepOwnAccount,
  run: async (context, { current, next }): Promise<SessionChange<null> | Refused> => {
    const { db, actor, audit, realNow } = context;
    const { tenantId, userId } = actor;
    const account = await askPassword(context, current);
    if (account instanceof Refused) return account;
    await judgePassword(next, await surroundingsOf(db, tenantId, account));
    await savePasswordHash(db, tenantId, userId, await hashPassword(next), realNow);
    await endSessionsOf(db, tenantId, userId);
    await endLinks(db, tenantId, userId);
    await forgetDevices(db, tenantId, userId);
    await audit({ kind: 'user', id: userId, after: { passwordChanged: true } });
    return welcome(context, tenantId, userId, 'password', null);
  },
});

export const endSession = write({
  name: 'identity.endSession',
  summary: '退出自己的另一处登录',
  input: sessionInput,
  may: mayKeepOwnAccount,
  run: async ({ db, actor, audit }, { sessionId }) => {
    const { numDeletedRows } = await db
      .deleteFrom('sessions')
      .where('tenantId', '=', actor.tenantId)
      .where('userId', '=', actor.userId)
      .where('id', '=', sessionId)
      .executeTakeFirstOrThrow();
    if (numDeletedRows === 0n) refuse('not-found');
    await audit({ kind: 'user', id: actor.userId, after: { sessionEnded: sessionId } });
    return null;
  },
});

export const endOtherSessions = write({
  name: 'identity.endOtherSessions',
  summary: '退出自己的其他全部登录',
  input: z.object({}),
  may: mayKeepOwnAccount,
  run: async ({ db, actor, sessionToken, audit }) => {
    const but = sessionToken === null ? undefined : hashToken(sessionToken);
    const ended = await endSessionsOf(db, actor.tenantId, actor.userId, but);
    if (ended > 0) await audit({ kind: 'user', id: actor.userId, after: { sessionsEnded: ended } });
    return { ended };
  },
});
