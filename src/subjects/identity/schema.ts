import { z } from 'zod';
import { id, loginName, roles } from '../org/schema';
import { MOST_CHARACTERS } from './rules/password-rule';
import { SESSION_BOUNDS } from './rules/session-limits';

/** 登录方式: by what a session began. `link`: an invitation, a reset or the command line's one-time link. */
export const sessionStarts = ['password', 'totp', 'recovery', 'oidc', 'proxy', 'link'] as const;
export type StartedBy = (typeof sessionStarts)[number];

/** What is written down about the beginning of a session. */
export type SessionStart = { by: StartedBy; userAgent?: string | null; address?: string | null };

/** 一次性链接: what it is good for. `code` and `enrol` are the second step of a sign-in. */
export type LinkPurpose = 'reset' | 'code' | 'enrol' | 'enter';

declare module '../../platform/database/tables' {
  interface Database {
    sessions: {
      tenantId: Id;
      id: GeneratedId;
      tokenHash: Buffer;
      userId: Id;
      createdAt: Timestamp;
      seenAt: Timestamp;
      expiresAt: Timestamp;
      userAgent: string | null;
      address: string | null;
      startedBy: StartedBy;
    };
    secondFactors: {
      tenantId: Id;
      userId: Id;
      /** Sealed: platform/secrets. */
      secret: Buffer;
      createdAt: Timestamp;
      confirmedAt: Timestamp | null;
      /** The last step of 30 s whose code was taken. */
      lastStep: string;
      recoverySalt: Buffer;
    };
    recoveryCodes: { tenantId: Id; userId: Id; position: number; codeHash: Buffer; usedAt: Timestamp | null };
    accountLinks: {
      tenantId: Id;
      tokenHash: Buffer;
      userId: Id;
      purpose: LinkPurpose;
      createdBy: Id | null;
      createdAt: Timestamp;
      expiresAt: Timestamp;
    };
    knownDevices: { tenantId: Id; userId: Id; deviceHash: Buffer; address: string; seenAt: Timestamp };
    signInFailures: { tenantId: Id; account: Buffer; source: string; failures: number; failedAt: Timestamp };
  }
}

/** Taken as it is typed: any character, spaces too, nothing cut off (ASVS 5.0 6.2.8); how good it is, `rules/` say. */
export const newPassword = z.string().min(1).max(MOST_CHARACTERS);
/** A password that is only compared. */
export const givenPassword = z.string().max(MOST_CHARACTERS);
const token = z.string().max(100);
/** A code of the second factor, or a recovery code, spaces and dashes as one likes. */
const code = z.string().trim().min(6).max(40);

export const createBureauInput = z.object({
  name: z.string().trim().min(2).max(100),
  shortName: z.string().trim().min(1).max(30),
  login: loginName,
  userName: z.string().trim().min(1).max(50),
  password: newPassword,
});
/** A further body, founded by whoever operates the server; its first administrator sets the password by a link. */
export const addBureauInput = createBureauInput.omit({ password: true }).extend({
  code: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,29}$/)
    .optional(),
});
/** `tenant` is a body's code; needed only where the installation has many. */
export const signInInput = z.object({
  login: z.string().trim().min(1).max(100),
  password: givenPassword.min(1),
  tenant: z.string().max(50).optional(),
});
export const tokenInput = z.object({ token });
export const signInCodeInput = z.object({ token, code });
export const setPasswordInput = z.object({ token, password: newPassword });
export const changePasswordInput = z.object({ current: givenPassword.default(''), next: newPassword });
export const passwordInput = z.object({ password: givenPassword.default('') });
export const codeInput = z.object({ code });
export const passwordAndCodeInput = z.object({ password: givenPassword.default(''), code });
export const sessionInput = z.object({ sessionId: id });
export const accountInput = z.object({ userId: id });
const within = ([least, most]: readonly [number, number]) => z.number().int().min(least).max(most);
export const securityInput = z.object({
  idleHours: within(SESSION_BOUNDS.idleHours),
  absoluteDays: within(SESSION_BOUNDS.absoluteDays),
  secondFactorRoles: z.array(z.enum(roles)).max(roles.length),
});

/** What comes after a right password: in; a code; a second factor to set up. `token` is good for that step, ten minutes long. */
export type SignInAnswer = { next: 'in' } | { next: 'code'; token: string } | { next: 'enrol'; token: string };

/** 登录设备: one session, as its owner and an administrator see it. */
export type SessionRow = {
  id: string;
  startedBy: StartedBy;
  createdAt: string;
  seenAt: string;
  expiresAt: string;
  userAgent: string | null;
  address: string | null;
  /** The one that asks. */
  current: boolean;
};

/** The state of an account's security: `identity.mine`, `identity.account`. */
export type AccountState = {
  hasPassword: boolean;
  passwordChangedAt: string | null;
  secondFactor: { since: string; recoveryCodesLeft: number } | null;
  /** A role of this person must have a second factor. */
  secondFactorAsked: boolean;
  disabledAt: string | null;
  /** Attempts to sign in that failed within 30 days, and the last of them: perhaps somebody else. */
  failed: { count: number; lastAt: string; address: string | null } | null;
  sessions: SessionRow[];
};

/** A second factor that waits for its first code: the secret to type, and the address in the QR code. */
export type NewFactor = { secret: string; uri: string };
/** Shown once; only their hashes are kept. */
export type RecoveryCodes = { codes: string[] };
