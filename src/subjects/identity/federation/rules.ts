import type { PostToGive, ProviderSettings } from './settings';

/** What a provider says about a person: the claims of its ID token and of its user information. */
export type Claims = Record<string, unknown>;

/** The claim of that name, or else the one at that path (`realm_access.roles`); undefined where there is none. */
export const claimAt = (claims: Claims, name: string): unknown => {
  if (Object.hasOwn(claims, name)) return claims[name];
  let found: unknown = claims;
  for (const step of name.split('.')) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, step)) return undefined;
    found = (found as Claims)[step];
  }
  return found;
};

/** A claim that is one text or number, without white space around it; null where it is anything else. */
export const textClaim = (claims: Claims, name: string): string | null => {
  const value = claimAt(claims, name);
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && text.trim() !== '' ? text.trim() : null;
};

/** A claim that is a list of texts, or one text. */
export const listClaim = (claims: Claims, name: string): string[] => {
  const value = claimAt(claims, name);
  return [value].flat().filter(one => typeof one === 'string');
};

/** The name by which an account is looked for; an e-mail address only where the provider has made sure that it is theirs. */
export const accountNameOf = (claims: Claims, { link }: ProviderSettings): string | null => {
  if (!link) return null;
  if (link.claim === 'email' && claims.email_verified !== true) return null;
  return textClaim(claims, link.claim);
};

/** Login and name of the account to be made for somebody who has none; null where none is to be made. */
export const newAccountOf = (claims: Claims, { create }: ProviderSettings): { login: string; name: string } | null => {
  const login = create && textClaim(claims, create.login);
  return login ? { login, name: textClaim(claims, create.name) ?? login } : null;
};

/** The posts that the person's groups give, each once; null where posts are not the provider's business. */
export const postsOf = (claims: Claims, { posts }: ProviderSettings): PostToGive[] | null => {
  if (!posts) return null;
  const given = listClaim(claims, posts.claim).flatMap(group =>
    Object.hasOwn(posts.give, group) ? posts.give[group]! : [],
  );
  return [...new Map(given.map(post => [`${post.role}@${post.unit}`, post])).values()];
};

/** Has the provider asked for more than a password? Only what the settings name counts. */
export const provesSecondFactor = (claims: Claims, { secondFactor }: ProviderSettings): boolean =>
  listClaim(claims, 'amr').some(method => secondFactor?.amr.includes(method)) ||
  listClaim(claims, 'acr').some(level => secondFactor?.acr.includes(level));

/** Where to go after signing in: a path of our own pages, `/` for anything else (another site, an address of the API). */
export const ownPath = (next: unknown): string => {
  if (typeof next !== 'string' || next.length > 500) return '/';
  // Printable ASCII only: a browser drops tabs and line ends, and reads a backslash as a slash.
  if (!/^\/(?!\/)[\x21-\x5b\x5d-\x7e]*$/.test(next)) return '/';
  return /^\/(api|auth|sign-in)(\/|\?|#|$)/.test(next) ? '/' : next;
};
