import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { accountNameOf, claimAt, newAccountOf, ownPath, postsOf, provesSecondFactor, textClaim } from './rules';
import { type ProviderSettings, parseSignOn, readSignOn } from './settings';

const provider = (more: object = {}): ProviderSettings =>
  parseSignOn(
    {
      providers: [
        {
          name: 'city',
          tenant: 'b1',
          label: '统一身份认证',
          issuer: 'https://sso.example',
          clientId: 'luoshi',
          ...more,
        },
      ],
    },
    '.',
  ).providers[0]!;

describe('what a provider says', () => {
  it('finds a claim by its name, even with dots in it, or by its path', () => {
    const claims = { 'https://sso.example/groups': ['a'], realm_access: { roles: ['b'] }, employee: 10017 };
    expect(claimAt(claims, 'https://sso.example/groups')).toEqual(['a']);
    expect(claimAt(claims, 'realm_access.roles')).toEqual(['b']);
    expect(textClaim(claims, 'employee')).toBe('10017');
    for (const name of ['constructor', '__proto__', 'realm_access.roles.length.x', 'toString', 'employee.toFixed'])
      expect([name, textClaim(claims, name)]).toEqual([name, null]);
  });

  it('looks for an account only by the claim that was named, and by an address only when it is verified', () => {
    const claims = { preferred_username: ' zhang ', email: 'zhang@yunchuan.example' };
    expect(accountNameOf(claims, provider())).toBeNull();
    expect(accountNameOf(claims, provider({ link: { claim: 'preferred_username' } }))).toBe('zhang');
    const byMail = provider({ link: { claim: 'email' } });
    expect(accountNameOf(claims, byMail)).toBeNull();
    expect(accountNameOf({ ...claims, email_verified: true }, byMail)).toBe('zhang@yunchuan.example');
  });

  it('makes an account only where that is set', () => {
    const claims = { preferred_username: 'wang', name: '王芳' };
    expect(newAccountOf(claims, provider())).toBeNull();
    expect(newAccountOf(claims, provider({ create: {} }))).toEqual({ login: 'wang', name: '王芳' });
    expect(newAccountOf({ name: '王芳' }, provider({ create: {} }))).toBeNull();
  });

  it('turns groups into posts, each once; without a mapping posts are not its business', () => {
    const give = { 督查科: ['supervisor@root'], 学前处: ['liaison@preschool', 'supervisor@root'] };
    const mapped = provider({ posts: { claim: 'groups', give } });
    expect(postsOf({ groups: ['督查科', '学前处', '工会', 'toString'] }, mapped)).toEqual([
      { role: 'supervisor', unit: 'root' },
      { role: 'liaison', unit: 'preschool' },
    ]);
    expect(postsOf({ groups: '学前处' }, mapped)).toHaveLength(2);
    expect(postsOf({}, mapped)).toEqual([]);
    expect(postsOf({ groups: ['督查科'] }, provider())).toBeNull();
  });

  it('counts a second factor only where the settings name it', () => {
    const strict = provider({ secondFactor: { amr: ['otp', 'mfa'], acr: ['level-3'] } });
    expect(provesSecondFactor({ amr: ['pwd', 'otp'] }, strict)).toBe(true);
    expect(provesSecondFactor({ acr: 'level-3' }, strict)).toBe(true);
    expect(provesSecondFactor({ amr: ['pwd'], acr: 'level-2' }, strict)).toBe(false);
    expect(provesSecondFactor({ amr: ['pwd', 'otp'] }, provider())).toBe(false);
  });
});

describe('the way back', () => {
  it('leads to a page of our own and nowhere else', () => {
    for (const next of ['/', '/ledger?year=2026&light=red', '/tasks/7#reports', '/plans/%E6%95%99'])
      expect(ownPath(next)).toBe(next);
    for (const next of [
      '//elsewhere.example',
      '/\\elsewhere.example',
      '/\t/elsewhere.example',
      'https://elsewhere.example',
      'javascript:alert(1)',
      'ledger',
      '/a\nb',
      '/api/files/content?id=1',
      '/auth/oidc/city/start',
      '/sign-in?next=/',
      `/${'a'.repeat(600)}`,
      '',
      undefined,
      ['/ledger'],
    ])
      expect([next, ownPath(next)]).toEqual([next, '/']);
  });
});

describe('the settings', () => {
  it('refuse what would not be safe or cannot be meant', () => {
    for (const wrong of [
      { issuer: 'http://sso.example' },
      { name: 'City Hall' },
      { scope: 'profile' },
      { posts: { claim: 'groups', give: { a: ['king@root'] } } },
      { clientSecretFile: '/no/such/file' },
      { unknown: true },
    ])
      expect(() => provider(wrong)).toThrow();
    expect(provider({ issuer: 'http://127.0.0.1:3000' }).issuer).toBe('http://127.0.0.1:3000');
    const twice = { name: 'city', tenant: 'b1', label: 'x', issuer: 'https://sso.example', clientId: 'luoshi' };
    expect(() => parseSignOn({ providers: [twice, twice] }, '.')).toThrow();
    expect(() =>
      parseSignOn({ proxy: { header: 'x-user', from: ['0.0.0.0/0'], tenant: 'b1', label: 'x' } }, '.'),
    ).toThrow();
    expect(() => parseSignOn({ proxy: { header: 'x-user', from: [], tenant: 'b1', label: 'x' } }, '.')).toThrow();
  });

  it('are named with their place when they are wrong; a secret may lie in a file of its own beside them', () => {
    const folder = mkdtempSync(join(tmpdir(), 'luoshi-test-'));
    const path = join(folder, 'sign-on.json');
    const city = { name: 'city', tenant: 'b1', label: 'x', clientId: 'luoshi' };
    try {
      writeFileSync(path, JSON.stringify({ providers: [{ ...city, issuer: 'http://sso.example' }] }));
      expect(() => readSignOn(path)).toThrow(/sign-on\.json.*providers\.0\.issuer.*https/);
      writeFileSync(path, '{"providers":[');
      expect(() => readSignOn(path)).toThrow(/sign-on\.json.*JSON/);
      const settings = { ...city, issuer: 'https://sso.example', clientSecretFile: 'secret' };
      writeFileSync(path, JSON.stringify({ providers: [settings] }));
      expect(() => readSignOn(path)).toThrow('ENOENT');
      writeFileSync(join(folder, 'secret'), 'between the two\n');
      expect(readSignOn(path).providers[0]?.clientSecret).toBe('between the two');
    } finally {
      rmSync(folder, { recursive: true });
    }
    expect(readSignOn(null)).toEqual({ providers: [], proxy: null });
  });
});
