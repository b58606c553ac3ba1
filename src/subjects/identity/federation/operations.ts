import { z } from 'zod';
import type { Db } from '../../../platform/database/connect';
import type { Id, Timestamp } from '../../../platform/database/tables';
import { type Change, type Context, openWrite, SessionChange } from '../../../platform/operation';
import { homeOf } from '../../org/rules';
import { roles } from '../../org/schema';
import { admit, welcome } from '../admit';
import { anyone } from '../policy';
import type { SignInAnswer } from '../schema';
import { holdAccount } from '../store/accounts';
import type { SignOnProblem } from './schema';
import * as store from './store';

/** In; `home` is the page on which this person begins. */
type In = { home: string };

/** What a sign-in by another system's word came to: in, one more step here, or a reason why not. */
export type SignOnOutcome = SessionChange<In> | SignInAnswer | { problem: SignOnProblem };

// Only the routes call these operations, with what they have checked; they stand in no registry and have no address.
const providerInput = z.object({
  tenantId: z.string(),
  provider: z.string(),
  issuer: z.string(),
  subject: z.string(),
  /** The name under which to look for an account at the first sign-in. */
  accountName: z.string().nullable(),
  /** What to make an account of where there is none. */
  newAccount: z.object({ login: z.string(), name: z.string() }).nullable(),
  /** The posts that the person's groups give; null where they are not the provider's business. */
  posts: z.array(z.object({ role: z.enum(roles), unit: z.string() })).nullable(),
  secondFactor: z.boolean(),
  idToken: z.string(),
});
type ProviderInput = z.output<typeof providerInput>;

/** The account of a subject: linked, found by name and linked now, or made. */
async function accountOf(
  db: Db,
  now: Timestamp,
  { tenantId, provider, issuer, subject, accountName, newAccount, posts }: ProviderInput,
): Promise<{ account: store.Account; changes: Change[] } | { problem: SignOnProblem }> {
  await store.takeTurns(db, tenantId, issuer, subject);
  const linked = await store.linkedAccount(db, tenantId, issuer, subject);
  if (linked?.disabledAt) return { problem: 'disabled' };
  if (linked) {
    await store.noteLinkUsed(db, { tenantId, issuer, subject }, now);
    return { account: linked, changes: [] };
  }
  const changes: Change[] = [];
  let account = accountName === null ? undefined : await store.accountNamed(db, tenantId, accountName);
  if (account?.disabledAt) return { problem: 'disabled' };
  // A name that the provider gave to somebody else meanwhile does not take over the account of the one before.
  if (account && (await store.isLinkedAt(db, tenantId, account.id, issuer))) return { problem: 'taken' };
  if (!account) {
    if (!newAccount) return { problem: 'unknown-person' };
    if (!posts || posts.length === 0) return { problem: 'no-post' };
    account = (await store.insertAccount(db, tenantId, newAccount, now)) ?? undefined;
    if (!account) return { problem: 'taken' };
    changes.push({ kind: 'user', id: account.id, after: { ...newAccount, provider } });
  }
  const link = { tenantId, userId: account.id, provider, issuer, subject };
  await store.insertLink(db, link, now);
  const under = { kind: 'user', id: account.id };
  changes.push({ kind: 'linked-identity', id: subject, under, after: { provider, issuedBy: issuer, subject } });
  return { account, changes };
}

/** Signs in whom a provider has vouched for. Every outcome is written down; a refusal changes nothing else. */
export const signInByProvider = openWrite({
  name: 'identity.signInByProvider',
  summary: '单点登录',
  input: providerInput,
  may: anyone,
  run: async (context, input): Promise<SignOnOutcome> => {
    const { db, realNow: now, audit, enter } = context;
    const { tenantId, provider, subject, posts, idToken, secondFactor } = input;
    await enter(tenantId);
    const found = await accountOf(db, now, input);
    if ('problem' in found) {
      await audit({ kind: 'sign-on', id: provider, after: { refused: found.problem, subject } });
      return found;
    }
    const { account, changes } = found;
    for (const change of changes) await audit(change);
    if (posts) {
      const followed = await store.followGroups(db, { tenantId, userId: account.id, provider }, posts);
      for (const change of followed.changes) await audit(change);
      if (followed.unknownUnits.length > 0)
        await audit({ kind: 'sign-on', id: provider, after: { unknownUnits: followed.unknownUnits } });
    }
    const outcome = await comeIn(context, tenantId, account.id, 'oidc', secondFactor);
    if (outcome instanceof SessionChange && outcome.token)
      await store.keepIdToken(db, tenantId, outcome.token, provider, idToken);
    return outcome;
  },
});

const proxyInput = z.object({ tenantId: z.string(), login: z.string(), secondFactor: z.boolean() });

/** Signs in whom the trusted proxy names. */
export const signInByProxy = openWrite({
  name: 'identity.signInByProxy',
  summary: '由反向代理登录',
  input: proxyInput,
  may: anyone,
  run: async (context, { tenantId, login, secondFactor }): Promise<SignOnOutcome> => {
    const { db, audit, enter } = context;
    await enter(tenantId);
    const account = await store.accountNamed(db, tenantId, login);
    const problem = !account ? 'unknown-person' : account.disabledAt ? 'disabled' : null;
    if (!account || problem) {
      await audit({ kind: 'sign-on', id: 'proxy', after: { refused: problem, login } });
      return { problem: problem ?? 'unknown-person' };
    }
    return comeIn(context, tenantId, account.id, 'proxy', secondFactor);
  },
});

/** A second factor that the other system has asked for is not asked for again. */
async function comeIn(
  context: Context<unknown>,
  tenantId: Id,
  userId: Id,
  by: 'oidc' | 'proxy',
  secondFactor: boolean,
): Promise<SessionChange<In> | SignInAnswer | { problem: SignOnProblem }> {
  // Disabled this moment.
  if ((await holdAccount(context.db, tenantId, userId))?.disabledAt) return { problem: 'disabled' };
  const answer = secondFactor
    ? await welcome<SignInAnswer>(context, tenantId, userId, by, { next: 'in' })
    : await admit(context, tenantId, userId, by);
  if (!(answer instanceof SessionChange)) return answer;
  const home = homeOf(await store.rolesOf(context.db, tenantId, userId));
  return new SessionChange({ home }, answer.token, answer.device);
}
