import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { refuse } from '../../kernel/refusal';
import { pageHeaders, workerHeaders } from './safe-headers';

// `html.cspNonce` of vite.config.ts.
const NONCE_PLACE = '__NONCE__';

/** The built web app: hashed files for a year, and its one page for every other address (the address is the state). */
export async function serveWeb(app: FastifyInstance, folder: string) {
  const [before = '', ...after] = (await readFile(join(folder, 'index.html'), 'utf8')).split(NONCE_PLACE);
  await app.register(fastifyStatic, {
    root: join(folder, 'assets'),
    prefix: '/assets/',
    immutable: true,
    maxAge: '365d',
    preCompressed: true,
  });
  const worker = await readFile(join(folder, 'offline-shell.js'), 'utf8').catch(() => null);
  if (worker !== null)
    app.get('/offline-shell.js', async (_, reply) =>
      reply.headers(workerHeaders).type('text/javascript; charset=utf-8').send(worker),
    );
  app.setNotFoundHandler(async (request, reply) => {
    const isPage = request.method === 'GET' || request.method === 'HEAD';
    if (!isPage || request.url.startsWith('/assets/')) return refuse('not-found');
    const { nonce, headers } = pageHeaders();
    return reply
      .headers(headers)
      .type('text/html; charset=utf-8')
      .send([before, ...after].join(nonce));
  });
}
