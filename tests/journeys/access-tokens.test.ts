import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callServer } from '../../src/cli/call-server';
import { addressOf } from '../../src/platform/operation';
import type { CreatedToken, TokenRow } from '../../src/subjects/identity/tokens/schema';
import { operationNamed, operations } from '../../src/subjects/registry';
import { startTestApp, TEST_PASSWORD, type TestApp, type Visitor } from '../support/app';

let test: TestApp;
let office: Visitor;
beforeAll(async () => {
  test = await startTestApp();
  office = await test.visit('office', 'supervisor', 'root');
});
afterAll(() => test.close());

const create = async (person: Visitor, scopes: string[], days = 30): Promise<CreatedToken> => {
  const input = { name: '数据中心', scopes, days, password: TEST_PASSWORD };
  const { status, body } = await person.write<CreatedToken>('identity.createToken', input);
  expect(status).toBe(200);
  return body;
};

/** A program that calls an operation with a token. */
const call = async (token: string, name: string, input?: object, headers: Record<string, string> = {}) => {
  const reply = await test.app.inject({
    method: input ? 'POST' : 'GET',
    url: addressOf(name),
    ...(input && { payload: input }),
    headers: { authorization: `Bearer ${token}`, ...headers },
  });
  return { status: reply.statusCode, code: reply.json()?.error?.code as string | undefined, cookies: reply.cookies };
};

const task = (title: string) => ({
  year: 2026,
  source: 'meeting',
  title,
  leadUnitId: test.unitIds.get('preschool'),
  dueOn: '2026-12-31',
});

describe('a program that acts for a person', () => {
  it('reads with a read-only token, and changes nothing', async () => {
    const { token } = await create(office, ['read']);
    expect(token).toMatch(/^luoshi_\d+\.[\w-]{43}$/);
    expect((await call(token, 'org.units')).status).toBe(200);
    expect(await call(token, 'tasks.create', task('写不进去'))).toMatchObject({ status: 403, code: 'beyond-token' });
  });

  it('writes where its scope reaches, and the audit names the token', async () => {
    const { token, tokenId } = await create(office, ['tasks.create', 'plans:read']);
    expect((await call(token, 'tasks.create', task('由程序登记'))).status).toBe(200);
    expect((await call(token, 'tasks.list')).code).toBe('beyond-token');
    expect((await call(token, 'plans.list')).status).toBe(200);
    const entry = await test.owner
      .selectFrom('auditEntries')
      .select(['userId', 'via'])
      .where('tenantId', '=', test.tenantId)
      .where('operation', '=', 'tasks.create')
      .executeTakeFirstOrThrow();
    expect(entry).toEqual({ userId: office.userId, via: `token:${tokenId}` });
  });

  it('does no more than its holder may', async () => {
    const liaison = await test.visit('liaison', 'liaison', 'preschool');
    const { token } = await create(liaison, ['tasks', 'org', 'read']);
    expect((await call(token, 'tasks.create', task('越权'))).code).toBe('not-permitted');
    expect((await call(token, 'org.people')).code).toBe('not-permitted');
  });

  it('never has the powers of a session: no passwords, no sessions, no further tokens', async () => {
    const { token } = await create(office, ['read', 'identity', 'identity.createToken', 'org']);
    const further = { name: 'x', scopes: ['read'], days: 1 };
    expect((await call(token, 'identity.createToken', further)).code).toBe('beyond-token');
    expect((await call(token, 'identity.tokens')).code).toBe('beyond-token');
    expect((await call(token, 'identity.mine')).code).toBe('beyond-token');
    const passwords = { current: 'correct horse battery', next: 'another horse battery' };
    expect((await call(token, 'identity.changePassword', passwords)).code).toBe('beyond-token');
  });

  it('is not made at a desk that somebody has left: the password is asked for', async () => {
    const absent = await test.visit('absent', 'liaison', 'basic');
    const input = { name: '留后门', scopes: ['read'], days: 365 };
    for (const password of ['', 'a guess of somebody passing'])
      expect((await absent.write('identity.createToken', { ...input, password })).status).toBe(403);
    expect((await absent.read<TokenRow[]>('identity.tokens')).body).toEqual([]);
  });

  it('cannot, with the widest scopes, write by a read-only token or reach an account: whatever the operation', async () => {
    const readOnly = (await create(office, ['read'])).token;
    const subjects = [...new Set(operations.map(({ name }) => name.split('.')[0]!))];
    const widest = (await create(office, ['read', ...subjects, ...subjects.map(name => `${name}:read`)])).token;
    for (const { name, kind } of operations) {
      const input = kind === 'write' ? {} : undefined;
      if (kind === 'write') expect([name, (await call(readOnly, name, input)).code]).toEqual([name, 'beyond-token']);
      if (name.startsWith('identity.'))
        expect([name, (await call(widest, name, input)).code]).toEqual([name, 'beyond-token']);
    }
  });

  it('needs neither cookie nor origin, and gets no cookie; a session token is no access token', async () => {
    const { token } = await create(office, ['tasks']);
    const foreign = { origin: 'https://elsewhere.example' };
    const created = await call(token, 'tasks.create', task('来自别处的程序'), foreign);
    expect([created.status, created.cookies]).toEqual([200, []]);
    const session = await test.owner.selectFrom('sessions').select('tokenHash').executeTakeFirst();
    expect(session).toBeDefined();
    expect((await call(token.replace('luoshi_', ''), 'tasks.list')).code).toBe('signed-out');
  });

  it('uploads and fetches files only where that is in its scope', async () => {
    const upload = async (token: string) => {
      const form = new FormData();
      form.append('file', new File(['佐证材料'], '佐证.txt', { type: 'text/plain' }));
      const headers = { authorization: `Bearer ${token}` };
      return (await test.app.inject({ method: 'POST', url: '/api/files', payload: form, headers })).statusCode;
    };
    expect(await upload((await create(office, ['read', 'tasks'])).token)).toBe(403);
    expect(await upload((await create(office, ['files'])).token)).toBe(200);
  });
});

