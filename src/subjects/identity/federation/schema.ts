import type { Id, Timestamp } from '../../../platform/database/tables';

declare module '../../../platform/database/tables' {
  interface Database {
    /** A sign-in that is on its way at the provider. */
    signOnAttempts: {
      tenantId: Id;
      stateHash: Buffer;
      provider: string;
      browserHash: Buffer;
      nonce: string;
      codeVerifier: string;
      next: string;
      createdAt: Timestamp;
      expiresAt: Timestamp;
    };
    /** 单点登录绑定. */
    linkedIdentities: {
      tenantId: Id;
      id: GeneratedId;
      userId: Id;
      provider: string;
      issuer: string;
      subject: string;
      createdAt: Timestamp;
      usedAt: Timestamp;
    };
    sessionSignOns: { tenantId: Id; sessionId: Id; provider: string; idToken: string };
  }
}

/** Why a sign-in by another system's word came to nothing; each has its sentence in `sign-on:problem`. */
export type SignOnProblem =
  | 'unavailable'
  | 'refused'
  | 'expired'
  | 'not-verified'
  | 'unknown-person'
  | 'no-post'
  | 'taken'
  | 'disabled'
  | 'not-through-proxy';

/** `GET /auth/sign-on`: what the sign-in page offers beside the password. */
export type SignOnChoices = { choices: { address: string; label: string; tenant: string }[] };

/** One account that a provider knows. */
export type LinkedIdentity = { id: Id; provider: string; createdAt: Timestamp; usedAt: Timestamp };

/** `identity.links`: by which name and under which links other systems know a person. */
export type SignOnState = { signOnName: string | null; links: LinkedIdentity[] };
