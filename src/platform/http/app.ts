import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import Fastify, { type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import { Refusal, refuse } from '../../kernel/refusal';
import { type FileHolder, findFileAmong } from '../files/readable-file';
import { type Intake, PLAIN_INTAKE } from '../files/take-in';
import { addressOf, Download, type Operation, SessionChange } from '../operation';
import { type House, runOperation } from '../run-operation';
import { authentication, type Doors, isBearer } from './authenticate';
import { serveFiles } from './file-routes';
import { serveHealth } from './health-routes';
import { type Observing, observe } from './observe';
import { describeApi } from './openapi';
import { replyWithError } from './reply-with-error';
import { requestIds } from './request-id';
import type { Route } from './route';
import { serveWeb } from './serve-web';
import { deviceOf, setDeviceCookie, setSessionCookie } from './session-cookie';

export { SESSION_COOKIE } from './session-cookie';

const JSON_LIMIT = 2 * 1024 * 1024;

export type AppOptions = Doors & {
  house: House;
  operations: readonly Operation[];
  routes: readonly Route[];
  /** What holds files says who reads them. */
  fileHolders: readonly FileHolder[];
  /** How uploads are taken in: limit, virus scanner. */
  intake?: Intake;
  /** The built web app; null where only the API is served. */
  webFolder: string | null;
  /** Log, figures, traces, readiness; a test wants none. */
  observing?: Observing;
  /** The proxies whose X-Forwarded-* and X-Request-Id are believed. */
  trustsProxy?: (address: string | undefined) => boolean;
};

/** The whole server short of listening, so that tests inject requests. */
export async function buildApp(options: AppOptions): Promise<FastifyInstance> {
  const { observing, trustsProxy = () => false } = options;
  const app = Fastify({
    ...(observing ? { loggerInstance: observing.log as FastifyBaseLogger } : { logger: false }),
    logController: new Fastify.LogController({ disableRequestLogging: true, requestIdLogLabel: 'request' }),
    requestIdHeader: false,
    genReqId: requestIds(trustsProxy),
    trustProxy: trustsProxy,
    bodyLimit: JSON_LIMIT,
    // A running request gets its time when the server stops; see stop-serving.ts.
    forceCloseConnections: observing ? 'idle' : true,
    routerOptions: { maxParamLength: 500 },
  });
  observe(app, observing, trustsProxy);
  await app.register(helmet, {
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        // antd writes its styles at run time.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        connectSrc: ["'self'"],
        frameAncestors: ["'none'"],
        // The default installation is plain http on the own machine: nothing to upgrade to.
        upgradeInsecureRequests: null,
      },
    },
    strictTransportSecurity: false,
  });
  await app.register(cookie);
  await app.register(compress, { threshold: 2048, encodings: ['gzip', 'identity'] });
  await app.register(rateLimit, {
    global: false,
    errorResponseBuilder: (_request, context) =>
      new Refusal('too-many-requests', { seconds: Math.ceil(context.ttl / 1000) }),
  });
  await app.register(multipart);
  app.setErrorHandler(replyWithError);

  const who = authentication(options);
  app.addHook('onRequest', async request => {
    // The cookie is SameSite=Lax already; a write from a foreign page is refused a second time by its origin. With a
    // bearer token no cookie is looked at, so there is nothing to borrow.
    if (isBearer(request)) return;
    const origin = request.headers.origin;
    if (request.method === 'POST' && origin && hostOf(origin) !== request.headers.host) refuse('not-permitted');
  });

  for (const operation of options.operations) {
    app.route({
      method: operation.kind === 'read' ? 'GET' : 'POST',
      url: addressOf(operation.name),
      config: {
        operation: operation.name,
        ...(operation.perMinute && { rateLimit: { max: operation.perMinute, timeWindow: 60_000 } }),
      },
      handler: async (request, reply) => {
        const { actor, sessionToken } = await who.callerOf(request);
        const input = operation.kind === 'read' ? request.query : request.body;
        const output = await runOperation(options.house, operation, actor, input, {
          requestId: request.id,
          address: request.ip,
          userAgent: request.headers['user-agent'],
          device: deviceOf(request),
          sessionToken,
        });
        if (operation.kind === 'write') who.forget();
        if (output instanceof SessionChange) {
          setSessionCookie(request, reply, output.token);
          if (output.device) setDeviceCookie(request, reply, output.device);
          return output.output ?? null;
        }
        if (output instanceof Download) {
          reply.header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(output.name)}`);
          reply.type(output.mediaType);
          return reply.send(output.body);
        }
        return output ?? null;
      },
    });
  }

  serveFiles(
    app,
    options.house,
    who.actorFor('files'),
    findFileAmong(options.fileHolders),
    options.intake ?? PLAIN_INTAKE,
  );
  for (const route of options.routes) route.serve(app, options.house, who);
  serveHealth(app, observing);
  const description = describeApi(options.operations, options.routes);
  app.get('/api/openapi.json', async () => description);
  app.all('/api/*', async () => refuse('not-found'));
  if (options.webFolder) await serveWeb(app, options.webFolder);
  return app;
}

/** `null` for the origin that a sandboxed or local page sends. */
const hostOf = (origin: string): string | null => (URL.canParse(origin) ? new URL(origin).host : null);
