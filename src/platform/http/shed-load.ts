import type { FastifyInstance } from 'fastify';
import { refuse } from '../../kernel/refusal';

// The database has some dozen connections: this many wait for several seconds already.
const MOST_AT_WORK = 1000;

/**
 * Under more than it can carry the server says so at once (`unavailable`, with Retry-After) instead of letting everybody wait until
 * they give up and ask again. Whether it is alive can still be asked.
 */
export function shedLoad(app: FastifyInstance, most = MOST_AT_WORK): void {
  let busy = 0;
  app.addHook('onRequest', async (request, reply) => {
    // Live updates stay open for hours and cost next to nothing.
    if (!request.url.startsWith('/api/') || request.headers.accept === 'text/event-stream') return;
    if (busy >= most) refuse('unavailable');
    busy += 1;
    let ended = false;
    const end = () => {
      if (!ended) busy -= 1;
      ended = true;
    };
    // Answered, or gone before the answer.
    reply.raw.once('finish', end).once('close', end);
  });
}
