import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inTransaction } from '../../src/platform/database/tenant';
import { addressOf, type Operation } from '../../src/platform/operation';
import { operations } from '../../src/subjects/registry';
import { TEST_PASSWORD } from '../support/app';
import { idsOf } from './support/ids-of';
import { type Knock, knock } from './support/knock';
import { startTwoBodies, type TwoBodies } from './support/two-bodies';

const JSON_TYPE = { 'content-type': 'application/json' };

describe('in somebody else’s name', () => {
  let bodies: TwoBodies;
  let office: string;
  beforeAll(async () => {
    bodies = await startTwoBodies();
    office = await bodies.own.enter('supervisor', 'root');
  });
  afterAll(() => bodies.app.close());

  const save = (headers: Record<string, string>, host = 'luoshi.example'): Knock => ({
    method: 'POST',
    url: '/api/tasks/saveView',
    payload: '{"name":"foreign","query":""}',
    headers: { host, ...JSON_TYPE, ...headers },
  });

  it.each([
    ['another site', { origin: 'https://evil.example' }],
    ['a page in a sandbox', { origin: 'null' }],
    ['the same name at another port', { origin: 'http://luoshi.example:81' }],
    ['a name that begins the same', { origin: 'http://luoshi.example.evil.example' }],
    ['a site without an origin', { 'sec-fetch-site': 'cross-site' }],
    ['a neighbour under the same domain', { 'sec-fetch-site': 'same-site' }],
    ['an origin that is no address', { origin: '\u00ff' }],
  ])('%s changes nothing', async (_, headers) => {
    expect((await knock(bodies.app.app, save(headers), office)).statusCode).toBe(403);
  });

  it('our own page does, and so does a program', async () => {
    const own = { origin: 'http://luoshi.example', 'sec-fetch-site': 'same-origin' };
    expect((await knock(bodies.app.app, save(own), office)).statusCode).toBe(200);
    expect((await knock(bodies.app.app, save({}), office)).statusCode).toBe(200);
  });

  it('JSON is not taken out of a form of another page', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])
      expect((await knock(bodies.app.app, save({ 'content-type': type }), office)).statusCode).toBe(400);
  });

  it('another page signs nobody in, uploads nothing, and draws nothing in', async () => {
    const foreign = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' };
    const signIn = { method: 'POST', url: '/api/identity/signIn', payload: '{"login":"a","password":"b"}' } as const;
    const upload = { method: 'POST', url: '/api/files', payload: 'x' } as const;
    const form = { 'content-type': 'multipart/form-data; boundary=x', origin: 'https://evil.example' };
    expect(
      (await knock(bodies.app.app, { ...signIn, headers: { ...JSON_TYPE, ...form, ...JSON_TYPE } }, null)).statusCode,
    ).toBe(403);
    expect((await knock(bodies.app.app, { ...upload, headers: form }, office)).statusCode).toBe(403);
    const look: Knock = { method: 'GET', url: '/api/org/me', headers: foreign };
    expect((await knock(bodies.app.app, look, office)).statusCode).toBe(403);
  });

  it('a link from elsewhere to a paper still opens', async () => {
    const headers = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };
    expect((await knock(bodies.app.app, { method: 'GET', url: '/api/org/me', headers }, office)).statusCode).toBe(200);
  });

  it('a transaction for reading cannot write', async () => {
    const write = inTransaction(bodies.app.house.db, bodies.own.tenantId, 'read', db =>
      db.deleteFrom('savedViews').where('tenantId', '=', bodies.own.tenantId).execute(),
    );
    await expect(write).rejects.toMatchObject({ code: '25006' });
  });

  it('the id of another body’s thing answers word for word like one that there never was', async () => {
    const ids = await idsOf(bodies);
    const unknown = '987654321';
    const strip = (body: string) => body.replace(/"id":"[^"]*"/g, '');
    const asked: [string, string, Operation['kind']][] = [
      ['tasks.get', 'taskId', 'read'],
      ['tasks.history', 'taskId', 'read'],
      ['plans.get', 'planId', 'read'],
      ['plans.adopt', 'planId', 'write'],
      ['tasks.removeMilestone', 'milestoneId', 'write'],
      ['tasks.removeView', 'viewId', 'write'],
    ];
    for (const [name, field, kind] of asked) {
      const theirs = ids[field]!.at(-1)!;
      const ask = async (id: string) => {
        const url = addressOf(name);
        const request: Knock =
          kind === 'read'
            ? { method: 'GET', url: `${url}?${field}=${id}` }
            : { method: 'POST', url, payload: JSON.stringify({ [field]: id }), headers: JSON_TYPE };
        const { statusCode, body } = await knock(bodies.app.app, request, office);
        return [statusCode, strip(body)];
      };
      expect([name, await ask(theirs)]).toEqual([name, await ask(unknown)]);
      expect([name, (await ask(theirs))[0]]).toEqual([name, 404]);
    }
    expect(operations.map(({ name }) => name)).toEqual(expect.arrayContaining(asked.map(([name]) => name)));
  });

  it('an unknown login and a wrong password answer alike', async () => {
    const signIn = async (login: string, password: string) => {
      const payload = JSON.stringify({ login, password, tenant: 'test' });
      const answer = await knock(
        bodies.app.app,
        { method: 'POST', url: '/api/identity/signIn', payload, headers: JSON_TYPE },
        null,
      );
      return [answer.statusCode, answer.body];
    };
    const known = await signIn('supervisor-1', 'wrong horse battery');
    expect(known).toEqual(await signIn('nobody-at-all', 'wrong horse battery'));
    expect(known[0]).toBe(401);
    expect((await signIn('supervisor-1', TEST_PASSWORD))[0]).toBe(200);
  });

  it('an invitation that never was, of another body, or not even one answers alike', async () => {
    const token = (tenant: string) => `${tenant}.${'a'.repeat(43)}`;
    const asks = [token(bodies.own.tenantId), token(bodies.other.tenantId), token('999999'), 'nothing'].map(
      async one => {
        const answer = await knock(
          bodies.app.app,
          { method: 'GET', url: `/api/identity/invitation?token=${one}` },
          null,
        );
        return [answer.statusCode, answer.body];
      },
    );
    const [first, ...others] = await Promise.all(asks);
    for (const other of others) expect(other).toEqual(first);
    expect(first![0]).toBeGreaterThanOrEqual(400);
  });
});
