import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Id } from '../../src/platform/database/tables';
import { buildApp } from '../../src/platform/http/app';
import type { SignOnChoices, SignOnState } from '../../src/subjects/identity/federation/schema';
import { parseSignOn, type SignOn } from '../../src/subjects/identity/federation/settings';
import { sessionActor } from '../../src/subjects/identity/sessions';
import type { Me } from '../../src/subjects/org/schema';
import { fileHolders, operations, routesWith } from '../../src/subjects/registry';
import { startTestApp, type TestApp } from '../support/app';
import { type IdentityProvider, signInAtProvider, startIdentityProvider } from '../support/identity-provider';

const ORIGIN = 'http://luoshi.example';
let provider: IdentityProvider;
let test: TestApp;
let signOn: SignOn;

beforeAll(async () => {
  provider = await startIdentityProvider([
    { sub: 'sub-zhang', preferred_username: 'zhang', name: '张伟' },
    { sub: 'sub-sun', preferred_username: 'sun', name: '孙悦', groups: ['学前处'] },
    { sub: 'sub-nobody', preferred_username: 'nobody', name: '外单位的人' },
  ]);
  const { issuer, clientSecret } = provider;
  provider.register('luoshi', ORIGIN, 'city', 'wrong-secret');
  const city = { name: 'city', tenant: 'test', label: '统一身份认证', issuer, clientId: 'luoshi', clientSecret };
  signOn = parseSignOn(
    {
      providers: [
        {
          ...city,
          link: { claim: 'preferred_username' },
          create: {},
          posts: {
            claim: 'groups',
            give: {
              学前处: ['liaison@preschool'],
              基教处: ['liaison@基础教育处'],
              督查科: ['supervisor@root', 'liaison@gone'],
            },
          },
          secondFactor: { amr: ['otp'] },
        },
        { ...city, name: 'wrong-secret', clientSecret: 'not this one' },
        { ...city, name: 'away', issuer: 'http://127.0.0.1:9' },
      ],
    },
    '.',
  );
  test = await startTestApp(undefined, { signOn, publicUrl: ORIGIN });
});
afterAll(async () => {
  await test.close();
  await provider.close();
});

/** One browser: keeps its cookies, follows nothing by itself. */
const openBrowser = () => {
  const cookies: Record<string, string> = {};
  const get = async (url: string) => {
    const reply = await test.app.inject({ method: 'GET', url, cookies });
    for (const { name, value } of reply.cookies) cookies[name] = value;
    return { status: reply.statusCode, location: reply.headers.location ?? '', body: reply.body };
  };
  return {
    cookies,
    get,
    me: async () => {
      const { status, body } = await get('/api/org/me');
      return status === 200 ? (JSON.parse(body) as Me) : null;
    },
  };
};
const pathOf = (address: string) => address.replace(ORIGIN, '');

/** Out to the provider, through its form, and back with its answer. */
const signIn = async (login: string, browser = openBrowser(), next = '/') => {
  const start = await browser.get(`/auth/oidc/city/start?next=${encodeURIComponent(next)}`);
  const back = await signInAtProvider(start.location, login);
  return { browser, back, ...(await browser.get(pathOf(back))) };
};

const postsOf = (userId: Id) =>
  test.owner
    .selectFrom('posts as p')
    .innerJoin('orgUnits as o', join => join.onRef('o.tenantId', '=', 'p.tenantId').onRef('o.id', '=', 'p.orgUnitId'))
    .select(['p.role', 'o.code', 'p.givenBy'])
    .where('p.userId', '=', userId)
    .orderBy('o.code')
    .execute();

const auditOf = async (operation: string) =>
  (
    await test.owner
      .selectFrom('auditEntries')
      .select(['after'])
      .where('operation', '=', operation)
      .orderBy('id')
      .execute()
  ).map(({ after }) => after as Record<string, unknown>);

