import { randomUUID } from 'node:crypto';
import autocannon from 'autocannon';
import { SESSION_COOKIE } from '../../src/platform/http/session-cookie';
import type { Crowd } from './crowd';

/**
 * One write after the other on ten connections: a comment with its lock, its audit row and its mark on the task. `keyed`: each under a key
 * of its own, as browsers send them.
 */
export async function writeLoad(
  address: string,
  people: Crowd,
  seconds: number,
  keyed = false,
): Promise<{ perSecond: number; p95: number; errors: number }> {
  const times: number[] = [];
  let failed = 0;
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    let joined = 0;
    const run = autocannon(
      {
        url: address,
        connections: people.length,
        duration: seconds,
        setupClient: client => {
          const { token, taskIds } = people[joined % people.length]!;
          joined += 1;
          const headers = { cookie: `${SESSION_COOKIE}=${token}`, 'content-type': 'application/json' };
          const write = (taskId: string) => ({
            method: 'POST' as const,
            path: new URL(address).pathname,
            headers,
            body: JSON.stringify({ taskId, kind: 'comment', body: '已核，继续推进' }),
            setupRequest: (request: autocannon.Request) => ({
              ...request,
              headers: { ...headers, [keyed ? 'idempotency-key' : 'x-no-key']: randomUUID() },
            }),
          });
          client.setRequests(taskIds.map(write) as autocannon.Request[]);
        },
      },
      (error, done) => (error ? reject(error) : resolve(done)),
    );
    run.on('response', (_client, status, _bytes, time) => {
      if (status !== 200) failed += 1;
      times.push(time);
    });
  });
  times.sort((a, b) => a - b);
  return {
    perSecond: times.length / seconds,
    p95: times[Math.floor(times.length * 0.95)] ?? Number.NaN,
    errors: failed + result.errors + result.timeouts,
  };
}
