import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { operations } from '../../src/subjects/registry';
import { runLuoshi, type ServerProcess, startServer } from './support/server-process';

let server: ServerProcess;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

const settings = () => ({ DATABASE_URL: server.databaseUrl, LUOSHI_DATA: server.dataDir });

const ask = async (method: string, path: string, body?: object, cookie?: string) => {
  const answer = await fetch(`${server.address}${path}`, {
    method,
    headers: { ...(body && { 'content-type': 'application/json' }), ...(cookie && { cookie }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  return { status: answer.status, body: await answer.json(), cookie: answer.headers.getSetCookie().join('; ') };
};

it('founds a second body beside the first while the server runs; its administrator comes in by the printed link', async () => {
  const first = {
    name: '青溪市教育局',
    shortName: '青溪',
    login: 'admin',
    userName: '甲',
    password: 'four horses in the rain',
  };
  expect(await ask('POST', '/api/identity/createBureau', first)).toMatchObject({ status: 200 });
  // The way that is open to everybody is shut after the first.
  expect((await ask('POST', '/api/identity/createBureau', { ...first, name: '东溪县教育局' })).status).toBe(403);

  const args = ['tenant', 'create', '东溪县教育局', '--admin', 'admin', '--short', '东溪', '--code', 'dongxi'];
  const { code, out } = await runLuoshi(args, { ...settings(), LUOSHI_PUBLIC_URL: 'https://ls.example.cn' });
  expect(code).toBe(0);
  const token = /https:\/\/ls\.example\.cn\/reset\/(\S+)/.exec(out)?.[1];
  expect(await ask('GET', `/api/identity/resetLink?token=${token}`)).toMatchObject({
    status: 200,
    body: { login: 'admin', tenantName: '东溪县教育局' },
  });
  const password = 'three boats on the river';
  const entered = await ask('POST', '/api/identity/resetPassword', { token, password });
  expect(entered.status).toBe(200);
  expect((await ask('POST', '/api/identity/resetPassword', { token, password })).status).toBe(410);
  const people = await ask('GET', '/api/org/people', undefined, entered.cookie);
  expect(people.body).toHaveLength(1);

  const client = new pg.Client({ connectionString: server.databaseUrl });
  await client.connect();
  const { rows } = await client.query(
    "select t.code, e.operation, e.via from audit_entries e join tenants t using (tenant_id) where kind = 'tenant' order by 1",
  );
  await client.end();
  expect(rows).toEqual([
    { code: 'b1', operation: 'identity.createBureau', via: null },
    { code: 'dongxi', operation: 'identity.addBureau', via: 'command-line' },
  ]);
});

it('is not to be reached over the network', async () => {
  expect(operations.map(operation => operation.name)).not.toContain('identity.addBureau');
  expect((await ask('POST', '/api/identity/addBureau', { name: 'x' })).status).toBe(404);
});

it('says what is wrong: a name that is taken, a login that is none, a command that is none', async () => {
  const taken = await runLuoshi(['tenant', 'create', '东溪县教育局', '--admin', 'admin'], settings());
  expect(taken).toMatchObject({ code: 1, said: expect.stringContaining('东溪县教育局') });
  const login = await runLuoshi(['tenant', 'create', '西溪县教育局', '--admin', 'a b'], settings());
  expect(login.code).toBe(1);
  const usage = await runLuoshi(['tenant', 'destroy', '东溪县教育局'], settings());
  expect(usage).toMatchObject({ code: 2, said: expect.stringContaining('luoshi tenant create') });
});