describe('signing in by OpenID Connect', () => {
  it('offers its button to everybody', async () => {
    const { body } = await openBrowser().get('/auth/sign-on');
    expect((JSON.parse(body) as SignOnChoices).choices[0]).toEqual({
      address: '/auth/oidc/city/start',
      label: '统一身份认证',
      tenant: 'test',
    });
  });

  it('brings a colleague with an account in, to the page wanted, and knows them again', async () => {
    const zhang = await test.visit('zhang', 'liaison', 'basic');
    const first = await signIn('zhang', openBrowser(), '/ledger?year=2026');
    expect([first.status, first.location]).toEqual([302, '/ledger?year=2026']);
    expect((await first.browser.me())?.user).toMatchObject({ id: zhang.userId, login: 'zhang' });
    // The provider's name for a person may change; the subject does not.
    const person = provider.people.get('zhang')!;
    provider.people.delete('zhang');
    provider.people.set('zhangwei', { ...person, preferred_username: 'zhangwei' });
    const again = await signIn('zhangwei');
    expect((await again.browser.me())?.user.id).toBe(zhang.userId);
    const known = await zhang.read<SignOnState>('identity.links');
    expect(known.body).toMatchObject({ signOnName: null, links: [{ provider: 'city' }] });
    expect(await auditOf('identity.signInByProvider')).toContainEqual({ signedIn: 'oidc' });
  });

  it('does not give the account to the next person with the same name', async () => {
    provider.people.set('zhang', {
      sub: 'sub-other-zhang',
      preferred_username: 'zhang',
      name: '张威',
      groups: ['学前处'],
    });
    const other = await signIn('zhang');
    expect(other.location).toBe('/sign-in?problem=taken');
    expect(await other.browser.me()).toBeNull();
  });

  it('makes an account for whom a group gives a post', async () => {
    const { browser, location } = await signIn('sun');
    expect(location).toBe('/');
    expect(await browser.me()).toMatchObject({
      user: { login: 'sun', name: '孙悦' },
      posts: [{ role: 'liaison', unitName: '学前教育处' }],
    });
  });

  it('makes one account for somebody who comes in two tabs at once', async () => {
    provider.people.set('he', { sub: 'sub-he', preferred_username: 'he', name: '何静', groups: ['学前处'] });
    const tabs = await Promise.all([1, 2, 3].map(() => signIn('he')));
    expect(tabs.map(({ location }) => location)).toEqual(['/', '/', '/']);
    const ids = await Promise.all(tabs.map(async ({ browser }) => (await browser.me())?.user.id));
    expect(new Set(ids).size).toBe(1);
  });

  it('follows the groups at each sign-in, and leaves alone what was given by hand', async () => {
    const { id } = await test.owner
      .selectFrom('users')
      .select('id')
      .where('login', '=', 'sun')
      .executeTakeFirstOrThrow();
    const byHand = { tenantId: test.tenantId, userId: id, title: null };
    await test.owner
      .insertInto('posts')
      .values({ ...byHand, orgUnitId: test.unitIds.get('basic')!, role: 'liaison' })
      .execute();
    provider.people.get('sun')!.groups = ['基教处', '督查科'];
    await signIn('sun');
    expect(await postsOf(id)).toEqual([
      { role: 'liaison', code: 'basic', givenBy: null },
      { role: 'supervisor', code: 'root', givenBy: 'city' },
    ]);
    expect(await auditOf('identity.signInByProvider')).toContainEqual({ unknownUnits: ['gone'] });
    provider.people.get('sun')!.groups = [];
    const { browser } = await signIn('sun');
    expect((await browser.me())?.posts).toMatchObject([{ role: 'liaison', unitName: '基础教育处' }]);
  });

  it('finds the account by what the other system calls the person', async () => {
    const admin = await test.visit('admin', 'administrator', 'root');
    const li = await test.visit('liming', 'county', 'east');
    const named = await admin.write('identity.setSignOnName', { userId: li.userId, name: 'EDU-10017' });
    expect(named.status).toBe(200);
    provider.people.set('EDU-10017', { sub: 'sub-li', preferred_username: 'EDU-10017', name: '李明' });
    expect((await (await signIn('EDU-10017')).browser.me())?.user.login).toBe('liming');
  });
});

