import { randomInt } from 'node:crypto';
import { hashRaw } from '@node-rs/argon2';
import { Secret, TOTP } from 'otpauth';
import { ARGON2 } from './passwords';
import { CODE_LENGTH, CODE_LETTERS, RECOVERY_CODES } from './rules/recovery-codes';

// RFC 6238 as every authenticator app has it: SHA-1, six digits, 30 s (ASVS 5.0 6.5.5).
const STEP_S = 30;
// The step before and the one after: a phone's clock may be half a minute off.
const DRIFT = 1;

const generator = (secret: string, issuer = '', label = '') =>
  new TOTP({
    secret: Secret.fromBase32(secret),
    issuer,
    label,
    issuerInLabel: false,
    algorithm: 'SHA1',
    digits: 6,
    period: STEP_S,
  });

/** 160 random bits in base 32. */
export const newSecret = (): string => new Secret({ size: 20 }).base32;

/** What the QR code says: `otpauth://totp/…`. */
export const factorUri = (secret: string, issuer: string, login: string): string =>
  generator(secret, issuer, login).toString();

/** The step of 30 s to which a code belongs; null where it is wrong, or of a step that was used already. */
export const stepOfCode = (secret: string, code: string, now: string, lastStep: number): number | null => {
  const timestamp = Date.parse(now);
  const totp = generator(secret);
  const delta = totp.validate({ token: code, timestamp, window: DRIFT });
  if (delta === null) return null;
  const step = totp.counter({ timestamp }) + delta;
  return step > lastStep ? step : null;
};

/** Ten new recovery codes. */
export const newRecoveryCodes = (): string[] =>
  Array.from({ length: RECOVERY_CODES }, () =>
    Array.from({ length: CODE_LENGTH }, () => CODE_LETTERS[randomInt(CODE_LETTERS.length)]!).join(''),
  );

/** Argon2id under the salt of their set (ASVS 5.0 6.5.2): one reckoning compares a typed code with all ten. */
export const hashRecoveryCode = (code: string, salt: Buffer): Promise<Buffer> => hashRaw(code, { ...ARGON2, salt });
