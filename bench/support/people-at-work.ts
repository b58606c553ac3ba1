import autocannon from 'autocannon';
import { SESSION_COOKIE } from '../../src/platform/http/session-cookie';
import type { Crowd } from './crowd';

export type MixedLoad = { perSecond: number; p50: number; p95: number; p99: number; errors: number; requests: number };

type Person = Crowd[number];

/** What one person's next request is: reads and writes as an office mixes them; `turn` counts that person's requests. */
const requestOf = (person: Person, year: number, turn: number): Partial<autocannon.Request> => {
  const get = (path: string) => ({ method: 'GET' as const, path });
  const post = (path: string, body: unknown) => ({ method: 'POST' as const, path, body: JSON.stringify(body) });
  const taskId = person.taskIds[turn % person.taskIds.length]!;
  const lights = ['red', 'yellow', 'green'];
  switch (turn % 10) {
    case 0:
      return get('/api/tasks/todo');
    case 1:
    case 2:
      return get(`/api/tasks/list?year=${year}`);
    case 3:
      return get(`/api/tasks/list?year=${year}&light=${lights[turn % 3]}&sort=due`);
    case 4:
    case 5:
      return get(`/api/tasks/get?taskId=${taskId}`);
    case 6:
      return get(`/api/tasks/list?year=${year}&q=${encodeURIComponent(turn % 20 < 10 ? '校车' : '营养餐')}`);
    case 7:
      return get('/api/org/me');
    default:
      return post('/api/tasks/comment', { taskId, kind: 'comment', body: `第${turn}次进展已核` });
  }
};

/**
 * Two hundred people, a connection and a session each, together at `rate` requests a second for `seconds`. Every answer that is
 * not 2xx is an error. Times are those of the answers.
 */
export async function peopleAtWork(
  url: string,
  crowd: Crowd,
  { year, rate, seconds }: { year: number; rate: number; seconds: number },
): Promise<MixedLoad> {
  const times: number[] = [];
  let failed = 0;
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    let joined = 0;
    const run = autocannon(
      {
        url,
        connections: crowd.length,
        duration: seconds,
        overallRate: rate,
        setupClient: client => {
          const place = joined % crowd.length;
          const person = crowd[place]!;
          joined += 1;
          const headers = { cookie: `${SESSION_COOKIE}=${person.token}`, 'content-type': 'application/json' };
          // Not everybody begins the day with the same page.
          const round = Array.from({ length: 20 }, (_, n) => ({ ...requestOf(person, year, place * 7 + n), headers }));
          client.setRequests(round as autocannon.Request[]);
        },
      },
      (error, done) => (error ? reject(error) : resolve(done)),
    );
    run.on('response', (_client, status, _bytes, time) => {
      if (status < 200 || status > 299) failed += 1;
      times.push(time);
    });
  });
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN;
  return {
    perSecond: times.length / seconds,
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    errors: failed + result.errors + result.timeouts,
    requests: times.length,
  };
}
