import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cleanError } from '../../src/platform/observing/clean-error';
import { readableLine } from '../../src/platform/observing/log';
import { type ServerProcess, startServer } from './support/server-process';

// What people give to the system on a busy morning; none of it belongs in a log.
const PERSONAL = {
  name: '欧阳晓晴',
  login: 'ouyangxiaoqing',
  password: 'four horses in the rain',
  wrongPassword: 'five horses in the snow',
  colleague: '慕容立本',
  colleagueLogin: 'murongliben',
  task: '欧阳老师家访困难学生',
  comment: '慕容说电话13912345678打不通',
  search: '上官婉秋',
  file: '诸葛名单.txt',
  content: '身份证号110101199003072316',
};

let server: ServerProcess;
const cookies: string[] = [];
const folder = mkdtempSync(join(tmpdir(), `luoshi-test-${process.pid}-`));

beforeAll(async () => {
  // Every statement is slow: all the texts of a morning's SQL are seen.
  server = await startServer({ LUOSHI_LOG: 'debug', LUOSHI_LOG_FORMAT: 'json', LUOSHI_SLOW_MS: '1' });
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

const ask = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
  const isForm = body instanceof FormData;
  const answer = await fetch(`${server.address}${path}`, {
    method,
    headers: {
      ...(body !== undefined && !isForm && { 'content-type': 'application/json' }),
      cookie: cookies.join('; '),
      ...headers,
    },
    body: isForm || typeof body === 'string' || body === undefined ? body : JSON.stringify(body),
  });
  for (const cookie of answer.headers.getSetCookie()) {
    const [pair = ''] = cookie.split(';');
    cookies.push(pair);
  }
  const text = await answer.text();
  return { status: answer.status, id: answer.headers.get('x-request-id'), body: text ? JSON.parse(text) : null };
};

const asOwner = async (sql: string): Promise<Record<string, unknown>[]> => {
  const client = new pg.Client({ connectionString: server.databaseUrl });
  await client.connect();
  const { rows } = await client.query(sql).finally(() => client.end());
  return rows;
};

const lines = (operation: string) =>
  server.logged().filter(line => line.operation === operation && line.msg === 'request');

describe('the log of a busy morning', () => {
  let created: { id: string | null };

  it('has a line for every request', async () => {
    const { name, login, password, colleague, colleagueLogin, task, comment, search } = PERSONAL;
    const bureau = { name: '青溪市教育局', shortName: '青溪', login, userName: name, password };
    created = await ask('POST', '/api/identity/createBureau', bureau);
    expect(created).toMatchObject({ status: 200 });
    const units = await ask('GET', '/api/org/units');
    const [{ id: unitId }] = units.body;
    expect(await ask('POST', '/api/identity/signIn', { login, password: PERSONAL.wrongPassword })).toMatchObject({
      status: 401,
    });
    expect(
      await ask('POST', '/api/org/invite', { name: colleague, login: colleagueLogin, role: 'liaison', unitId }),
    ).toMatchObject({ status: 200 });
    const made = await ask('POST', '/api/tasks/create', {
      year: 2026,
      source: 'meeting',
      title: task,
      leadUnitId: unitId,
      unitIds: [],
      dueOn: '2026-12-01',
    });
    expect(made.status).toBe(200);
    const { taskId } = made.body;
    expect(await ask('POST', '/api/tasks/comment', { taskId, body: comment })).toMatchObject({ status: 200 });
    await ask('GET', `/api/overview/search?query=${encodeURIComponent(search)}&q=${encodeURIComponent(search)}`);
    await ask('GET', `/api/tasks/list?year=2026&search=${encodeURIComponent(search)}`);
    // Broken, refused and lost requests quote what they were given in their errors.
    await ask('POST', '/api/identity/signIn', `{"login":"${login}","password":${PERSONAL.wrongPassword}`);
    await ask('POST', '/api/tasks/create', { title: name, year: search, dueOn: comment });
    await ask('GET', `/api/people/${encodeURIComponent(name)}?of=${encodeURIComponent(search)}`);
    const form = new FormData();
    form.append('file', new File([PERSONAL.content], PERSONAL.file, { type: 'text/plain' }));
    expect((await ask('POST', '/api/files', form)).status).toBe(200);
    // A failure that nobody expected quotes what it failed on.
    await asOwner(`create function surprise(body text) returns boolean language plpgsql as $$
      begin raise exception 'cannot keep "%"', body using detail = body, table = 'task_comments'; end $$`);
    await asOwner('alter table task_comments add constraint surprise check (surprise(body)) not valid');
    const failed = await ask('POST', '/api/tasks/comment', { taskId, body: comment });
    expect(failed).toMatchObject({ status: 500, body: { error: { code: 'internal', detail: { id: failed.id } } } });
    // The lines of the last request: all others are there before.
    await expect
      .poll(() =>
        server
          .logged()
          .filter(line => line.request === failed.id)
          .map(({ level }) => level),
      )
      .toContain('error');
    await expect.poll(() => lines('tasks.comment').length).toBeGreaterThan(0);

    expect(server.logged().find(line => line.level === 'error')).toMatchObject({
      msg: 'unexpected failure',
      request: failed.id,
      err: { code: 'P0001', table: 'task_comments', message: 'cannot keep "…"', stack: expect.any(String) },
    });
    expect(lines('identity.createBureau')).toEqual([
      expect.objectContaining({ level: 'info', method: 'POST', status: 200, request: created.id }),
    ]);
    expect(lines('identity.signIn').map(({ status, refusal }) => [status, refusal])).toEqual([
      [401, 'wrong-credentials'],
      [400, 'invalid-input'],
    ]);
    const [list] = lines('tasks.list');
    expect(list).toMatchObject({
      method: 'GET',
      status: 200,
      tenant: '1',
      ms: expect.any(Number),
      bytes: expect.any(Number),
    });
    expect(Object.keys(list!).sort()).toEqual(
      ['bytes', 'level', 'method', 'ms', 'msg', 'operation', 'request', 'status', 'tenant', 'time'].sort(),
    );
  });

  it('names slow statements by their text and operation, never with parameters', async () => {
    const slow = server.logged().filter(line => line.msg === 'slow statement');
    const inserts = slow.filter(line => line.operation === 'tasks.create' && String(line.sql).startsWith('insert'));
    expect(inserts.length).toBeGreaterThan(0);
    expect(inserts[0]).toMatchObject({
      level: 'warn',
      request: expect.any(String),
      sql: expect.stringContaining('$1'),
    });
  });

  it('holds nothing that people wrote: no name, login, password, search, comment, file name or token', () => {
    const said = server.said();
    expect(said.length).toBeGreaterThan(2000);
    const tokens = cookies.map(cookie => cookie.slice(cookie.indexOf('=') + 1)).filter(token => token.length > 10);
    expect(tokens.length).toBeGreaterThan(0);
    const secrets = [...Object.values(PERSONAL), ...tokens];
    const found = secrets.filter(each => said.includes(each) || said.includes(encodeURIComponent(each)));
    expect(found).toEqual([]);
    // Nor a piece of them: the parser quotes the beginning of what it could not read.
    expect(said).not.toMatch(/欧阳|慕容|上官|诸葛|horses|139123|110101|127\.0\.0\.1[^:]/);
  });

  it('carries the same id as the audit row and the answer', async () => {
    const [row] = await asOwner(`select operation from audit_entries where request_id = '${created.id}'`);
    expect(row).toEqual({ operation: 'identity.createBureau' });
  });

  it('takes an id from a visitor from nobody', async () => {
    const { id } = await ask('GET', '/healthz', undefined, { 'x-request-id': 'chosen-by-a-visitor' });
    expect(id).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe('a trusted proxy', () => {
  it('gives the id that its own log has, and the address that it saw', async () => {
    const behind = await startServer({
      LUOSHI_LOG: 'info',
      LUOSHI_LOG_FORMAT: 'json',
      LUOSHI_TRUST_PROXY: 'loopback',
      LUOSHI_LOG_ADDRESS: 'yes',
    });
    try {
      const headers = {
        'x-request-id': '0af7651916cd43dd',
        'x-forwarded-for': '203.0.113.9',
        'x-forwarded-proto': 'https',
      };
      const answer = await fetch(`${behind.address}/api/org/start`, { headers });
      expect(answer.headers.get('x-request-id')).toBe('0af7651916cd43dd');
      expect(answer.headers.get('strict-transport-security')).toBe('max-age=31536000');
      await answer.text();
      await sleep(100);
      expect(behind.logged().find(line => line.operation === 'org.start')).toMatchObject({
        request: '0af7651916cd43dd',
        address: '203.0.113.9',
      });
      const evil = await fetch(`${behind.address}/healthz`, { headers: { 'x-request-id': 'a b\u0001*/ drop' } }).catch(
        () => null,
      );
      expect(evil?.headers.get('x-request-id') ?? 'refused').not.toContain('drop');
    } finally {
      await behind.close();
    }
  });
});

describe('an error in the log', () => {
  it('keeps where it happened and leaves out what it quotes', async () => {
    const reasonOf = (sql: string) => asOwner(sql).catch((reason: Error) => reason);
    const error = await reasonOf(
      "insert into tenants (code, name, short_name, settings, created_at) select code, '欧阳', 'x', '{}', now() from tenants",
    );
    const cast = await reasonOf("select '欧阳晓晴'::bigint");
    expect(cleanError(error)).toMatchObject({
      type: 'error',
      code: '23505',
      table: 'tenants',
      stack: expect.any(String),
    });
    expect(JSON.stringify([cleanError(error), cleanError(cast)])).not.toMatch(/欧阳|b1\b/);
    expect(cleanError(cast).message).toBe('invalid input syntax for type bigint: "…"');
  });

  it('keeps the program’s own words', () => {
    const error = new TypeError("Cannot read properties of undefined (reading 'taskId')");
    expect(cleanError(error)).toMatchObject({ type: 'TypeError', message: error.message });
  });

  it('is a line for people where people read', () => {
    const json = JSON.stringify({
      time: '2026-03-02T08:09:10.111Z',
      level: 'warn',
      msg: 'slow statement',
      ms: 812,
      operation: 'tasks.list',
    });
    expect(readableLine(json)).toBe('08:09:10 warn  slow statement ms=812 operation=tasks.list');
  });
});
