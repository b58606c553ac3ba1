import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { SESSION_COOKIE } from '../../src/platform/http/session-cookie';
import type { Crowd } from './crowd';

export type MixedLoad = { perSecond: number; p50: number; p95: number; p99: number; errors: number; requests: number };

type Person = Crowd[number];
type Asked = { method: string; path: string; headers: Record<string, string>; body?: string };

/**
 * What one person asks: of twenty requests seven look at the ledger, six at a task, three write, one each looks at the to-do list, searches,
 * looks at a history and begins a page.
 */
export const requestOf = (person: Person, year: number, turn: number): Asked => {
  const headers = { cookie: `${SESSION_COOKIE}=${person.token}`, 'content-type': 'application/json' };
  const get = (path: string) => ({ method: 'GET', path, headers });
  const post = (path: string, body: unknown) => {
    const keyed = { ...headers, 'idempotency-key': randomUUID() };
    return { method: 'POST', path, headers: keyed, body: JSON.stringify(body) };
  };
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

// When people come is chance, but the same chance at every run.
const chance = (seed: number) => () => {
  seed = (seed * 1_664_525 + 1_013_904_223) % 2 ** 32;
  return (seed + 1) / (2 ** 32 + 1);
};

/** Asks once: the status; 0 where the line broke. */
export const ask = (url: string, agent: Agent, { method, path, headers, body }: Asked): Promise<number> =>
  new Promise(resolve => {
    const asked = request(`${url}${path}`, { method, headers, agent }, answer => {
      answer.resume();
      answer.on('end', () => resolve(answer.statusCode ?? 0)).on('error', () => resolve(0));
    });
    asked.on('error', () => resolve(0));
    asked.end(body);
  });

/**
 * Two hundred people, a session each, together at `rate` requests a second for `seconds`: they come one by one and by chance, whether those
 * before have their answer or not, and wait from the moment they came. Every answer that is not 2xx is an error.
 */
export async function peopleAtWork(
  url: string,
  crowd: Crowd,
  { year, rate, seconds }: { year: number; rate: number; seconds: number },
): Promise<MixedLoad> {
  const agent = new Agent({ keepAlive: true, maxSockets: crowd.length });
  const times: number[] = [];
  let failed = 0;
  const open = new Set<Promise<void>>();
  const next = chance(20_260_928);
  const from = performance.now();
  let comes = from;
  for (let n = 0; ; n += 1) {
    comes += (-Math.log(next()) / rate) * 1_000;
    if (comes > from + seconds * 1_000) break;
    const wait = comes - performance.now();
    if (wait > 1) await sleep(wait);
    const person = crowd[Math.floor(next() * crowd.length)]!;
    const came = comes;
    const one = ask(url, agent, requestOf(person, year, n)).then(status => {
      times.push(performance.now() - came);
      if (status < 200 || status > 299) failed += 1;
      open.delete(one);
    });
    open.add(one);
  }
  await Promise.all(open);
  const spent = (performance.now() - from) / 1_000;
  agent.destroy();
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN;
  return {
    ...{ perSecond: times.length / spent, p50: at(0.5), p95: at(0.95), p99: at(0.99) },
    ...{ errors: failed, requests: times.length },
  };
}
