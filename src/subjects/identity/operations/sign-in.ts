import { z } from 'zod';
import { Refusal, refuse } from '../../../kernel/refusal';
import type { Db } from '../../../platform/database/connect';
import type { Id } from '../../../platform/database/tables';
import { openWrite, Refused, SessionChange } from '../../../platform/operation';
import { tenantOfToken } from '../../../platform/tokens';
import { tenantsOf } from '../../org/reads';
import { admit, welcome } from '../admit';
import { type Attempt, beginAttempt, pausedFor } from '../attempt';
import { hashPassword, isOutdated, passwordMatches } from '../passwords';
import { anyone } from '../policy';
import { MOST_BODIES_TRIED } from '../rules/session-limits';
import { type SignInAnswer, signInCodeInput, signInInput, tokenInput } from '../schema';
import { endSession } from '../sessions';
import { type Account, accountById, accountByLogin, holdAccount, savePasswordHash } from '../store/accounts';
import { takeCode } from '../store/factors';
import { consumeLink, userOfLink } from '../store/links';

type Failed = { tenantId: Id; userId: Id | undefined; attempt: Attempt };

/** Judging a password takes a moment, in which it may have been changed, or the account disabled: then it was the wrong one. */
const stillStands = async (db: Db, tenantId: Id, { id, passwordHash }: Account): Promise<boolean> => {
  const held = await holdAccount(db, tenantId, id);
  return held?.passwordHash === passwordHash && !held.disabledAt;
};

export const signIn = openWrite({
  name: 'identity.signIn',
  summary: '登录第一步：账号和密码',
  input: signInInput,
  // A whole office signs in from one address at half past eight; guessing is slowed down by the counts.
  perMinute: 300,
  may: anyone,
  run: async (context, { login, password, tenant }): Promise<SessionChange<SignInAnswer> | SignInAnswer | Refused> => {
    const { db, enter, audit } = context;
    const tenants = (await tenantsOf(db)).filter(({ code }) => tenant === undefined || code === tenant);
    if (tenants.length > MOST_BODIES_TRIED) refuse('body-not-chosen');
    if (tenants.length === 0) await passwordMatches(null, password);
    const failed: Failed[] = [];
    let wait = 0;
    // A login says nothing of its body: each is asked in turn, from inside.
    for (const { tenantId } of tenants) {
      await enter(tenantId);
      const user = await accountByLogin(db, tenantId, login);
      const attempt = await beginAttempt(context, tenantId, login, user?.id);
      wait = Math.max(wait, attempt.wait);
      if (attempt.wait > 0) continue;
      const right = await passwordMatches(user?.disabledAt ? null : user?.passwordHash, password);
      if (!user || !right || !(await stillStands(db, tenantId, user))) {
        failed.push({ tenantId, userId: user?.id, attempt });
        continue;
      }
      if (isOutdated(user.passwordHash!))
        await savePasswordHash(db, tenantId, user.id, await hashPassword(password), null);
      const answer = await admit(context, tenantId, user.id, 'password');
      if (answer instanceof SessionChange) await attempt.succeeded();
      return answer;
    }
    // Counted only now: who is at home in the second body has not failed in the first.
    for (const { tenantId, userId, attempt } of failed) {
      await enter(tenantId);
      await attempt.failed();
      if (userId) await audit({ kind: 'user', id: userId, after: { signInFailed: 'password' } });
      // What was typed is not written down: it may be a password in the wrong field.
      else if (tenants.length === 1) await audit({ kind: 'tenant', id: tenantId, after: { signInFailed: 'unknown' } });
    }
    return wait > 0 ? pausedFor(wait) : new Refused(new Refusal('wrong-credentials'));
  },
});

export const signInCode = openWrite({
  name: 'identity.signInCode',
  summary: '登录第二步：动态验证码或恢复码',
  input: signInCodeInput,
  perMinute: 300,
  may: anyone,
  run: async (context, { token, code }): Promise<SessionChange<SignInAnswer> | Refused> => {
    const { db, enter, audit, realNow, secrets } = context;
    const tenantId = tenantOfToken(token) ?? refuse('link-over');
    await enter(tenantId);
    const userId = (await userOfLink(db, token, 'code', realNow)) ?? refuse('link-over');
    const { login } = (await accountById(db, tenantId, userId)) ?? refuse('link-over');
    const attempt = await beginAttempt(context, tenantId, login, userId);
    if (attempt.wait > 0) return pausedFor(attempt.wait);
    const user = await holdAccount(db, tenantId, userId);
    if (!user || user.disabledAt) return refuse('link-over');
    const by = await takeCode(db, secrets, tenantId, userId, code, realNow);
    if (!by) {
      await attempt.failed();
      await audit({ kind: 'user', id: userId, after: { signInFailed: 'code' } });
      return new Refused(new Refusal('wrong-code'));
    }
    if (!(await consumeLink(db, token))) refuse('link-over');
    await attempt.succeeded();
    return welcome<SignInAnswer>(context, tenantId, userId, by, { next: 'in' });
  },
});

export const signOut = openWrite({
  name: 'identity.signOut',
  summary: '退出登录',
  input: z.object({}),
  may: anyone,
  run: async ({ db, actor, sessionToken, enter, audit }) => {
    const tenantId = sessionToken && tenantOfToken(sessionToken);
    if (tenantId) {
      await enter(tenantId);
      await endSession(db, sessionToken);
      if (actor) await audit({ kind: 'user', id: actor.userId, after: { signedOut: true } });
    }
    return new SessionChange(null, null);
  },
});

export const enter = openWrite({
  name: 'identity.enter',
  summary: '用一次性链接进入（命令行打开文档时给出）',
  input: tokenInput,
  perMinute: 30,
  may: anyone,
  run: async (context, { token }): Promise<SessionChange<SignInAnswer>> => {
    const tenantId = tenantOfToken(token) ?? refuse('link-over');
    await context.enter(tenantId);
    const userId = (await userOfLink(context.db, token, 'enter', context.realNow)) ?? refuse('link-over');
    const user = await holdAccount(context.db, tenantId, userId);
    if (!user || user.disabledAt || !(await consumeLink(context.db, token))) refuse('link-over');
    return welcome<SignInAnswer>(context, tenantId, userId, 'link', { next: 'in' });
  },
});
