import rateLimit, {
  type FastifyRateLimitStore,
  type FastifyRateLimitStoreCtor,
  normalizeIP,
  type RateLimitOptions,
} from '@fastify/rate-limit';
import type { FastifyBaseLogger, FastifyInstance, FastifyRequest } from 'fastify';
import { Refusal } from '../../kernel/refusal';
import type { Db } from '../database/connect';
import type { Authentication } from './authenticate';
import { countCall, NOBODY, WINDOW_MS } from './count-call';

// Callers of one operation that are over their limit at the same time; beyond, the database is simply asked again.
const MOST_REFUSED = 10_000;

// As the plugin calls it: its types speak of a route where it hands over the route's settings.
type Store = Omit<FastifyRateLimitStore, 'child'> & { child: (route: { routeInfo: { url: string } }) => Store };

/** Counts in the database, so that all servers count together. Asked only for what has a limit. */
const storeOf = (db: Db, log: FastifyBaseLogger, operation: string): Store => {
  // Whoever is over the limit is refused until the minute is over, without a statement for each further try.
  const refused = new Map<string, { current: number; until: number }>();
  const count = async (key: string, max: number) => {
    const now = Date.now();
    const known = refused.get(key);
    if (known && known.until > now) return { current: known.current, ttl: known.until - now };
    refused.delete(key);
    const [tenantId = NOBODY, caller = ''] = key.split(' ');
    const { calls, since } = await countCall(db, tenantId, { caller, operation }, now);
    const until = since + WINDOW_MS;
    if (calls > max) {
      if (refused.size >= MOST_REFUSED) refused.clear();
      refused.set(key, { current: calls, until });
    }
    return { current: calls, ttl: Math.max(0, until - now) };
  };
  return {
    incr: (key, done, _window, max) => {
      count(key, max).then(
        counted => done(null, counted),
        error => {
          log.warn({ err: error }, 'call not counted');
          done(error);
        },
      );
    },
    child: ({ routeInfo }) => storeOf(db, log, routeInfo.url),
  };
};

const addressKey = ({ ip }: FastifyRequest): string => `${NOBODY} ${normalizeIP(ip)}`;

/** A person, by however many sessions and tokens; a stranger by address. Not by what a request may make up. */
const personKey =
  (who: Authentication) =>
  async (request: FastifyRequest): Promise<string> => {
    const { actor } = await who.callerOf(request);
    return actor ? `${actor.tenantId} ${actor.userId}` : addressKey(request);
  };

/**
 * Refuses with `too-many-requests` what a route is asked for more than `config.rateLimit.max` times a minute, over all servers. Where the
 * count itself fails, the call goes on: it meets the same database, and guessing is stopped by the lock-out, not by this.
 */
export const limitCalls = async (app: FastifyInstance, db: Db): Promise<void> => {
  class Counts {
    constructor() {
      Object.assign(this, storeOf(db, app.log, ''));
    }
  }
  await app.register(rateLimit, {
    global: false,
    store: Counts as unknown as FastifyRateLimitStoreCtor,
    keyGenerator: addressKey,
    skipOnError: true,
    errorResponseBuilder: (_request, context) =>
      new Refusal('too-many-requests', { seconds: Math.ceil(context.ttl / 1000) }),
  });
};

/** Guessing is counted by address; work of the signed-in by person, since a whole office shares one address. */
export const perMinute = (max: number, open: boolean, who: Authentication): RateLimitOptions => ({
  max,
  timeWindow: WINDOW_MS,
  keyGenerator: open ? addressKey : personKey(who),
});
