import type { FastifyRequest } from 'fastify';
import { refuse } from '../../kernel/refusal';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/** `null` for the origin that a sandboxed or local page sends. */
const hostOf = (origin: string): string | null => (URL.canParse(origin) ? new URL(origin).host : null);

/**
 * Refuses what another site's page sends in a visitor's name. The cookie is SameSite=Lax already; this is the second lock, by what
 * browsers say of a request (Origin, Sec-Fetch-*). Programs say neither, and have no cookie to borrow. What changes something must
 * come from our own page; what is only read may be opened from outside (a link in a chat), but not drawn into another page.
 */
export const refuseForeign = ({ method, url, headers }: FastifyRequest): void => {
  const site = headers['sec-fetch-site'];
  const foreign = site !== undefined && site !== 'same-origin' && site !== 'none';
  if (!SAFE.has(method)) {
    if (headers.origin !== undefined ? hostOf(headers.origin) !== headers.host : foreign) refuse('not-permitted');
    return;
  }
  const navigates = headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document';
  if (foreign && !navigates && url.startsWith('/api/')) refuse('not-permitted');
};
