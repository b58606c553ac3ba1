import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SESSION_COOKIE } from '../../src/platform/http/app';
import { addressOf } from '../../src/platform/operation';
import { type Server, startWebApp, type WebApp } from '../support/web-app';

// Letters are written ten times a minute for a person; a link is looked at sixty times from an address.
const LETTERS = { operation: 'indicators.letters?year=2026', most: 10 };
const STRANGER = { operation: 'identity.resetLink?token=unknown', most: 60 };

let first: WebApp;
let second: Server;

const person = { login: 'guanliyuan', password: '青溪河畔第三棵银杏树下的石桌' };

beforeAll(async () => {
  first = await startWebApp();
  second = await first.another();
  const founding = { name: '青溪市教育局', shortName: '市教育局', userName: '管理员', ...person };
  const founded = await fetch(first.address + addressOf('identity.createBureau'), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(founding),
  });
  expect(founded.status).toBe(200);
});
afterAll(() => first?.close());

const ask = async (server: { address: string }, operation: string, token = '') => {
  const [name = '', query = ''] = operation.split('?');
  const headers = { cookie: `${SESSION_COOKIE}=${token}` };
  return fetch(`${server.address}${addressOf(name)}?${query}`, { headers });
};

/** One call after the other, on each of the two servers in turn. */
const inTurn = async (operation: string, calls: number, token?: string): Promise<Response[]> => {
  const replies: Response[] = [];
  for (let nr = 0; nr < calls; nr += 1) replies.push(await ask(nr % 2 ? second : first, operation, token));
  return replies;
};
const allowed = (replies: Response[]) => replies.filter(({ status }) => status !== 429).length;

describe('what may be asked for in a minute', () => {
  it('is counted for a person over all servers', async () => {
    const token = await first.startSession(person.login);
    const replies = await inTurn(LETTERS.operation, LETTERS.most + 4, token);
    expect(allowed(replies)).toBe(LETTERS.most);
    const refused = replies.at(-1)!;
    expect(await refused.json()).toMatchObject({ error: { code: 'too-many-requests' } });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    // By another session of theirs too.
    expect((await ask(first, LETTERS.operation, await first.startSession(person.login))).status).toBe(429);
  });

  it('is counted for a stranger by address', async () => {
    expect(allowed(await inTurn(STRANGER.operation, STRANGER.most + 4))).toBe(STRANGER.most);
  });

  it('begins anew when the minute is over', async () => {
    const token = await first.startSession(person.login);
    const { operation, most } = { operation: 'indicators.letter?year=2026&unitId=1', most: 30 };
    await inTurn(operation, most - 1, token);
    await first.owner
      .updateTable('callCounts')
      .set({ since: new Date(Date.now() - 61_000).toISOString() })
      .execute();
    expect(allowed(await inTurn(operation, most + 2, token))).toBe(most);
  });

  it('costs nothing where an operation has no limit', async () => {
    await first.owner.deleteFrom('callCounts').execute();
    await inTurn('tasks.list?year=2026', 4, await first.startSession(person.login));
    expect(await first.owner.selectFrom('callCounts').selectAll().execute()).toEqual([]);
  });
});
