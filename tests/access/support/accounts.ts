import type { Db } from '../../../src/platform/database/connect';
import type { Id } from '../../../src/platform/database/tables';
import { inTenant } from '../../../src/platform/database/tenant';
import { startSession } from '../../../src/subjects/identity/sessions';
import type { Account } from './thing';

let made = 0;

/** Gives an account what an account has: a session elsewhere, an access token, a binding to a sign-on, a second factor. */
export const accountOf = (owner: Db, tenantId: Id, userId: Id, withFactor: boolean): Promise<Account> =>
  inTenant(owner, tenantId, async db => {
    made += 1;
    const now = new Date();
    const at = now.toISOString();
    const later = new Date(now.getTime() + 86_400_000).toISOString();
    const word = `K${20_000 + made}记`;
    await startSession(db, tenantId, userId, at, { by: 'password' });
    const { id: sessionId } = await db
      .selectFrom('sessions')
      .select('id')
      .where('tenantId', '=', tenantId)
      .where('userId', '=', userId)
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow();
    const { id: tokenId } = await db
      .insertInto('apiTokens')
      .values({
        tenantId,
        userId,
        name: word,
        tokenHash: Buffer.from(word),
        scopes: ['read'],
        createdAt: at,
        expiresAt: later,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    const { id: linkId } = await db
      .insertInto('linkedIdentities')
      .values({
        tenantId,
        userId,
        provider: word,
        issuer: 'https://sign.example',
        subject: word,
        createdAt: at,
        usedAt: at,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    if (withFactor)
      await db
        .insertInto('secondFactors')
        .values({
          tenantId,
          userId,
          secret: Buffer.from(word),
          createdAt: at,
          confirmedAt: at,
          lastStep: '0',
          recoverySalt: Buffer.from(word),
        })
        .execute();
    return { sessionId, tokenId, linkId, word };
  });
