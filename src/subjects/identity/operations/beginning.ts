import { refuse } from '../../../kernel/refusal';
import { type Context, openRead, openWrite, type SessionChange } from '../../../platform/operation';
import { tenantOfToken } from '../../../platform/tokens';
import { foundBureau } from '../../org/operations/founding';
import { openInvitation, takeInvitation } from '../../org/operations/invitation';
import { admit, welcome } from '../admit';
import { accountKey } from '../attempt';
import { hashPassword, judgePassword } from '../passwords';
import { anyone } from '../policy';
import { surroundingsOf } from '../reads';
import { createBureauInput, type SignInAnswer, setPasswordInput, tokenInput } from '../schema';
import { accountById, endSessionsOf, holdAccount, savePasswordHash } from '../store/accounts';
import { forgetDevices } from '../store/devices';
import { clearFailures } from '../store/failures';
import { consumeLink, endLinks, userOfLink } from '../store/links';

export const createBureau = openWrite({
  name: 'identity.createBureau',
  summary: '建立机构和第一位管理员（安装后第一次使用）',
  input: createBureauInput,
  perMinute: 10,
  may: anyone,
  run: async (context, { password, ...founding }) => {
    const { name, shortName, login, userName } = founding;
    await judgePassword(password, { login, name: userName, bodyNames: [name, shortName], hasFactor: false });
    const passwordHash = await hashPassword(password);
    const made = await foundBureau(context, { ...founding, passwordHash, onlyAsFirst: true });
    return welcome(context, made.tenantId, made.userId, 'password', made);
  },
});

export const invitation = openRead({
  name: 'identity.invitation',
  summary: '查看邀请',
  input: tokenInput,
  perMinute: 60,
  may: anyone,
  run: async (context, { token }) => {
    const { name, login, role, unitName, tenantName } = await openInvitation(context, token);
    return { name, login, role, unitName, tenantName };
  },
});

export const acceptInvitation = openWrite({
  name: 'identity.acceptInvitation',
  summary: '接受邀请并设定密码',
  input: setPasswordInput,
  perMinute: 20,
  may: anyone,
  run: async (context, { token, password }): Promise<SessionChange<SignInAnswer> | SignInAnswer> => {
    const invited = await openInvitation(context, token);
    const { tenantId, login, name, tenantName, tenantShortName } = invited;
    await judgePassword(password, { login, name, bodyNames: [tenantName, tenantShortName], hasFactor: false });
    const userId = await takeInvitation(context, token, invited, await hashPassword(password));
    return admit(context, tenantId, userId, 'link');
  },
});

/** Whose reset link this is, from inside the body. */
const resetting = async ({ db, enter, realNow }: Context<unknown>, token: string) => {
  const tenantId = tenantOfToken(token) ?? refuse('link-over');
  await enter(tenantId);
  const userId = (await userOfLink(db, token, 'reset', realNow)) ?? refuse('link-over');
  const account = await accountById(db, tenantId, userId);
  if (!account || account.disabledAt) return refuse('link-over');
  return { tenantId, account, surroundings: await surroundingsOf(db, tenantId, account) };
};

export const resetLink = openRead({
  name: 'identity.resetLink',
  summary: '查看重设密码的链接',
  input: tokenInput,
  perMinute: 60,
  may: anyone,
  run: async (context, { token }) => {
    const { account, surroundings } = await resetting(context, token);
    const { login, name } = account;
    return { login, name, tenantName: surroundings.bodyNames[0]!, hasFactor: surroundings.hasFactor };
  },
});

export const resetPassword = openWrite({
  name: 'identity.resetPassword',
  summary: '用管理员给的链接重设密码；其他登录全部退出',
  input: setPasswordInput,
  perMinute: 20,
  may: anyone,
  run: async (context, { token, password }): Promise<SessionChange<SignInAnswer> | SignInAnswer> => {
    const { db, audit, realNow } = context;
    const { tenantId, account, surroundings } = await resetting(context, token);
    await judgePassword(password, surroundings);
    const held = await holdAccount(db, tenantId, account.id);
    if (!held || held.disabledAt || !(await consumeLink(db, token))) refuse('link-over');
    await savePasswordHash(db, tenantId, account.id, await hashPassword(password), realNow);
    await endSessionsOf(db, tenantId, account.id);
    await endLinks(db, tenantId, account.id);
    await forgetDevices(db, tenantId, account.id);
    await clearFailures(db, tenantId, accountKey(context, tenantId, account.login));
    await audit({ kind: 'user', id: account.id, after: { passwordChanged: 'by link' } });
    // The link stands for the password only: a second factor is asked for as ever.
    return admit(context, tenantId, account.id, 'link');
  },
});
