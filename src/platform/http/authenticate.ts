import type { FastifyRequest } from 'fastify';
import { refuse } from '../../kernel/refusal';
import type { Actor } from '../operation';
import { permitsOperation } from '../permits-operation';
import { noteTenant } from './observe';
import { rememberActors } from './remember-actors';
import { sessionTokenOf } from './session-cookie';
import type { TrustedProxy } from './trusted-proxy';

type Find = (token: string, quiet: boolean) => Promise<Actor | null>;

/** The ways in which a request can say who acts. */
export type Doors = {
  /** From a session's token to its holder; null where it is unknown or over. `quiet`: nobody is at the page, it asks by itself. */
  authenticate: Find;
  /** From an API token to its holder, with `actor.token` set; without it there are no API tokens. */
  authenticateApiToken?: Find;
  /** A reverse proxy that signs people in; nobody is believed where it is not set. */
  proxy?: TrustedProxy | null;
  /** How long a holder is remembered; 0 where the clock and the posts are changed behind the server's back. */
  rememberMs?: number;
};

/** Who calls: `sessionToken` only for somebody with a session of their own, never for a program. */
export type Caller = { actor: Actor | null; sessionToken?: string };

export type Authentication = {
  callerOf: (request: FastifyRequest) => Promise<Caller>;
  /** For addresses that are no operations: they count as `<subject>.get` or, changing something, `<subject>.post` for a token. */
  actorFor: (subject: string) => (request: FastifyRequest) => Promise<Actor | null>;
  /** Somebody's rights may have changed. */
  forget: () => void;
};

// A reverse proxy's own password (`Basic …`) is none of our business.
export const isBearer = (request: FastifyRequest): boolean => /^bearer /i.test(request.headers.authorization ?? '');

const bearerOf = (request: FastifyRequest): string => request.headers.authorization!.slice('bearer '.length).trim();

/** A page that refreshes itself while nobody touches it does not keep the session from ending. */
const asksQuietly = (request: FastifyRequest): boolean =>
  request.headers['x-quiet'] === '1' || request.routeOptions.config.endless === true;

/** What the trusted proxy says; null where the request has not come from it: a header alone proves nothing. */
export const proxyLoginOf = (request: FastifyRequest, proxy: TrustedProxy | null | undefined): string | null => {
  if (!proxy?.trusts(request.socket.remoteAddress)) return null;
  const login = request.headers[proxy.header];
  return typeof login === 'string' && login.trim() !== '' ? login.trim() : null;
};

/**
 * From a request to who acts. A bearer token stands alone: with one, no cookie is looked at. Behind a trusted proxy a session
 * is not used by anybody else than the person whom the proxy names.
 */
export function authentication(doors: Doors): Authentication {
  const sessions = rememberActors(doors.authenticate, doors.rememberMs);
  const tokens = rememberActors(doors.authenticateApiToken ?? (async () => null), doors.rememberMs);
  const find = async (request: FastifyRequest): Promise<Caller> => {
    if (isBearer(request)) return { actor: await tokens.of(bearerOf(request)) };
    const sessionToken = sessionTokenOf(request);
    if (!sessionToken) return { actor: null };
    const actor = await sessions.of(sessionToken, asksQuietly(request));
    const named = proxyLoginOf(request, doors.proxy);
    if (actor && named !== null && named !== (actor.signOnName ?? actor.login)) return { actor: null };
    return { actor, sessionToken };
  };
  const callerOf = async (request: FastifyRequest): Promise<Caller> => {
    const caller = await find(request);
    if (caller.actor) noteTenant(request, caller.actor.tenantId);
    return caller;
  };
  return {
    callerOf,
    actorFor: subject => async request => {
      const { actor } = await callerOf(request);
      const kind = request.method === 'GET' ? 'read' : 'write';
      const name = `${subject}.${request.method.toLowerCase()}`;
      if (actor?.token && !permitsOperation(actor.token.scopes, { name, kind }))
        refuse('beyond-token', { operation: name });
      return actor;
    },
    forget: () => {
      sessions.forget();
      tokens.forget();
    },
  };
}
