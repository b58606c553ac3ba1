import { z } from 'zod';
import { refuse } from '../../../kernel/refusal';
import { type Context, read, write } from '../../../platform/operation';
import { keepingAdministrator } from '../../org/keep-administrator';
import { accountKey } from '../attempt';
import { mayKeepAccounts } from '../policy';
import { accountState, securityOf } from '../reads';
import { limitsOf } from '../rules/session-limits';
import { type AccountState, accountInput, securityInput } from '../schema';
import {
  type Account,
  accountById,
  endSessionsOf,
  endSessionsWithoutFactor,
  holdAccount,
  saveDisabled,
} from '../store/accounts';
import { forgetDevices } from '../store/devices';
import { removeFactor } from '../store/factors';
import { clearFailures } from '../store/failures';
import { endLinks, insertLink } from '../store/links';

const accountOf = async ({ db, actor }: Context, userId: string): Promise<Account> =>
  (await accountById(db, actor.tenantId, userId)) ?? refuse('not-found');

export const account = read({
  name: 'identity.account',
  summary: '一个人员账号的安全状态和登录设备（管理员）',
  input: accountInput,
  may: mayKeepAccounts,
  run: async ({ db, actor, sessionToken, realNow }, { userId }): Promise<AccountState> =>
    (await accountState(db, actor.tenantId, userId, sessionToken, realNow)) ?? refuse('not-found'),
});

export const makeResetLink = write({
  name: 'identity.makeResetLink',
  summary: '给人员一个重设密码的一次性链接，24 小时有效（管理员）',
  input: accountInput,
  perMinute: 60,
  may: mayKeepAccounts,
  run: async (context, { userId }) => {
    const { db, actor, realNow: now, audit } = context;
    const { tenantId } = actor;
    const { id, login, disabledAt } = await accountOf(context, userId);
    if (disabledAt) refuse('account-disabled');
    const { token, expiresAt } = await insertLink(db, {
      tenantId,
      userId: id,
      purpose: 'reset',
      createdBy: actor.userId,
      now,
    });
    await clearFailures(db, tenantId, accountKey(context, tenantId, login));
    await audit({ kind: 'user', id, after: { resetLink: expiresAt } });
    return { link: `/reset/${token}`, expiresAt };
  },
});

export const disableAccount = write({
  name: 'identity.disableAccount',
  summary: '停用账号，立即退出其全部登录（管理员）',
  input: accountInput,
  may: mayKeepAccounts,
  run: async (context, { userId }) => {
    const { db, actor, realNow, audit } = context;
    const { tenantId } = actor;
    if (userId === actor.userId) refuse('own-account');
    await keepingAdministrator(db, tenantId, async () => {
      const inOrder = [userId, actor.userId].sort();
      for (const one of inOrder) await holdAccount(db, tenantId, one);
      // Of two who disable each other, the first does.
      if ((await accountById(db, tenantId, actor.userId))?.disabledAt) refuse('signed-out');
      const { id, disabledAt } = await accountOf(context, userId);
      if (disabledAt) return;
      await saveDisabled(db, tenantId, id, realNow);
      await endSessionsOf(db, tenantId, id);
      await endLinks(db, tenantId, id);
      await forgetDevices(db, tenantId, id);
      await audit({ kind: 'user', id, before: { disabled: false }, after: { disabled: true } });
    });
    return null;
  },
});

export const enableAccount = write({
  name: 'identity.enableAccount',
  summary: '重新启用账号（管理员）',
  input: accountInput,
  may: mayKeepAccounts,
  run: async (context, { userId }) => {
    const { id, disabledAt } = await accountOf(context, userId);
    if (!disabledAt) return null;
    await saveDisabled(context.db, context.actor.tenantId, id, null);
    await context.audit({ kind: 'user', id, before: { disabled: true }, after: { disabled: false } });
    return null;
  },
});

export const resetFactor = write({
  name: 'identity.resetFactor',
  summary: '取消人员的二次验证，如手机遗失（管理员）',
  input: accountInput,
  may: mayKeepAccounts,
  run: async (context, { userId }) => {
    // One's own goes by password and code, like everybody's.
    if (userId === context.actor.userId) refuse('own-account');
    const { id } = await accountOf(context, userId);
    if (!(await removeFactor(context.db, context.actor.tenantId, id))) refuse('not-found');
    await endSessionsOf(context.db, context.actor.tenantId, id);
    await context.audit({ kind: 'user', id, before: { secondFactor: true }, after: { secondFactor: false } });
    return null;
  },
});

export const endSessionsOfAccount = write({
  name: 'identity.endSessionsOf',
  summary: '退出人员的全部登录（管理员）',
  input: accountInput,
  may: mayKeepAccounts,
  run: async (context, { userId }) => {
    const { id } = await accountOf(context, userId);
    const ended = await endSessionsOf(context.db, context.actor.tenantId, id);
    await context.audit({ kind: 'user', id, after: { sessionsEnded: ended } });
    return { ended };
  },
});

export const security = read({
  name: 'identity.security',
  summary: '本机构的登录安全要求（管理员）',
  input: z.object({}),
  may: mayKeepAccounts,
  run: async ({ db, actor }) => {
    const settings = await securityOf(db, actor.tenantId);
    return { ...limitsOf(settings), secondFactorRoles: settings.secondFactorRoles ?? [] };
  },
});

export const saveSecurity = write({
  name: 'identity.saveSecurity',
  summary: '修改本机构的登录安全要求（管理员）',
  input: securityInput,
  may: mayKeepAccounts,
  run: async ({ db, actor, audit }, input) => {
    const { tenantId, userId } = actor;
    const { settings } = await db
      .selectFrom('tenants')
      .select('settings')
      .where('tenantId', '=', tenantId)
      .forUpdate()
      .executeTakeFirstOrThrow();
    await db
      .updateTable('tenants')
      .set({ settings: JSON.stringify({ ...settings, security: input }) })
      .where('tenantId', '=', tenantId)
      .execute();
    // Who must have a second factor now and has none sets one up on the next sign-in, which is now.
    const before = settings.security?.secondFactorRoles ?? [];
    const added = input.secondFactorRoles.filter(role => !before.includes(role));
    const ended = await endSessionsWithoutFactor(db, tenantId, added, userId);
    await audit({ kind: 'tenant', id: tenantId, before: settings.security ?? {}, after: input });
    return { ended };
  },
});
