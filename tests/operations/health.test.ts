import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openReadiness } from '../../src/platform/observing/readiness';
import { urlOfDatabase } from '../support/database-url';
import { type ServerProcess, startServer } from './support/server-process';

let server: ServerProcess;

beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

const get = async (path: string, headers: Record<string, string> = {}, address = server.address) => {
  const answer = await fetch(`${address}${path}`, { headers });
  return { status: answer.status, type: answer.headers.get('content-type') ?? '', text: await answer.text() };
};

describe('a server that people ask how it is', () => {
  it('is ready, and says of what it has made sure', async () => {
    const { status, text } = await get('/readyz');
    expect(status).toBe(200);
    expect(JSON.parse(text)).toMatchObject({
      status: 'ready',
      checks: { database: 'ok', migrations: 'ok', disk: 'ok' },
    });
  });

  it('is not ready where the database lacks a migration; one that it does not know is worth a warning', async () => {
    const owner = new pg.Client({ connectionString: server.databaseUrl });
    await owner.connect();
    const { rows } = await owner.query(
      'delete from migrations where name = (select max(name) from migrations) returning *',
    );
    await expect.poll(() => get('/readyz')).toMatchObject({ status: 503 });
    const { text } = await get('/readyz');
    expect(JSON.parse(text)).toMatchObject({ status: 'not-ready', checks: { migrations: 'database-is-older' } });
    // Alive all the same: nobody should start it anew for this.
    expect(await get('/healthz')).toMatchObject({ status: 200, text: '{"status":"ok"}' });

    await owner.query("insert into migrations values ($1, $2), ('9999_later.sql', now())", [
      rows[0].name,
      rows[0].applied_at,
    ]);
    await expect.poll(() => get('/readyz')).toMatchObject({ status: 200 });
    expect(JSON.parse((await get('/readyz')).text)).toMatchObject({
      status: 'ready',
      checks: { migrations: 'ok', version: 'database-is-newer' },
    });
    await owner.query("delete from migrations where name = '9999_later.sql'");
    await owner.end();
    await expect.poll(async () => JSON.parse((await get('/readyz')).text)).toMatchObject({ checks: { version: 'ok' } });
  });

  it('is not ready while its database is away, and is again by itself', async () => {
    const { pathname } = new URL(server.databaseUrl);
    const name = pathname.slice(1);
    const other = new pg.Client({ connectionString: urlOfDatabase(server.databaseUrl, 'postgres') });
    await other.connect();
    await other.query(`alter database ${name} allow_connections false`);
    await other.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name]);
    await expect.poll(() => get('/readyz')).toMatchObject({ status: 503 });
    expect(JSON.parse((await get('/readyz')).text)).toMatchObject({
      status: 'not-ready',
      checks: { database: 'failed' },
    });
    expect((await get('/healthz')).status).toBe(200);
    // The figures that need no database are there all the same, and say so.
    const { text } = await get('/metrics');
    expect(text).toContain('luoshi_check_failing{check="database"} 1');
    expect(text).not.toContain('luoshi_audit_unsealed 0');
    await other.query(`alter database ${name} allow_connections true`);
    await other.end();
    await expect.poll(() => get('/readyz')).toMatchObject({ status: 200 });
  });

  it('warns of a disk that fills, and still serves', async () => {
    const full = await startServer({ LUOSHI_MIN_FREE_MB: '10000000' });
    try {
      const { status, text } = await get('/readyz', {}, full.address);
      expect(status).toBe(200);
      expect(JSON.parse(text)).toMatchObject({ status: 'ready', checks: { disk: 'disk-is-nearly-full' } });
      expect((await get('/metrics', {}, full.address)).text).toContain('luoshi_check_failing{check="disk"} 1');
      expect(full.said()).toContain('磁盘只剩');
    } finally {
      await full.close();
    }
  });

  it('tells a stranger which check fails, and nothing else', async () => {
    const { text } = await get('/readyz', { 'x-forwarded-for': '203.0.113.9' });
    expect(JSON.parse(text)).toEqual({ status: 'ready', failing: [] });
  });

  it('counts its requests by operation and status, and knows its pool, disk and event loop', async () => {
    await get('/api/org/start');
    const { status, type, text } = await get('/metrics');
    expect({ status, type }).toEqual({ status: 200, type: 'text/plain; version=0.0.4; charset=utf-8' });
    expect(text).toMatch(/^luoshi_request_seconds_count\{operation="org\.start",status="200"\} [1-9]/m);
    expect(text).toMatch(/^luoshi_database_connections\{use="idle"\} \d/m);
    expect(text).toMatch(/^luoshi_disk_free_bytes [1-9]/m);
    expect(text).toMatch(/^luoshi_audit_unsealed 0$/m);
    expect(text).toMatch(/^nodejs_eventloop_lag_seconds /m);
    // One name for all addresses that somebody tries: the number of series is bounded.
    for (const path of ['/a', '/b/c', '/api/none', '/api/tasks/none']) await get(path);
    const after = (await get('/metrics')).text;
    const names = [...after.matchAll(/luoshi_request_seconds_count\{operation="([^"]+)"/g)].map(match => match[1]);
    expect(names.filter(name => /none|^\/[abc]/.test(name!))).toEqual([]);
    expect(names).toContain('web');
  });

  it('keeps its figures from visitors that a proxy passes on', async () => {
    for (const header of ['x-forwarded-for', 'forwarded', 'via', 'x-real-ip'])
      expect((await get('/metrics', { [header]: '203.0.113.9' })).text).not.toContain('luoshi_request');
  });
});

describe('a server with a token for its figures', () => {
  it('shows them to who has it, from wherever, and to nobody else', async () => {
    const guarded = await startServer({ LUOSHI_METRICS_TOKEN: 'watchful-heron' });
    try {
      const figures = (headers: Record<string, string>) => get('/metrics', headers, guarded.address);
      expect((await figures({})).text).not.toContain('luoshi_request');
      expect((await figures({ authorization: 'Bearer watchful-hero' })).text).not.toContain('luoshi_request');
      expect(await figures({ authorization: 'Bearer watchful-heron', 'x-forwarded-for': '203.0.113.9' })).toMatchObject(
        {
          status: 200,
        },
      );
    } finally {
      await guarded.close();
    }
  });
});

describe('readiness', () => {
  it('takes a check that does not answer, or breaks, for one that fails', async () => {
    const readiness = openReadiness(
      { name: 'broken', level: 'needed', run: async () => Promise.reject(new Error('password=hunter2')) },
      { name: 'silent', level: 'warns', run: () => new Promise(() => undefined) },
      { name: 'good', level: 'needed', run: async () => null },
    );
    expect((await readiness.look()).map(({ name, reason }) => [name, reason])).toEqual([
      ['broken', 'failed'],
      ['silent', 'no-answer'],
      ['good', null],
    ]);
    readiness.stop();
    expect(await readiness.look()).toEqual([{ name: 'stopping', level: 'needed', reason: 'stopping' }]);
  });
});
