import { Refusal, refuse } from '../../../kernel/refusal';
import type { Db } from '../../../platform/database/connect';
import type { Id } from '../../../platform/database/tables';
import { type Context, openWrite, Refused, type SessionChange, write } from '../../../platform/operation';
import { tenantOfToken } from '../../../platform/tokens';
import { welcome } from '../admit';
import { beginAttempt, pausedFor } from '../attempt';
import { anyone, mayKeepOwnAccount } from '../policy';
import { factorAsked } from '../reads';
import { shownCode } from '../rules/recovery-codes';
import {
  codeInput,
  type NewFactor,
  passwordAndCodeInput,
  passwordInput,
  type RecoveryCodes,
  signInCodeInput,
  tokenInput,
} from '../schema';
import { factorUri } from '../second-factor';
import { holdAccount, holdSecurity } from '../store/accounts';
import { confirmFactor, hasFactor, insertFactor, removeFactor, replaceRecoveryCodes, takeCode } from '../store/factors';
import { consumeLink, userOfLink } from '../store/links';
import { askPassword } from './own-account';

const shown = (codes: string[]): RecoveryCodes => ({ codes: codes.map(shownCode) });

const bodyName = async (db: Db, tenantId: Id): Promise<string> =>
  (await db.selectFrom('tenants').select('shortName').where('tenantId', '=', tenantId).executeTakeFirstOrThrow())
    .shortName;

/** A secret for this account's app, to be confirmed by its first code. */
const offer = async (
  { db, secrets, realNow }: Context<unknown>,
  tenantId: Id,
  userId: Id,
  login: string,
): Promise<NewFactor> => {
  if (await hasFactor(db, tenantId, userId)) refuse('already-exists', { name: login });
  const secret = await insertFactor(db, secrets, tenantId, userId, realNow);
  return { secret, uri: factorUri(secret, `落实 ${await bodyName(db, tenantId)}`, login) };
};

export const beginFactor = write({
  name: 'identity.beginFactor',
  summary: '开始设置二次验证：核对密码，给出密钥',
  input: passwordInput,
  perMinute: 10,
  may: mayKeepOwnAccount,
  run: async (context, { password }): Promise<NewFactor | Refused> => {
    const account = await askPassword(context, password);
    if (account instanceof Refused) return account;
    return offer(context, context.actor.tenantId, account.id, account.login);
  },
});

export const confirmFactorCode = write({
  name: 'identity.confirmFactor',
  summary: '用第一个验证码启用二次验证，给出恢复码',
  input: codeInput,
  perMinute: 20,
  may: mayKeepOwnAccount,
  run: async ({ db, actor, secrets, realNow, audit }, { code }): Promise<RecoveryCodes> => {
    const { tenantId, userId } = actor;
    await holdAccount(db, tenantId, userId);
    if (await hasFactor(db, tenantId, userId)) refuse('already-exists', { name: actor.login });
    const codes = await confirmFactor(db, secrets, tenantId, userId, code, realNow);
    if (!codes) return refuse('wrong-code');
    await audit({ kind: 'user', id: userId, after: { secondFactor: true } });
    return shown(codes);
  },
});

/** Password and a code: for what takes the second factor's protection away. */
async function askBoth(context: Context, password: string, code: string): Promise<Refused | null> {
  const { db, actor, secrets, realNow, audit } = context;
  const { tenantId, userId } = actor;
  if (!(await hasFactor(db, tenantId, userId))) refuse('not-found');
  const account = await askPassword(context, password);
  if (account instanceof Refused) return account;
  const attempt = await beginAttempt(context, tenantId, account.login, userId);
  if (attempt.wait > 0) return pausedFor(attempt.wait);
  if (await takeCode(db, secrets, tenantId, userId, code, realNow)) return null;
  await attempt.failed();
  await audit({ kind: 'user', id: userId, after: { signInFailed: 'code' } });
  return new Refused(new Refusal('wrong-code'));
}

export const renewRecoveryCodes = write({
  name: 'identity.renewRecoveryCodes',
  summary: '重新生成恢复码，旧的全部作废',
  input: passwordAndCodeInput,
  perMinute: 10,
  may: mayKeepOwnAccount,
  run: async (context, { password, code }): Promise<RecoveryCodes | Refused> => {
    const refused = await askBoth(context, password, code);
    if (refused) return refused;
    const { tenantId, userId } = context.actor;
    await context.audit({ kind: 'user', id: userId, after: { recoveryCodes: 'renewed' } });
    return shown(await replaceRecoveryCodes(context.db, tenantId, userId));
  },
});

export const removeOwnFactor = write({
  name: 'identity.removeFactor',
  summary: '停用自己的二次验证',
  input: passwordAndCodeInput,
  perMinute: 10,
  may: mayKeepOwnAccount,
  run: async (context, { password, code }): Promise<null | Refused> => {
    const { tenantId, userId } = context.actor;
    await holdSecurity(context.db, tenantId);
    if (await factorAsked(context.db, tenantId, userId)) refuse('second-factor-asked');
    const refused = await askBoth(context, password, code);
    if (refused) return refused;
    await removeFactor(context.db, tenantId, userId);
    await context.audit({ kind: 'user', id: userId, before: { secondFactor: true }, after: { secondFactor: false } });
    return null;
  },
});

/** Whose sign-in waits for a second factor to be set up, from inside the body. */
const enrolling = async ({ db, enter, realNow }: Context<unknown>, token: string) => {
  const tenantId = tenantOfToken(token) ?? refuse('link-over');
  await enter(tenantId);
  const userId = (await userOfLink(db, token, 'enrol', realNow)) ?? refuse('link-over');
  const account = await holdAccount(db, tenantId, userId);
  if (!account || account.disabledAt) return refuse('link-over');
  return { tenantId, account };
};

export const beginEnrolment = openWrite({
  name: 'identity.beginEnrolment',
  summary: '登录时按要求设置二次验证：给出密钥',
  input: tokenInput,
  perMinute: 20,
  may: anyone,
  run: async (context, { token }): Promise<NewFactor> => {
    const { tenantId, account } = await enrolling(context, token);
    return offer(context, tenantId, account.id, account.login);
  },
});

export const confirmEnrolment = openWrite({
  name: 'identity.confirmEnrolment',
  summary: '登录时用第一个验证码启用二次验证，进入系统，给出恢复码',
  input: signInCodeInput,
  perMinute: 20,
  may: anyone,
  run: async (context, { token, code }): Promise<SessionChange<RecoveryCodes>> => {
    const { db, secrets, realNow, audit } = context;
    const { tenantId, account } = await enrolling(context, token);
    if (await hasFactor(db, tenantId, account.id)) refuse('link-over');
    const codes = await confirmFactor(db, secrets, tenantId, account.id, code, realNow);
    if (!codes) return refuse('wrong-code');
    if (!(await consumeLink(db, token))) refuse('link-over');
    await audit({ kind: 'user', id: account.id, after: { secondFactor: true } });
    return welcome(context, tenantId, account.id, 'totp', shown(codes));
  },
});
