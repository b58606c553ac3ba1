import autocannon from 'autocannon';
import { SESSION_COOKIE } from '../../src/platform/http/session-cookie';
import type { Crowd } from './crowd';

export type MixedLoad = { perSecond: number; p50: number; p95: number; p99: number; errors: number; requests: number };

type Person = Crowd[number];

/**
 * What one person's next request is: of twenty, seven look at the ledger, six at a task, three write, one each looks at the
 * to-do list, searches, looks at a history and begins a page. `turn` counts that person's requests.
 */
const requestOf = (person: Person, year: number, turn: number): Partial<autocannon.Request> => {
  const get = (path: string) => ({ method: 'GET' as const, path });
  const post = (path: string, body: unknown) => ({ method: 'POST' as const, path, body: JSON.stringify(body) });
  const taskId = person.taskIds[turn % person.taskIds.length]!;
  const lights = ['red', 'yellow', 'green'];
  switch (turn % 20) {
    case 0:
      return get('/api/tasks/todo');
    case 1:
      return get(`/api/tasks/list?year=${year}&q=${encodeURIComponent(turn % 40 < 20 ? '校车' : '深化特殊教育')}`);
    case 2:
      return get('/api/org/me');
    case 3:
      return get(`/api/tasks/history?taskId=${taskId}`);
    case 4:
    case 5:
    case 6:
      return get(`/api/tasks/list?year=${year}`);
    case 7:
    case 8:
    case 9:
    case 10:
      return get(`/api/tasks/list?year=${year}&light=${lights[turn % 3]}&sort=due`);
    case 11:
    case 12:
    case 13:
    case 14:
    case 15:
    case 16:
      return get(`/api/tasks/get?taskId=${taskId}`);
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
