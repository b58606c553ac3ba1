import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSession } from '../../src/subjects/identity/sessions';
import { startTestApp, type TestApp } from '../support/app';
import { expectSound, type Knock, knock } from './support/knock';
import { type Listening, listen } from './support/listening';

const JSON_TYPE = { 'content-type': 'application/json' };
const post = (
  payload: string | Buffer,
  headers: Record<string, string> = JSON_TYPE,
  url = '/api/identity/signIn',
): Knock => ({
  method: 'POST',
  url,
  payload,
  headers,
});
const GOOD = '{"login":"anna","password":"correct horse battery"}';

/** Somebody of the office, who may look at everything. */
const tokenOf = async ({ owner, tenantId, visit }: TestApp): Promise<string> => {
  const { userId } = await visit('office', 'supervisor', 'root');
  return startSession(owner, tenantId, userId, new Date().toISOString(), { by: 'password' });
};

describe('requests that no program of ours sends', () => {
  let app: TestApp;
  let server: Listening;
  let office: string;
  beforeAll(async () => {
    app = await startTestApp();
    office = await tokenOf(app);
    server = await listen(app);
  });
  afterAll(async () => {
    await server.close();
    await app.close();
  });

  const bodies: [string, Knock][] = [
    ['no JSON', post('{"login":')],
    ['an empty body', post('')],
    ['JSON that is no object', post('"login"')],
    ['null', post('null')],
    ['an array', post(`[${GOOD}]`)],
    ['a number that is none', post('{"login":NaN}')],
    ['JSON as text', post(GOOD, { 'content-type': 'text/plain' })],
    ['JSON as a form', post(GOOD, { 'content-type': 'application/x-www-form-urlencoded' })],
    ['a form as JSON', post('login=anna&password=x')],
    ['no type at all', post(GOOD, {})],
    [
      'another character set',
      post(Buffer.from(GOOD, 'utf16le'), { 'content-type': 'application/json; charset=utf-16le' }),
    ],
    ['bytes that are no UTF-8', post(Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]))],
    ['a packed body', post(gzipSync(GOOD), { ...JSON_TYPE, 'content-encoding': 'gzip' })],
    ['a packed bomb', post(gzipSync(Buffer.alloc(50_000_000, 32)), { ...JSON_TYPE, 'content-encoding': 'gzip' })],
    ['a prototype', post('{"__proto__":{"admin":true},"login":"a","password":"b"}')],
    ['a constructor', post('{"constructor":{"prototype":{"admin":true}},"login":"a","password":"b"}')],
    ['a body of 6 MB', post(`{"login":"${'a'.repeat(6 * 2 ** 20)}"}`)],
    ['a million brackets', post(`${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}`)],
    ['a million braces', post(`${'{"a":'.repeat(500_000)}1${'}'.repeat(500_000)}`)],
    ['a hundred thousand keys', post(`{${Array.from({ length: 100_000 }, (_, at) => `"k${at}":1`).join()}}`)],
    [
      'multipart without an end',
      post(
        '--x\r\nContent-Disposition: form-data; name="file"',
        { 'content-type': 'multipart/form-data; boundary=x' },
        '/api/compile',
      ),
    ],
    ['multipart without a boundary', post('x', { 'content-type': 'multipart/form-data' }, '/api/compile')],
    ['multipart where JSON is meant', post('--x--', { 'content-type': 'multipart/form-data; boundary=x' })],
    ['a compilation without anything', post('{}', JSON_TYPE, '/api/compile')],
    ['a compilation of a number', post('{"text":1,"name":{}}', JSON_TYPE, '/api/compile')],
    [
      'corrections of a compilation that are none',
      post('{"text":"一、","corrections":{"length":1}}', JSON_TYPE, '/api/compile'),
    ],
  ];
  it.each(bodies)('%s is refused with a code', async (said, request) => {
    const answer = await knock(app.app, request, null);
    expect(answer.statusCode).toBeGreaterThanOrEqual(400);
    expectSound(answer, said);
  });

  it.each(['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const)(
    '%s does not do what only POST does',
    async method => {
      const answer = await knock(app.app, { method, url: '/api/identity/signOut' }, null);
      expect(answer.statusCode).toBe(404);
    },
  );

  it('POST is no way to read', async () => {
    expect((await knock(app.app, post('{}', JSON_TYPE, '/api/org/start'), null)).statusCode).toBe(404);
  });

  it.each([
    ['/api/tasks/list?year=2026&year=2027'],
    ['/api/tasks/list?light[]=red&light[x]=1'],
    ['/api/tasks/list?%'],
    ['/api/tasks/list?q=%ff%fe%00'],
    ['/api/tasks/list?__proto__=1&constructor=2&toString=3'],
    [`/api/tasks/list?${'q=1&'.repeat(5000)}`],
    ['/api/org/invitation?token=9999999999999999999.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'],
    ['/api/org/invitation?token=../../etc/passwd'],
    ['/api/%2e%2e/%2e%2e/etc/passwd'],
    ['/api/files/content?id=9999999999999999999'],
    ['/api/files/content?id=1&id=2'],
    ['/api/files/content'],
    ['/api/%'],
    ['/api/%00'],
    ['/api//tasks//list'],
    ['/%c0%ae%c0%ae/'],
  ])('%.60s has an answer', async url => {
    expectSound(await knock(app.app, { method: 'GET', url }, office), url);
    expectSound(await knock(app.app, { method: 'GET', url }, null), url);
  });

  it.each([
    '9999999999999999999.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
    '-1.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
    "1' or '1'='1",
    '%00',
    'a'.repeat(4000),
  ])('the session %.30s is nobody’s', async token => {
    const answer = await knock(app.app, { method: 'GET', url: '/api/org/me' }, token);
    expect(answer.statusCode).toBe(401);
  });

  it.each([
    '/assets/../secret.txt',
    '/assets/..%2fsecret.txt',
    '/assets/%2e%2e/secret.txt',
    '/assets/..%5csecret.txt',
    '/assets/..\\secret.txt',
    '/assets/%00',
    '/assets/app.js%00.txt',
    '//assets/../secret.txt',
    '/assets/....//secret.txt',
    '/secret.txt',
    '/assets/',
    '/assets/missing.js',
  ])('nothing beside the assets is served by %s', async path => {
    const heard = await server.say(`GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
    expect(heard).not.toContain('not to be seen');
    expect(heard).toMatch(/^HTTP\/1\.1 (200|400|403|404) /);
    if (path.startsWith('/assets/m')) expect(heard).toMatch(/^HTTP\/1\.1 404/);
  });

  it.each([
    [
      'two lengths',
      'POST /api/identity/signIn HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nabcd',
    ],
    [
      'a length and chunks',
      'POST /api/identity/signIn HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    ],
    [
      'chunks of an odd name',
      'POST /api/identity/signIn HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n',
    ],
    ['a bare line feed', 'GET /healthz HTTP/1.1\nHost: x\nX: y\rz\n\n'],
    ['a space before the colon', 'GET /healthz HTTP/1.1\r\nHost : x\r\n\r\n'],
    ['a folded header', 'GET /healthz HTTP/1.1\r\nHost: x\r\nX: a\r\n\tb\0c\r\n\r\n'],
    ['no host', 'GET /healthz HTTP/1.1\r\n\r\n'],
    ['too long an address', `GET /${'a'.repeat(20_000)} HTTP/1.1\r\nHost: x\r\n\r\n`],
    ['too many headers', `GET /healthz HTTP/1.1\r\nHost: x\r\n${'X-A: b\r\n'.repeat(8000)}\r\n`],
    ['no HTTP', 'hello\r\n\r\n'],
    ['TRACE', 'TRACE /api/org/me HTTP/1.1\r\nHost: x\r\nCookie: luoshi=secret\r\nConnection: close\r\n\r\n'],
    ['CONNECT', 'CONNECT example.com:443 HTTP/1.1\r\nHost: x\r\n\r\n'],
  ])('%s is no request', async (_, bytes) => {
    const heard = await server.say(bytes);
    expect(heard).not.toMatch(/^HTTP\/1\.1 [25]/);
    expect(heard).not.toContain('luoshi=secret');
  });

  it.each([
    ['hello\r\n\r\n', 400, 'malformed-request'],
    [`GET /${'a'.repeat(20_000)} HTTP/1.1\r\nHost: x\r\n\r\n`, 431, 'headers-too-large'],
    ['GET / HTTP/1.1\r\nHost: x\r\n', 408, 'request-too-slow'],
  ])('what never becomes a request is told so with a code: %.20j', async (bytes, status, code) => {
    const heard = await server.say(bytes);
    expect(heard).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(JSON.parse(heard.split('\r\n\r\n')[1]!).error.code).toBe(code);
  });

  it('an upgrade to a websocket is not taken up', async () => {
    const heard = await server.say(
      'GET /api/org/start HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, close\r\nUpgrade: websocket\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n',
    );
    expect(heard).not.toContain('101 ');
  });

  it('the host that a request names appears nowhere in an answer', async () => {
    const heard = await server.say(
      'GET / HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: evil.example\r\nConnection: close\r\n\r\n',
    );
    expect(heard).toMatch(/^HTTP\/1\.1 200/);
    expect(heard).not.toContain('evil.example');
  });

  it('who sends a header every while is hung up on', async () => {
    expect(await server.hangsUp('GET / HTTP/1.1\r\nHost: x\r\n', 'X-A: b\r\n')).toBe(true);
  });
  it('who sends a body drop by drop is hung up on', async () => {
    const head =
      'POST /api/identity/signIn HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000000\r\n\r\n{';
    expect(await server.hangsUp(head, ' ')).toBe(true);
  });
  it('who says nothing is hung up on', async () => {
    expect(await server.hangsUp('')).toBe(true);
  });
  it('who waits for an answer is not, however long it takes', async () => {
    const body = '{"login":"nobody","password":"x"}';
    const asked = server.say(
      `POST /api/identity/signIn HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    );
    // Twice the silence that this server bears.
    await app.owner.transaction().execute(async db => {
      await sql`lock table users, sign_in_failures in access exclusive mode`.execute(db);
      await sleep(3000);
    });
    expect(await asked).toMatch(/^HTTP\/1\.1 401 /);
  });
});

