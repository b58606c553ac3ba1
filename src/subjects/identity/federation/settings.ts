import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { z } from 'zod';
import { say } from '../../../locales/say';
import { listAddresses, type TrustedProxy } from '../../../platform/http/trusted-proxy';
import { type Role, roles } from '../../org/schema';

/** A post by the unit's code or its name: `liaison@preschool`, `liaison@学前教育处`. */
export type PostToGive = { role: Role; unit: string };

const isLoopback = (host: string) => /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(host);

// Whoever reads along could sign in as anybody: in the clear only within one machine.
const issuer = z
  .url({ protocol: /^https?$/ })
  .refine(
    value => URL.canParse(value) && (new URL(value).protocol === 'https:' || isLoopback(new URL(value).hostname)),
    { error: 'https' },
  );

const post = z
  .string()
  .regex(new RegExp(`^(${roles.join('|')})@.+$`))
  .transform((text): PostToGive => {
    const at = text.indexOf('@');
    return { role: text.slice(0, at) as Role, unit: text.slice(at + 1) };
  });

const claim = z.string().min(1).max(200);

const provider = z.strictObject({
  /** Part of its addresses: /auth/oidc/<name>/callback. */
  name: z.string().regex(/^[a-z0-9-]{1,40}$/),
  /** Code of the body whose people it signs in. */
  tenant: z.string().min(1),
  /** What stands on the button. */
  label: z.string().min(1).max(40),
  issuer,
  clientId: z.string().min(1),
  clientSecret: z.string().min(1).optional(),
  clientSecretFile: z.string().min(1).optional(),
  scope: z
    .string()
    .default('openid profile')
    .refine(value => value.split(' ').includes('openid'), { error: 'openid' }),
  /** The claim by which a first sign-in finds the account: its sign-on name, or its login where that is not set. */
  link: z.strictObject({ claim }).optional(),
  /** Makes an account for whoever has none and is given a post. */
  create: z.strictObject({ login: claim.default('preferred_username'), name: claim.default('name') }).optional(),
  /** The claim with the person's groups, and the posts of each group. */
  posts: z.strictObject({ claim, give: z.record(z.string(), z.array(post)) }).optional(),
  /** What in `amr` or `acr` says that more than a password was asked for. */
  secondFactor: z
    .strictObject({ amr: z.array(z.string()).default([]), acr: z.array(z.string()).default([]) })
    .optional(),
});

const proxy = z.strictObject({
  header: z
    .string()
    .regex(/^[a-z0-9-]+$/i)
    .transform(name => name.toLowerCase()),
  from: z.array(z.string()).min(1),
  tenant: z.string().min(1),
  label: z.string().min(1).max(40),
  /** The proxy has asked for a second factor as well. */
  secondFactor: z.boolean().default(false),
  /** Where the proxy's own sign-out is. */
  signOut: z.url({ protocol: /^https?$/ }).optional(),
});

const file = z
  .strictObject({ providers: z.array(provider).default([]), proxy: proxy.optional() })
  .refine(({ providers }) => new Set(providers.map(({ name }) => name)).size === providers.length, { error: 'twice' });

/** One OpenID Connect provider, its secret read. Without a secret it is a public client (PKCE alone). */
export type ProviderSettings = Omit<z.output<typeof provider>, 'clientSecretFile'>;

export type ProxySettings = Omit<z.output<typeof proxy>, 'from'> & TrustedProxy;

/** By whose word people may sign in, beside their passwords. */
export type SignOn = { providers: readonly ProviderSettings[]; proxy: ProxySettings | null };

export const NO_SIGN_ON: SignOn = { providers: [], proxy: null };

/** Understands the settings; `folder` is where relative paths of secrets begin. Throws a ZodError, a RangeError, or the file's. */
export function parseSignOn(value: unknown, folder: string): SignOn {
  const { providers, proxy: proxied } = file.parse(value);
  return {
    providers: providers.map(({ clientSecretFile, ...rest }) => ({
      ...rest,
      ...(clientSecretFile && { clientSecret: readFileSync(resolve(folder, clientSecretFile), 'utf8').trim() }),
    })),
    proxy: proxied ? { ...proxied, trusts: listAddresses(proxied.from) } : null,
  };
}

/** Reads the file of the setting LUOSHI_SIGN_ON; nothing where that is not set. Throws one sentence that says what is wrong where. */
export function readSignOn(path: string | null, language = 'zh-CN'): SignOn {
  if (path === null) return NO_SIGN_ON;
  try {
    return parseSignOn(JSON.parse(readFileSync(path, 'utf8')), dirname(path));
  } catch (error) {
    const issue = error instanceof z.ZodError ? error.issues[0] : undefined;
    const where = issue ? issue.path.join('.') || '-' : '-';
    const reason = issue ? sentenceOf(issue.message, language) : (error as Error).message;
    throw new Error(say(language, 'sign-on:wrong-settings', { file: path, where, reason }), { cause: error });
  }
}

// Ours are keys of the catalogue; the library's own are sentences.
const sentenceOf = (message: string, language: string): string =>
  ['https', 'openid', 'twice'].includes(message) ? say(language, `sign-on:wrong.${message}`) : message;
