import type { Server } from 'node:http';
import type { FastifyHttpOptions, FastifyInstance } from 'fastify';

/** How long a client may take, in milliseconds. */
export type Patience = {
  /** For its headers. */
  headers: number;
  /** For a whole request: 50 MB over a slow line of the county. */
  request: number;
  /** Without a byte in either direction; live updates send a sign of life more often. */
  silence: number;
};
export const usualPatience: Patience = { headers: 20_000, request: 300_000, silence: 120_000 };

// A cookie, a dozen headers of the browser and as many of a proxy.
const MOST_HEADERS = 100;
const HEADER_BYTES = 16 * 1024;
const MOST_CONNECTIONS = 5000;
const CHECK_EVERY_MS = 5000;

/** JSON of an operation; a pasted plan of a million characters is the largest. */
export const JSON_LIMIT = 4 * 1024 * 1024;

/** Options under which nobody holds a connection by sending slowly, and nothing is read without end. */
export const limitedServer = (patience: Patience) =>
  ({
    bodyLimit: JSON_LIMIT,
    requestTimeout: patience.request,
    connectionTimeout: patience.silence,
    keepAliveTimeout: 72_000,
    http: {
      maxHeaderSize: HEADER_BYTES,
      headersTimeout: patience.headers,
      connectionsCheckingInterval: Math.min(CHECK_EVERY_MS, patience.headers),
    },
    // A body that reaches for the prototype is refused, not cleaned (these are Fastify's own defaults, relied on here).
    onProtoPoisoning: 'error',
    onConstructorPoisoning: 'error',
  }) satisfies FastifyHttpOptions<Server>;

/**
 * While an answer is being worked out neither side has anything to say: raising a bureau or taking in half a million rows may be longer
 * than a client is waited for, and on a slow machine is. The clock goes on with the answer. Live updates show signs of life, and what is
 * injected has no line.
 */
export const waitForAnswers = (app: FastifyInstance, { silence }: Patience): void => {
  app.addHook('preHandler', async ({ raw, headers }) => {
    if (headers.accept !== 'text/event-stream') raw.socket.setTimeout?.(0);
  });
  app.addHook('onSend', async ({ raw }, _, payload) => {
    raw.socket.setTimeout?.(silence);
    return payload;
  });
};

export const limitConnections = (app: FastifyInstance): void => {
  app.server.maxHeadersCount = MOST_HEADERS;
  app.server.maxConnections = MOST_CONNECTIONS;
};
