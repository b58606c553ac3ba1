import type { FastifyInstance } from 'fastify';

/**
 * Stops in order: no new connections, those without a request are closed, running requests get their time. What has not ended
 * after `seconds` is cut off. Answers how many connections that were.
 */
export async function stopServing(app: FastifyInstance, seconds: number): Promise<number> {
  let cut = 0;
  const closed = app.close();
  const timer = setTimeout(async () => {
    cut = await new Promise<number>(resolve => app.server.getConnections((error, count) => resolve(error ? 0 : count)));
    app.server.closeAllConnections();
  }, seconds * 1000);
  await closed;
  clearTimeout(timer);
  return cut;
}