describe('what every answer says to a browser', () => {
  let app: TestApp;
  let server: Listening;
  beforeAll(async () => {
    app = await startTestApp();
    server = await listen(app);
  });
  afterAll(async () => {
    await server.close();
    await app.close();
  });

  it.each([
    '/',
    '/api/org/start',
    '/api/org/me',
    '/api/none',
    '/api/%',
    '/assets/app.js',
    '/assets/none.js',
    '/any/page',
  ])('%s: no sniffing, no frame, no sender, no features', async path => {
    const { headers } = await fetch(`http://127.0.0.1:${server.port}${path}`);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
    expect(headers.get('permissions-policy')).toContain('camera=()');
    expect(headers.get('access-control-allow-origin')).toBeNull();
    expect(headers.get('server')).toBeNull();
    expect(headers.get('x-powered-by')).toBeNull();
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    if (path.startsWith('/api/')) expect(headers.get('cache-control')).toBe('no-store');
  });

  it('the page runs its own scripts and styles only, each time with another nonce', async () => {
    const look = async () => {
      const answer = await fetch(`http://127.0.0.1:${server.port}/ledger`);
      const policy = answer.headers.get('content-security-policy')!;
      const nonce = /'nonce-([^']+)'/.exec(policy)![1]!;
      expect(policy).toContain("script-src 'self';");
      expect(policy).toContain("object-src 'none'");
      expect(policy).toContain("base-uri 'none'");
      expect(policy).toContain("form-action 'self'");
      expect(policy).not.toMatch(/script-src[^;]*unsafe/);
      expect(policy).not.toMatch(/style-src [^;]*unsafe/);
      expect(await answer.text()).toContain(`nonce="${nonce}"`);
      return nonce;
    };
    expect(await look()).not.toBe(await look());
  });
});
