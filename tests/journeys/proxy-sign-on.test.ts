import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SignOnChoices } from '../../src/subjects/identity/federation/schema';
import { parseSignOn } from '../../src/subjects/identity/federation/settings';
import type { Me } from '../../src/subjects/org/schema';
import { startTestApp, type TestApp } from '../support/app';

const PROXY = '10.20.0.5';
const proxy = {
  header: 'X-Remote-User',
  from: [PROXY, 'fd00:20::/64'],
  tenant: 'test',
  label: '市政务内网',
  signOut: 'https://cas.yunchuan.example/logout',
};
let test: TestApp;
beforeAll(async () => {
  test = await startTestApp(undefined, { signOn: parseSignOn({ proxy }, '.') });
  await test.visit('zhang', 'liaison', 'basic');
  await test.visit('wang', 'liaison', 'preschool');
});
afterAll(() => test.close());

type From = { remoteAddress?: string; user?: string; cookies?: Record<string, string>; forwarded?: string };

const get = async (url: string, { remoteAddress = PROXY, user, cookies = {}, forwarded }: From = {}) => {
  const headers = { ...(user && { 'x-remote-user': user }), ...(forwarded && { 'x-forwarded-for': forwarded }) };
  const reply = await test.app.inject({ method: 'GET', url, remoteAddress, headers, cookies });
  const kept = Object.fromEntries(reply.cookies.map(({ name, value }) => [name, value]));
  return { status: reply.statusCode, location: reply.headers.location, body: reply.body, cookies: kept };
};

const loginOf = async (from: From): Promise<string | null> => {
  const { status, body } = await get('/api/org/me', from);
  return status === 200 ? (JSON.parse(body) as Me).user.login : null;
};

describe('a reverse proxy that has signed people in', () => {
  it('is offered, and brings its people in with a session of their own', async () => {
    const { choices } = JSON.parse((await get('/auth/sign-on')).body) as SignOnChoices;
    expect(choices).toEqual([{ address: '/auth/proxy/start', label: '市政务内网', tenant: 'test' }]);
    const started = await get('/auth/proxy/start?next=/ledger', { user: 'zhang' });
    expect([started.status, started.location]).toEqual([302, '/ledger']);
    expect(await loginOf({ user: 'zhang', cookies: started.cookies })).toBe('zhang');
    const { body } = await get('/auth/sign-out-address', { user: 'zhang', cookies: started.cookies });
    expect(JSON.parse(body)).toEqual({ address: proxy.signOut });
    const session = await test.owner
      .selectFrom('sessions')
      .select('startedBy')
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow();
    expect(session.startedBy).toBe('proxy');
  });

  it('lets a leader begin with the overview, as after a password', async () => {
    await test.visit('juzhang', 'leader', 'root');
    expect((await get('/auth/proxy/start', { user: 'juzhang' })).location).toBe('/overview');
    expect((await get('/auth/proxy/start?next=/plans', { user: 'juzhang' })).location).toBe('/plans');
  });

  it('is believed from its own address alone, whatever other headers say', async () => {
    for (const from of [
      { remoteAddress: '10.20.0.6' },
      { remoteAddress: '127.0.0.1' },
      { remoteAddress: '::ffff:10.20.0.6' },
      { remoteAddress: '10.20.0.6', forwarded: PROXY },
    ]) {
      const { location, cookies } = await get('/auth/proxy/start', { ...from, user: 'zhang' });
      expect([location, cookies]).toEqual(['/sign-in?problem=not-through-proxy', {}]);
    }
    for (const remoteAddress of [`::ffff:${PROXY}`, 'fd00:20::7'])
      expect((await get('/auth/proxy/start', { remoteAddress, user: 'zhang' })).location).toBe('/');
  });

  it('signs nobody in by the header alone, without its address for that', async () => {
    expect(await loginOf({ user: 'zhang' })).toBeNull();
  });

  it('is not contradicted: a session is of no use while the proxy names somebody else', async () => {
    const { cookies } = await get('/auth/proxy/start', { user: 'zhang' });
    expect(await loginOf({ user: 'wang', cookies })).toBeNull();
    expect(await loginOf({ user: 'zhang', cookies })).toBe('zhang');
    // The same header from elsewhere says nothing at all.
    expect(await loginOf({ user: 'wang', cookies, remoteAddress: '10.20.0.6' })).toBe('zhang');
  });

  it('says when it has named nobody, somebody unknown, or somebody whose account is disabled', async () => {
    expect((await get('/auth/proxy/start')).location).toBe('/sign-in?problem=not-through-proxy');
    const unknown = await get('/auth/proxy/start?next=/plans', { user: 'stranger' });
    expect(unknown.location).toBe('/sign-in?problem=unknown-person&next=%2Fplans');
    const gone = await test.visit('gone', 'liaison', 'basic');
    const disabledAt = new Date().toISOString();
    await test.owner.updateTable('users').set({ disabledAt }).where('id', '=', gone.userId).execute();
    expect((await get('/auth/proxy/start', { user: 'gone' })).location).toBe('/sign-in?problem=disabled');
    const entries = await test.owner
      .selectFrom('auditEntries')
      .select('after')
      .where('operation', '=', 'identity.signInByProxy')
      .execute();
    expect(entries.map(({ after }) => after)).toContainEqual({ refused: 'unknown-person', login: 'stranger' });
  });
});

describe('an installation without one', () => {
  it('has no such address, and heeds no such header', async () => {
    const plain = await startTestApp();
    try {
      const headers = { 'x-remote-user': 'zhang' };
      const start = await plain.app.inject({ method: 'GET', url: '/auth/proxy/start', headers });
      expect(start.statusCode).toBe(404);
      expect((await plain.app.inject({ method: 'GET', url: '/api/org/me', headers })).statusCode).toBe(401);
      expect((await plain.stranger().read('org.start')).status).toBe(200);
      expect((await plain.app.inject({ method: 'GET', url: '/auth/sign-on' })).json()).toEqual({ choices: [] });
    } finally {
      await plain.close();
    }
  });
});
