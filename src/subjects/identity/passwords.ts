import { hash, parseOptions, verify } from '@node-rs/argon2';
import { Refusal } from '../../kernel/refusal';
import { leastFor, passwordFault, type Surroundings } from './rules/password-rule';

/** Argon2id with 19 MiB, two passes, one lane (OWASP Password Storage Cheat Sheet): about 25 ms of one processor. */
export const ARGON2 = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export const hashPassword = (password: string): Promise<string> => hash(password, ARGON2);

// Verified where there is no account or no password, so that the answer takes as long.
const nobody = hashPassword('nobody has this password');

/** Compares in the same time whether there is a hash or not. */
export async function passwordMatches(passwordHash: string | null | undefined, password: string): Promise<boolean> {
  const right = await verify(passwordHash ?? (await nobody), password);
  return right && Boolean(passwordHash);
}

/** Was it hashed with less than today's parameters? Then it is hashed anew while the password is at hand. */
export const isOutdated = (passwordHash: string): boolean => {
  const { memoryCost, timeCost, parallelism } = parseOptions(passwordHash);
  return memoryCost < ARGON2.memoryCost || timeCost < ARGON2.timeCost || parallelism < ARGON2.parallelism;
};

// Half a megabyte that is needed only where somebody chooses a password. The list is in small letters.
const commonPasswords = async (): Promise<ReadonlySet<string>> => {
  const { dictionary } = await import('@zxcvbn-ts/language-common');
  return new Set(dictionary['passwords-common'] as string[]);
};
let loaded: Promise<ReadonlySet<string>> | null = null;

/** Refuses a new password that is too short, common, or made of the person's own names; each with its sentence. */
export async function judgePassword(password: string, surroundings: Surroundings): Promise<void> {
  loaded ??= commonPasswords();
  const common = await loaded;
  const fault = passwordFault(password, surroundings, form => common.has(form));
  if (fault) throw new Refusal(fault, { least: leastFor(surroundings.hasFactor) });
}
