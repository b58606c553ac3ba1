import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Log } from '../observing/log';
import type { Metrics } from '../observing/metrics';
import type { Readiness } from '../observing/readiness';
import type { Tracing } from '../observing/trace';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The operation behind an address. */
    operation?: string;
    /** An answer that lasts as long as the page is open: no request to wait for, and no duration to measure. */
    endless?: boolean;
  }
}

/** What looks on while a server works. Each part may be missing: a test wants none. */
export type Observing = {
  log: Log;
  metrics: Metrics;
  readiness: Readiness;
  tracing: Tracing | null;
  /** Does the access line carry the visitor's address? */
  logAddress: boolean;
  /** Needed for /metrics and the details of /readyz; null: this machine alone. */
  token: string | null;
};

const tenants = new WeakMap<FastifyRequest, string>();

/** Remembers of which body the caller is, for the access line: its number, never who. */
export const noteTenant = (request: FastifyRequest, tenantId: string): void => void tenants.set(request, tenantId);

const refusals = new WeakMap<FastifyRequest, string>();

/** Why a request was refused: the code of the catalogue, which says nothing of what was asked. */
export const noteRefusal = (request: FastifyRequest, code: string): void => void refusals.set(request, code);

const running = new WeakMap<FastifyInstance, Map<FastifyRequest, number>>();
const stopping = new WeakSet<FastifyInstance>();

/** From now on every answer is the last one of its connection. */
export const noteStopping = (app: FastifyInstance): void => void stopping.add(app);

/** How many requests have not been answered to the end yet. */
export const runningRequests = (app: FastifyInstance): number => running.get(app)?.size ?? 0;

/** The name under which a request is counted; of all other addresses together there are few. */
const operationOf = ({ routeOptions }: FastifyRequest): string => {
  const { operation } = routeOptions.config;
  if (operation) return operation;
  const { url } = routeOptions;
  return url && !url.includes('*') ? url : 'web';
};

/** All that its connection has carried so far; 0 where there is none (an injected request). */
const sentOn = ({ raw }: FastifyRequest): number => raw.socket?.bytesWritten ?? 0;

/**
 * An id in every answer; a line, a figure and a span for every request. The line has the operation's name, never an address
 * with what somebody looked for, a body, a name or a token.
 */
export function observe(
  app: FastifyInstance,
  observing: Observing | undefined,
  trustsProxy: (address: string | undefined) => boolean,
): void {
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id);
    // Once reached over https, the browser does not come back without.
    if (request.protocol === 'https') reply.header('strict-transport-security', 'max-age=31536000');
    if (observing?.tracing && !request.routeOptions.config.endless) {
      const parent = trustsProxy(request.socket.remoteAddress) ? request.headers.traceparent : undefined;
      observing.tracing.begin(request.id, request.method, typeof parent === 'string' ? parent : undefined);
    }
    done();
  });
  if (!observing) return;
  const { log, metrics, tracing, logAddress } = observing;
  // With what its connection had carried before.
  const answering = new Map<FastifyRequest, number>();
  const endless = new Set<FastifyRequest>();
  running.set(app, answering);
  app.addHook('onRequest', (request, _reply, done) => {
    if (request.routeOptions.config.endless) endless.add(request);
    else answering.set(request, sentOn(request));
    done();
  });
  // Who is answered while the server stops comes back on another connection.
  app.addHook('onSend', (_request, reply, payload, done) => {
    if (stopping.has(app)) reply.header('connection', 'close');
    done(null, payload);
  });
  metrics.gauge('luoshi_requests_running', 'Requests that are being answered', () => runningRequests(app));
  metrics.gauge('luoshi_live_clients', 'Pages that are told of changes', () => endless.size);
  app.addHook('onResponse', (request, reply, done) => {
    if (endless.delete(request)) return done();
    const before = answering.get(request) ?? 0;
    answering.delete(request);
    const operation = operationOf(request);
    const { statusCode: status, elapsedTime } = reply;
    const tenantId = tenants.get(request) ?? null;
    metrics.request(operation, status, elapsedTime);
    if (status === 500) metrics.failure(operation);
    const refusal = refusals.get(request);
    if (refusal) metrics.refusal(refusal);
    tracing?.end(request.id, { operation, status, tenantId });
    log.info(
      {
        method: request.method,
        operation,
        status,
        refusal,
        ms: Math.round(elapsedTime * 10) / 10,
        bytes: sentOn(request) - before,
        // Gone before the answer was.
        ...(!reply.raw.writableFinished && { aborted: true }),
        tenant: tenantId ?? undefined,
        request: request.id,
        ...(logAddress && { address: request.ip }),
      },
      'request',
    );
    done();
  });
}
