import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Observing } from './observe';

// Where a proxy stands between, the visitor may be anybody although the connection comes from this machine.
const PASSED_ON = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip', 'via'];
const LOOPBACK = /^(127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/;

/** May this request see figures and reasons? With a token: who has it. Without: a direct visit from this machine. */
export function mayLook(request: FastifyRequest, token: string | null): boolean {
  if (token === null)
    return (
      LOOPBACK.test(request.socket.remoteAddress ?? '') && PASSED_ON.every(name => request.headers[name] === undefined)
    );
  const given = /^bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';
  return timingSafeEqual(hashOf(given), hashOf(token));
}

// Of one length whatever was given.
const hashOf = (text: string): Buffer => createHash('sha256').update(text).digest();

/**
 * `/healthz`: the process answers. `/readyz`: it can do its work, 503 where it cannot; which check fails is for everybody, why
 * only for who may look. `/metrics`: for Prometheus, not for everybody.
 */
export function serveHealth(app: FastifyInstance, observing: Observing | undefined): void {
  app.get('/healthz', async () => ({ status: 'ok' }));
  if (!observing) return;
  const { readiness, metrics, token } = observing;
  app.get('/readyz', async (request, reply) => {
    const looked = await readiness.look();
    const failing = looked.filter(({ reason }) => reason !== null);
    const isReady = failing.every(({ level }) => level === 'warns');
    reply.header('cache-control', 'no-store').status(isReady ? 200 : 503);
    const status = isReady ? 'ready' : 'not-ready';
    if (!mayLook(request, token)) return { status, failing: failing.map(({ name }) => name) };
    return { status, checks: Object.fromEntries(looked.map(({ name, reason }) => [name, reason ?? 'ok'])) };
  });
  app.get('/metrics', async (request, reply) => {
    // As if there were nothing: whoever may not look need not know.
    if (!mayLook(request, token)) return reply.callNotFound();
    return reply
      .header('cache-control', 'no-store')
      .type(metrics.contentType)
      .send(await metrics.text());
  });
}