describe('several servers', () => {
  it('end a sign-in that another one began, and know the session', async () => {
    const second = await buildApp({
      house: test.house,
      operations,
      routes: routesWith(signOn, ORIGIN),
      fileHolders,
      authenticate: token => sessionActor(test.house.db, token, new Date().toISOString()),
      webFolder: null,
    });
    try {
      const browser = openBrowser();
      const start = await browser.get('/auth/oidc/city/start');
      const back = await signInAtProvider(start.location, 'sun');
      const elsewhere = { method: 'GET', url: pathOf(back), cookies: browser.cookies } as const;
      const reply = await second.inject(elsewhere);
      expect(reply.headers.location).toBe('/');
      for (const { name, value } of reply.cookies) browser.cookies[name] = value;
      expect((await browser.me())?.user.login).toBe('sun');
      expect((await second.inject(elsewhere)).headers.location).toBe('/sign-in?problem=expired');
    } finally {
      await second.close();
    }
  });
});

describe('what is refused', () => {
  it('sends an unknown person back with the reason, and writes it down', async () => {
    const { location, browser } = await signIn('nobody');
    expect(location).toBe('/sign-in?problem=no-post');
    expect(await browser.me()).toBeNull();
    expect(await auditOf('identity.signInByProvider')).toContainEqual({ refused: 'no-post', subject: 'sub-nobody' });
  });

  it('does not let a disabled account in', async () => {
    const gone = await test.visit('gone', 'liaison', 'basic');
    provider.people.set('gone', { sub: 'sub-gone', preferred_username: 'gone', name: '已调离' });
    await test.owner
      .updateTable('users')
      .set({ disabledAt: new Date().toISOString() })
      .where('id', '=', gone.userId)
      .execute();
    expect((await signIn('gone')).location).toBe('/sign-in?problem=disabled');
  });

  it('takes an answer once, with its own state, in its own browser', async () => {
    const { browser, back, location } = await signIn('sun');
    expect(location).toBe('/');
    // The same answer again, also from the same browser.
    expect((await browser.get(pathOf(back))).location).toBe('/sign-in?problem=expired');
    // The code of one sign-in within another one.
    const start = await browser.get('/auth/oidc/city/start');
    const state = new URL(start.location).searchParams.get('state')!;
    const used = new URL(back);
    used.searchParams.set('state', state);
    expect((await browser.get(pathOf(used.href))).location).toBe('/sign-in?problem=not-verified');
    // A state that was never given out.
    const made = new URL(back);
    made.searchParams.set('state', 'a'.repeat(43));
    expect((await browser.get(pathOf(made.href))).location).toBe('/sign-in?problem=expired');
    // The answer for one browser handed to another: nobody is signed in as somebody else by a link.
    const victim = openBrowser();
    await victim.get('/auth/oidc/city/start');
    const attacker = openBrowser();
    const theirs = await attacker.get('/auth/oidc/city/start');
    const handed = await signInAtProvider(theirs.location, 'sun');
    expect((await victim.get(pathOf(handed))).location).toBe('/sign-in?problem=expired');
    expect(await victim.me()).toBeNull();
  });

  it('does not take an answer with another nonce, nor a late one', async () => {
    const browser = openBrowser();
    const start = await browser.get('/auth/oidc/city/start');
    const changed = new URL(start.location);
    changed.searchParams.set('nonce', 'b'.repeat(43));
    const back = await signInAtProvider(changed.href, 'sun');
    expect((await browser.get(pathOf(back))).location).toBe('/sign-in?problem=not-verified');

    const late = await browser.get('/auth/oidc/city/start?next=/plans');
    const lateBack = await signInAtProvider(late.location, 'sun');
    const past = new Date(Date.now() - 1000).toISOString();
    await test.owner.updateTable('signOnAttempts').set({ expiresAt: past }).execute();
    expect((await browser.get(pathOf(lateBack))).location).toBe('/sign-in?problem=expired');
    expect(await browser.me()).toBeNull();
  });

  it('says what happened when the provider refuses, is misled about the secret, or is away', async () => {
    const browser = openBrowser();
    const start = await browser.get('/auth/oidc/city/start?next=/plans');
    const back = await signInAtProvider(start.location, 'no such person');
    expect((await browser.get(pathOf(back))).location).toBe('/sign-in?problem=refused&next=%2Fplans');
    const misled = await browser.get('/auth/oidc/wrong-secret/start');
    const answer = await signInAtProvider(misled.location, 'sun');
    expect((await browser.get(pathOf(answer))).location).toBe('/sign-in?problem=not-verified');
    expect((await browser.get('/auth/oidc/away/start')).location).toBe('/sign-in?problem=unavailable');
    expect((await browser.get('/auth/oidc/unheard-of/start')).status).toBe(404);
  });

  it('answers whatever is made up with a way back, and never with a failure of its own', async () => {
    const browser = openBrowser();
    await browser.get('/auth/oidc/city/start');
    const state = 'a'.repeat(43);
    for (const tail of [
      '',
      '?',
      '?state=',
      `?state=${state}&state=${state}`,
      `?state=${'a'.repeat(5000)}`,
      '?state=%00&code=%00',
      `?state=${state}&code=${encodeURIComponent("'; drop table users; --")}`,
      '?error=access_denied&error_description=%3Cscript%3Ealert(1)%3C/script%3E',
      `?__proto__[state]=${state}`,
    ])
      expect([tail, (await browser.get(`/auth/oidc/city/callback${tail}`)).location]).toEqual([
        tail,
        '/sign-in?problem=expired',
      ]);
    for (const name of ['__proto__', 'constructor', '..%2F..', '%00', encodeURIComponent('城市')])
      expect([name, (await browser.get(`/auth/oidc/${name}/start`)).status]).toEqual([name, 404]);
  });

  it('leads back to no other site', async () => {
    for (const next of ['//elsewhere.example/', 'https://elsewhere.example/', '/\\elsewhere.example'])
      expect((await signIn('sun', openBrowser(), next)).location).toBe('/');
  });
});