describe('the command line at another machine', () => {
  it('calls an operation with a token, and says what the server says', async () => {
    const server = await test.app.listen({ host: '127.0.0.1', port: 0 });
    const { token } = await create(office, ['read']);
    const units = await callServer(server, token, operationNamed('org.units'), {});
    expect(units).toHaveLength(test.unitIds.size);
    const list = operationNamed('tasks.list');
    expect(await callServer(server, token, list, { year: 2026, light: ['red', 'grey'] })).toMatchObject({ total: 2 });
    const write = callServer(server, token, operationNamed('tasks.create'), task('从命令行'));
    await expect(write).rejects.toThrow(/tasks\.create.*beyond-token/);
    await expect(callServer('http://luoshi.example', token, list, {})).rejects.toThrow('https://');
    await expect(callServer('http://127.0.0.1:9', token, list, {})).rejects.toThrow('没有应答');
  });
});

describe('the end of a token', () => {
  it('is over on its day', async () => {
    const { token, tokenId } = await create(office, ['read'], 1);
    const yesterday = new Date(Date.now() - 1000).toISOString();
    await test.owner.updateTable('apiTokens').set({ expiresAt: yesterday }).where('id', '=', tokenId).execute();
    expect((await call(token, 'org.units')).code).toBe('signed-out');
    const { body } = await office.read<TokenRow[]>('identity.tokens');
    expect(body.find(({ id }) => id === tokenId)?.state).toBe('expired');
  });

  it('lasts no longer than a year, and names what it is for', async () => {
    for (const wrong of [{ days: 366 }, { days: 0 }, { scopes: [] }, { scopes: ['*'] }, { name: '' }]) {
      const input = { name: '数据中心', scopes: ['read'], days: 30, ...wrong };
      expect((await office.write('identity.createToken', input)).status).toBe(400);
    }
  });

  it('is revoked by its holder, not by a colleague, and by the administrator', async () => {
    const colleague = await test.visit('colleague', 'liaison', 'basic');
    const admin = await test.visit('admin', 'administrator', 'root');
    const mine = await create(colleague, ['read']);
    const other = await create(office, ['read']);
    expect((await colleague.write('identity.revokeToken', { tokenId: other.tokenId })).status).toBe(404);
    expect((await call(other.token, 'org.units')).status).toBe(200);
    expect((await colleague.write('identity.revokeToken', { tokenId: mine.tokenId })).status).toBe(200);
    expect((await call(mine.token, 'org.units')).code).toBe('signed-out');
    expect((await admin.write('identity.revokeToken', { tokenId: other.tokenId })).status).toBe(200);
    expect((await call(other.token, 'org.units')).code).toBe('signed-out');
    expect((await colleague.read('identity.allTokens')).status).toBe(403);
    const { body } = await admin.read<TokenRow[]>('identity.allTokens');
    expect(body.find(({ id }) => id === other.tokenId)).toMatchObject({
      state: 'revoked',
      holder: { login: 'office' },
    });
    expect(body.find(({ id }) => id === other.tokenId)?.usedAt).not.toBeNull();
  });

  it('comes with the end of the account', async () => {
    const leaving = await test.visit('leaving', 'liaison', 'basic');
    const { token } = await create(leaving, ['read']);
    await test.owner
      .updateTable('users')
      .set({ disabledAt: new Date().toISOString() })
      .where('id', '=', leaving.userId)
      .execute();
    expect((await call(token, 'org.units')).code).toBe('signed-out');
  });

  it('is nobody in another body, and nothing in the database lets it be used', async () => {
    const { token } = await create(office, ['read']);
    expect((await call(token.replace(/_\d+\./, '_999999.'), 'org.units')).code).toBe('signed-out');
    const { rows } = await test.owner
      .selectFrom('apiTokens')
      .select('tokenHash')
      .execute()
      .then(rows => ({ rows }));
    const secret = token.split('.')[1]!;
    for (const { tokenHash } of rows) expect(tokenHash.toString('latin1')).not.toContain(secret);
    const audit = await test.owner.selectFrom('auditEntries').select('after').execute();
    expect(JSON.stringify(audit)).not.toContain(secret);
  });

  it('comes before the twenty-first token', async () => {
    const busy = await test.visit('busy', 'liaison', 'basic');
    const rows = Array.from({ length: 20 }, (_, nr) => ({
      tenantId: test.tenantId,
      userId: busy.userId,
      name: `${nr}`,
      tokenHash: Buffer.alloc(32, nr),
      scopes: ['read'],
      createdAt: new Date().toISOString(),
      expiresAt: new Date(Date.now() + 86_400_000).toISOString(),
    }));
    await test.owner.insertInto('apiTokens').values(rows).execute();
    const answer = await busy.write<{ error: { code: string } }>('identity.createToken', {
      name: '再来一个',
      scopes: ['read'],
      days: 1,
      password: TEST_PASSWORD,
    });
    expect([answer.status, answer.body.error.code]).toEqual([409, 'too-many-tokens']);
  });
});
