import { z } from 'zod';
import type { Id, Timestamp } from '../../../platform/database/tables';
import { SCOPE, type Scope } from '../../../platform/permits-operation';
import { givenPassword } from '../schema';

declare module '../../../platform/database/tables' {
  interface Database {
    /** 访问令牌. */
    apiTokens: {
      tenantId: Id;
      id: GeneratedId;
      userId: Id;
      name: string;
      tokenHash: Buffer;
      scopes: string[];
      createdAt: Timestamp;
      expiresAt: Timestamp;
      usedAt: Timestamp | null;
      revokedAt: Timestamp | null;
      revokedBy: Id | null;
    };
  }
}

export const LONGEST_DAYS = 365;
/** So many tokens of one person may be in use at a time. */
export const MOST_TOKENS = 20;

export const createTokenInput = z.object({
  /** What it is for: how its holder knows it again. */
  name: z.string().trim().min(1).max(60),
  scopes: z.array(z.string().max(60).regex(SCOPE)).min(1).max(50),
  days: z.number().int().min(1).max(LONGEST_DAYS),
  /** The person's own, once more: a session left open must not leave something behind that lasts a year. */
  password: givenPassword.default(''),
});

export const revokeTokenInput = z.object({ tokenId: z.string().regex(/^\d{1,19}$/) });

/** `identity.createToken`: the only time that the token itself is shown. */
export type CreatedToken = { tokenId: Id; token: string; expiresAt: Timestamp };

/** One token, as pages get it. */
export type TokenRow = {
  id: Id;
  name: string;
  scopes: Scope[];
  createdAt: Timestamp;
  expiresAt: Timestamp;
  usedAt: Timestamp | null;
  state: 'valid' | 'expired' | 'revoked';
  holder: { id: Id; name: string; login: string };
};
