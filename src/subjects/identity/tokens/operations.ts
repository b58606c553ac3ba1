import { z } from 'zod';
import { refuse } from '../../../kernel/refusal';
import type { Db } from '../../../platform/database/connect';
import type { Id, Timestamp } from '../../../platform/database/tables';
import { Refused, read, write } from '../../../platform/operation';
import { hashToken } from '../../../platform/tokens';
import { askPassword } from '../operations/own-account';
import { mayKeepAccounts, mayKeepOwnAccount } from '../policy';

import { type CreatedToken, createTokenInput, MOST_TOKENS, revokeTokenInput, type TokenRow } from './schema';
import { newApiToken } from './token-actor';

const rowsOf = async (db: Db, tenantId: Id, userId: Id | null, now: Timestamp): Promise<TokenRow[]> => {
  const rows = await db
    .selectFrom('apiTokens as k')
    .innerJoin('users as u', join => join.onRef('u.tenantId', '=', 'k.tenantId').onRef('u.id', '=', 'k.userId'))
    .select(['k.id', 'k.name', 'k.scopes', 'k.createdAt', 'k.expiresAt', 'k.usedAt', 'k.revokedAt'])
    .select(['u.id as userId', 'u.name as userName', 'u.login'])
    .where('k.tenantId', '=', tenantId)
    .$if(userId !== null, query => query.where('k.userId', '=', userId!))
    .orderBy('k.id', 'desc')
    .execute();
  return rows.map(({ userId: holder, userName, login, revokedAt, ...row }) => ({
    ...row,
    state: revokedAt ? 'revoked' : row.expiresAt <= now ? 'expired' : 'valid',
    holder: { id: holder, name: userName, login },
  }));
};

export const tokens = read({
  name: 'identity.tokens',
  summary: '自己的访问令牌',
  input: z.object({}),
  may: mayKeepOwnAccount,
  run: async ({ db, actor, realNow }): Promise<TokenRow[]> => rowsOf(db, actor.tenantId, actor.userId, realNow),
});

export const allTokens = read({
  name: 'identity.allTokens',
  summary: '本机构全部访问令牌',
  input: z.object({}),
  may: mayKeepAccounts,
  run: async ({ db, actor, realNow }): Promise<TokenRow[]> => rowsOf(db, actor.tenantId, null, realNow),
});

export const createToken = write({
  name: 'identity.createToken',
  summary: '创建访问令牌，只显示一次',
  input: createTokenInput,
  perMinute: 60,
  may: mayKeepOwnAccount,
  run: async (context, { name, scopes, days, password }): Promise<CreatedToken | Refused> => {
    const { db, actor, realNow, audit } = context;
    const { tenantId, userId } = actor;
    const holder = await askPassword(context, password);
    if (holder instanceof Refused) return holder;
    const inUse = (await rowsOf(db, tenantId, userId, realNow)).filter(({ state }) => state === 'valid');
    if (inUse.length >= MOST_TOKENS) refuse('too-many-tokens', { most: MOST_TOKENS });
    const token = newApiToken(tenantId);
    const expiresAt = new Date(Date.parse(realNow) + days * 86_400_000).toISOString();
    const { id } = await db
      .insertInto('apiTokens')
      .values({
        tenantId,
        userId,
        name,
        tokenHash: hashToken(token),
        scopes: [...new Set(scopes)],
        createdAt: realNow,
        expiresAt,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await audit({
      kind: 'api-token',
      id,
      under: { kind: 'user', id: userId },
      after: { name, scopes, expiresAt },
    });
    return { tokenId: id, token, expiresAt };
  },
});

export const revokeToken = write({
  name: 'identity.revokeToken',
  summary: '撤销访问令牌（自己的；管理员可撤销任何人的）',
  input: revokeTokenInput,
  may: mayKeepOwnAccount,
  run: async ({ db, actor, realNow, audit }, { tokenId }) => {
    const { tenantId, userId } = actor;
    const row = await db
      .updateTable('apiTokens')
      .set({ revokedAt: realNow, revokedBy: userId })
      .where('tenantId', '=', tenantId)
      .where('id', '=', tokenId)
      .where('revokedAt', 'is', null)
      .$if(!mayKeepAccounts(actor), query => query.where('userId', '=', userId))
      .returning(['userId', 'name'])
      .executeTakeFirst();
    if (!row) return refuse('not-found');
    await audit({
      kind: 'api-token',
      id: tokenId,
      under: { kind: 'user', id: row.userId },
      before: { name: row.name },
      after: { revoked: true },
    });
    return null;
  },
});

export const tokenOperations = [tokens, allTokens, createToken, revokeToken] as const;
