import { z } from 'zod';
import { openWrite } from '../../../platform/operation';
import { hashToken } from '../../../platform/tokens';
import { anyone } from '../policy';
import './schema';

// Long enough to find one's phone for the provider's second factor.
const MINUTES = 10;

/** A sign-in on its way: what its end will be held against. */
export type Attempt = { nonce: string; codeVerifier: string; next: string };

const beginInput = z.object({
  tenantId: z.string(),
  provider: z.string(),
  state: z.string(),
  browser: z.string(),
  nonce: z.string(),
  codeVerifier: z.string(),
  next: z.string(),
});

// The operations of this folder stand in no registry: only the route calls them, with what it has checked itself.

/** Keeps a sign-in that goes out to the provider; what has run out meanwhile goes. */
export const beginSignOn = openWrite({
  name: 'identity.beginSignOn',
  summary: '开始单点登录',
  input: beginInput,
  may: anyone,
  run: async ({ db, now, enter }, { tenantId, state, browser, ...attempt }) => {
    await enter(tenantId);
    await db.deleteFrom('signOnAttempts').where('tenantId', '=', tenantId).where('expiresAt', '<', now).execute();
    const expiresAt = new Date(Date.parse(now) + MINUTES * 60_000).toISOString();
    const hashes = { stateHash: hashToken(state), browserHash: hashToken(browser) };
    await db
      .insertInto('signOnAttempts')
      .values({ ...attempt, ...hashes, tenantId, createdAt: now, expiresAt })
      .execute();
  },
});

const takeInput = z.object({ tenantId: z.string(), provider: z.string(), state: z.string(), browser: z.string() });

/** Takes the attempt that this browser began, once: a second time, late, or from another browser there is none (null). */
export const takeAttempt = openWrite({
  name: 'identity.takeAttempt',
  summary: '单点登录返回',
  input: takeInput,
  may: anyone,
  run: async ({ db, now, enter }, { tenantId, provider, state, browser }): Promise<Attempt | null> => {
    await enter(tenantId);
    const row = await db
      .deleteFrom('signOnAttempts')
      .where('tenantId', '=', tenantId)
      .where('provider', '=', provider)
      .where('stateHash', '=', hashToken(state))
      .where('browserHash', '=', hashToken(browser))
      .where('expiresAt', '>', now)
      .returning(['nonce', 'codeVerifier', 'next'])
      .executeTakeFirst();
    return row ?? null;
  },
});
