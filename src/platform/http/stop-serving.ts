import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { noteStopping, runningRequests } from './observe';

const LOOK_MS = 50;
// What has just been written is on its way out.
const PARTING_MS = 100;

/**
 * Stops in order: no new connections, running requests get their time; those that have not ended after `seconds` are cut off.
 * Then all connections are closed, also those that browsers open without a request. Answers how many requests were cut off.
 */
export async function stopServing(app: FastifyInstance, seconds: number): Promise<number> {
  const until = performance.now() + seconds * 1000;
  noteStopping(app);
  const closed = app.close();
  while (runningRequests(app) > 0 && performance.now() < until) await sleep(LOOK_MS);
  const cut = runningRequests(app);
  if (cut === 0) await sleep(PARTING_MS);
  app.server.closeAllConnections();
  await closed;
  return cut;
}
