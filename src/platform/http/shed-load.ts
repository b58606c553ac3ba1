import type { FastifyInstance } from 'fastify';
import { refuse } from '../../kernel/refusal';

export type Load = {
  /** Requests at work at once; the database has some dozen connections, so these wait for several seconds already. */
  most: number;
  /** So late a timer may come: the process is busy with something that gives nobody else a turn. */
  lateMs: number;
};
const usual: Load = { most: 1000, lateMs: 3000 };

const LOOK_EVERY_MS = 500;

/**
 * Under more than it can carry the server says so at once (`unavailable`, with Retry-After) instead of letting everybody wait until
 * they give up and ask again. Whether it is alive can still be asked.
 */
export function shedLoad(app: FastifyInstance, { most, lateMs }: Load = usual): void {
  let busy = 0;
  let late = 0;
  let due = performance.now() + LOOK_EVERY_MS;
  const look = setInterval(() => {
    const now = performance.now();
    late = Math.max(0, now - due);
    due = now + LOOK_EVERY_MS;
  }, LOOK_EVERY_MS).unref();
  app.addHook('onClose', async () => clearInterval(look));
  app.addHook('onRequest', async (request, reply) => {
    if (!request.url.startsWith('/api/')) return;
    if (busy >= most || late > lateMs) refuse('unavailable');
    // Live updates stay open for hours and cost next to nothing.
    if (request.headers.accept === 'text/event-stream') return;
    busy += 1;
    reply.raw.once('close', () => {
      busy -= 1;
    });
  });
}
