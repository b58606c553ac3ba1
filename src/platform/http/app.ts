import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import multipart from '@fastify/multipart';
import Fastify, { type FastifyBaseLogger, type FastifyInstance, type FastifyRequest } from 'fastify';
import { refuse } from '../../kernel/refusal';
import { stopApart } from '../apart/work-apart';
import { type FileHolder, findFileAmong } from '../files/readable-file';
import { type Intake, PLAIN_INTAKE } from '../files/take-in';
import { addressOf, type Change, Download, type Operation, SessionChange, Verbatim } from '../operation';
import { type House, runOperation } from '../run-operation';
import { answerClientError } from './answer-client-error';
import { disposition } from './attachment';
import { authentication, type Doors, isBearer } from './authenticate';
import { serveFiles } from './file-routes';
import { serveHealth } from './health-routes';
import { limitCalls, perMinute } from './limit-calls';
import { type Observing, observe } from './observe';
import { describeApi } from './openapi';
import { refuseForeign } from './refuse-foreign';
import { replyWithError } from './reply-with-error';
import { requestIds } from './request-id';
import type { Route } from './route';
import { bareHeaders, safeHeaders } from './safe-headers';
import { serveWeb } from './serve-web';
import { limitConnections, limitedServer, type Patience, usualPatience, waitForAnswers } from './server-limits';
import { deviceOf, setDeviceCookie, setSessionCookie } from './session-cookie';
import { shedLoad } from './shed-load';

export { SESSION_COOKIE } from './session-cookie';

export type AppOptions = Doors & {
  house: House;
  operations: readonly Operation[];
  routes: readonly Route[];
  /** What holds files says who reads them. */
  fileHolders: readonly FileHolder[];
  /** How uploads are taken in: limit, virus scanner. */
  intake?: Intake;
  /** Could somebody's rights be others after this? Then nobody is remembered. Without it, after every write. */
  touchesRights?: (change: Change) => boolean;
  /** The built web app; null where only the API is served. */
  webFolder: string | null;
  /** Log, figures, traces, readiness; a test wants none. */
  observing?: Observing;
  /** The proxies whose X-Forwarded-* and X-Request-Id are believed. */
  trustsProxy?: (address: string | undefined) => boolean;
  /** How long a slow client is waited for. */
  patience?: Patience;
};

// Twice in one request it is joined by a comma, and is then another key.
const keyOf = ({ headers }: FastifyRequest): string | undefined => headers['idempotency-key']?.toString();

/** The whole server short of listening, so that tests inject requests. */
export async function buildApp(options: AppOptions): Promise<FastifyInstance> {
  const { observing, trustsProxy = () => false, touchesRights = () => true, patience = usualPatience } = options;
  const app = Fastify({
    ...(observing ? { loggerInstance: observing.log as FastifyBaseLogger } : { logger: false }),
    logController: new Fastify.LogController({ disableRequestLogging: true, requestIdLogLabel: 'request' }),
    requestIdHeader: false,
    genReqId: requestIds(trustsProxy),
    trustProxy: trustsProxy,
    ...limitedServer(patience),
    clientErrorHandler: answerClientError,
    frameworkErrors: (error, request, reply) => replyWithError(error, request, reply.headers(bareHeaders)),
    // A running request gets its time when the server stops; see stop-serving.ts.
    forceCloseConnections: observing ? 'idle' : true,
    routerOptions: { maxParamLength: 500 },
  });
  observe(app, observing, trustsProxy);
  limitConnections(app);
  waitForAnswers(app, patience);
  await safeHeaders(app);
  await app.register(cookie);
  await app.register(compress, {
    threshold: 2048,
    encodings: ['gzip', 'identity'],
    globalDecompression: false,
    // Up to here (bytes) in one go: a stream for each answer costs more than the compression.
    syncThreshold: 65_536,
  });
  await limitCalls(app, options.house.db);
  // What is not JSON is not taken for text either.
  app.removeContentTypeParser('text/plain');
  await app.register(multipart, { limits: { fields: 5, fieldSize: 1024 * 1024, parts: 6, headerPairs: 20 } });
  app.setErrorHandler(replyWithError);

  const who = authentication(options);
  const house: House = {
    ...options.house,
    told: news => {
      if (news.changes.some(touchesRights)) who.forget();
      options.house.told?.(news);
    },
  };
  shedLoad(app);
  app.addHook('onClose', stopApart);
  app.addHook('onRequest', async request => {
    // With a bearer token no cookie is looked at, so there is nothing to borrow.
    if (!isBearer(request)) refuseForeign(request);
  });

  for (const operation of options.operations) {
    app.route({
      method: operation.kind === 'read' ? 'GET' : 'POST',
      url: addressOf(operation.name),
      config: {
        operation: operation.name,
        ...(operation.perMinute && {
          rateLimit: perMinute(operation.perMinute, operation.open === true, who),
        }),
      },
      handler: async (request, reply) => {
        const { actor, sessionToken } = await who.callerOf(request);
        const input = operation.kind === 'read' ? request.query : request.body;
        const output = await runOperation(house, operation, actor, input, {
          requestId: request.id,
          address: request.ip,
          userAgent: request.headers['user-agent'],
          device: deviceOf(request),
          sessionToken,
          key: keyOf(request),
        });
        if (output instanceof SessionChange) {
          setSessionCookie(request, reply, output.token);
          if (output.device) setDeviceCookie(request, reply, output.device);
          return output.output ?? null;
        }
        if (output instanceof Download) {
          reply.header('content-disposition', disposition(output.name));
          reply.type(output.mediaType);
          return reply.send(output.body);
        }
        if (output instanceof Verbatim) return reply.type('application/json; charset=utf-8').send(output.json);
        return output ?? null;
      },
    });
  }

  serveFiles(app, house, who.actorFor('files'), findFileAmong(options.fileHolders), options.intake ?? PLAIN_INTAKE);
  for (const route of options.routes) route.serve(app, house, who);
  serveHealth(app, observing);
  const description = describeApi(options.operations, options.routes);
  app.get('/api/openapi.json', async () => description);
  app.all('/api/*', async () => refuse('not-found'));
  if (options.webFolder) await serveWeb(app, options.webFolder);
  else app.setNotFoundHandler(async () => refuse('not-found'));
  return app;
}