describe('the second factor', () => {
  it('is asked for here, unless the provider has asked', async () => {
    await test.owner
      .updateTable('tenants')
      .set({ settings: JSON.stringify({ security: { secondFactorRoles: ['county'] } }) })
      .where('tenantId', '=', test.tenantId)
      .execute();
    const without = await signIn('EDU-10017', openBrowser(), '/plans');
    expect(without.location).toMatch(/^\/sign-in\?next=%2Fplans#step=enrol&token=\d+\.[\w-]{43}$/);
    expect(await without.browser.me()).toBeNull();
    provider.people.get('EDU-10017')!.amr = ['pwd', 'otp'];
    const withOne = await signIn('EDU-10017', openBrowser(), '/plans');
    expect(withOne.location).toBe('/plans');
    expect((await withOne.browser.me())?.user.login).toBe('liming');
  });
});

describe('signing out', () => {
  it('ends the session here and says where the provider ends its own', async () => {
    const { browser } = await signIn('sun');
    const { body } = await browser.get('/auth/sign-out-address');
    const address = new URL((JSON.parse(body) as { address: string }).address);
    expect(address.origin).toBe(provider.issuer);
    expect(address.searchParams.get('post_logout_redirect_uri')).toBe(`${ORIGIN}/sign-in`);
    expect(address.searchParams.get('id_token_hint')).toBeTruthy();
    await test.app.inject({ method: 'POST', url: '/api/identity/signOut', payload: {}, cookies: browser.cookies });
    expect(await browser.me()).toBeNull();
    expect(await test.owner.selectFrom('sessionSignOns').select('idToken').execute()).not.toContainEqual({
      idToken: address.searchParams.get('id_token_hint'),
    });
    // Who came in by a password has nowhere else to go.
    expect(JSON.parse((await openBrowser().get('/auth/sign-out-address')).body)).toEqual({ address: null });
  });

  it('a link that is taken away has to be made anew', async () => {
    const admin = await test.visit('admin-2', 'administrator', 'root');
    const { id } = await test.owner
      .selectFrom('users')
      .select('id')
      .where('login', '=', 'sun')
      .executeTakeFirstOrThrow();
    const colleague = await test.visit('colleague', 'liaison', 'basic');
    expect((await colleague.read(`identity.links`, { userId: id })).status).toBe(403);
    const { body } = await admin.read<SignOnState>('identity.links', { userId: id });
    expect((await colleague.write('identity.removeLink', { linkId: body.links[0]!.id })).status).toBe(404);
    expect((await admin.write('identity.removeLink', { linkId: body.links[0]!.id })).status).toBe(200);
    expect((await admin.read<SignOnState>('identity.links', { userId: id })).body.links).toEqual([]);
  });
});
