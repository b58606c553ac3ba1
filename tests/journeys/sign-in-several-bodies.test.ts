import { hash } from '@node-rs/argon2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApp } from '../../src/platform/http/app';
import { sessionActor } from '../../src/subjects/identity/sessions';
import type { Me } from '../../src/subjects/org/schema';
import { insertUser } from '../../src/subjects/org/store';
import { fileHolders, operations, routes } from '../../src/subjects/registry';
import { startTestApp, TEST_PASSWORD, type TestApp } from '../support/app';
import { sitDown } from '../support/person-at-browser';

let test: TestApp;
const now = new Date().toISOString();

/** Another body of the installation, with people of its own; a password each. */
const body = async (code: string, people: Record<string, string>): Promise<string> => {
  const { tenantId } = await test.owner
    .insertInto('tenants')
    .values({
      code,
      name: `${code} 机构`,
      shortName: code,
      areaCode: null,
      demoToday: null,
      settings: '{}',
      createdAt: now,
    })
    .returning('tenantId')
    .executeTakeFirstOrThrow();
  for (const [login, password] of Object.entries(people))
    await insertUser(test.owner, { tenantId, login, name: login, passwordHash: await hash(password), createdAt: now });
  return tenantId;
};

beforeAll(async () => {
  test = await startTestApp();
});
afterAll(() => test.close());

describe('several bodies in one installation', () => {
  it('finds a person by login and password; the same login elsewhere is somebody else and has not failed', async () => {
    await test.visit('zhang', 'liaison', 'preschool');
    const second = await body('second', { zhang: 'another long password' });
    const browser = sitDown(test, '10.1.0.1');
    for (let n = 0; n < 7; n += 1)
      expect((await browser.signIn('zhang', 'another long password')).body).toEqual({ next: 'in' });
    expect((await browser.read<Me>('org.me')).body.tenant.id).toBe(second);
    // Seven sign-ins of the second body have not used up the first one's attempts.
    expect((await sitDown(test, '10.1.0.1').signIn('zhang', TEST_PASSWORD)).body).toEqual({ next: 'in' });
    const chosen = await browser.write('identity.signIn', {
      login: 'zhang',
      password: TEST_PASSWORD,
      tenant: 'second',
    });
    expect(chosen.status).toBe(401);
  });

  it('writes a failed sign-in down in every body where the login is somebody', async () => {
    const failed = await sitDown(test, '10.1.0.9').signIn('zhang', 'not this one');
    expect(failed.status).toBe(401);
    const entries = await test.owner
      .selectFrom('auditEntries')
      .select(['tenantId', 'after'])
      .where('address', '=', '10.1.0.9')
      .execute();
    expect(entries.map(entry => entry.after)).toEqual([{ signInFailed: 'password' }, { signInFailed: 'password' }]);
    expect(new Set(entries.map(entry => entry.tenantId)).size).toBe(2);
  });

  it('asks for the body where there are many', async () => {
    for (const code of ['third', 'fourth', 'fifth', 'sixth']) await body(code, {});
    const browser = sitDown(test, '10.1.0.2');
    expect((await browser.signIn('zhang', TEST_PASSWORD)).body.error.code).toBe('body-not-chosen');
    const chosen = await browser.write('identity.signIn', { login: 'zhang', password: TEST_PASSWORD, tenant: 'test' });
    expect(chosen.body).toEqual({ next: 'in' });
  });
});

describe('over https', () => {
  it('gives cookies that belong to this host alone and are sent over https alone', async () => {
    await test.visit('li', 'liaison', 'preschool');
    const app = await buildApp({
      house: test.house,
      operations,
      routes,
      fileHolders,
      authenticate: token => sessionActor(test.house.db, token, new Date().toISOString()),
      rememberMs: 0,
      webFolder: null,
      trustsProxy: () => true,
    });
    const headers = { 'x-forwarded-proto': 'https' };
    const payload = { login: 'li', password: TEST_PASSWORD, tenant: 'test' };
    const signedIn = await app.inject({ method: 'POST', url: '/api/identity/signIn', payload, headers });
    const flags = signedIn.cookies.map(({ name, secure, httpOnly, path, domain }) => ({
      name,
      secure,
      httpOnly,
      path,
      domain,
    }));
    const safe = { secure: true, httpOnly: true, path: '/', domain: undefined };
    expect(flags).toEqual([
      { name: '__Host-luoshi', ...safe },
      { name: '__Host-luoshi-device', ...safe },
    ]);
    const { value } = signedIn.cookies[0]!;
    const me = (name: string) =>
      app.inject({ method: 'GET', url: '/api/org/me', headers: { ...headers, cookie: `${name}=${value}` } });
    expect((await me('__Host-luoshi')).statusCode).toBe(200);
    // A neighbouring host of the same domain can set the plain name, not this one.
    expect((await me('luoshi')).statusCode).toBe(401);
    await app.close();
  });
});
