import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect } from '../../src/platform/database/connect';
import { openFileStore } from '../../src/platform/files/file-store';
import { type Job, job } from '../../src/platform/jobs/job';
import { type JobOutcome, type RunningJobs, startJobs } from '../../src/platform/jobs/run-jobs';
import type { House, News } from '../../src/platform/run-operation';
import { createTestDatabase } from '../support/test-database';
import { longJob } from './support/long-job';

// Due once in thirty years: whatever time it is, one run is due now and no other during the test.
const SELDOM = { everySeconds: 1_000_000_000 };

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let owner: pg.Client;
const closing: (() => Promise<void>)[] = [];

/** A server on the one database, as far as jobs go: a pool and a rhythm of its own. */
const startServer = (jobs: Job[], told: JobOutcome[] = [], onNews?: House['told']): RunningJobs => {
  const { db, pool, close } = connect(database.url, 3);
  const server = startJobs({
    house: { db, files: openFileStore('unused'), told: onNews },
    pool,
    ownerUrl: database.url,
    jobs,
    onOutcome: outcome => void told.push(outcome),
    onTrouble: error => {
      throw error;
    },
    lookSeconds: 0.05,
    tidySeconds: 1,
  });
  closing.push(async () => {
    await server.stop(1);
    await close();
  });
  return server;
};

const rowsOf = async (name: string): Promise<{ state: string; retryCount: number }[]> =>
  (await owner.query('select state, retry_count as "retryCount" from pgboss.job where name = $1', [name])).rows;

beforeAll(async () => {
  database = await createTestDatabase();
  owner = new pg.Client({ connectionString: database.url });
  await owner.connect();
});

afterAll(async () => {
  for (const close of closing) await close();
  await owner?.end();
  await database?.drop();
});

describe('a job on three servers that started together', () => {
  it('runs once for each time it is due', async () => {
    const dues: string[] = [];
    const often = job({
      name: 'test.often',
      summary: 'runs five times a second',
      schedule: { everySeconds: 0.2 },
      run: async ({ due }) => void dues.push(due),
    });
    const servers = [startServer([often]), startServer([often]), startServer([often])];
    await expect.poll(() => dues.length).toBeGreaterThanOrEqual(20);
    for (const server of servers) await server.stop(5);
    expect(new Set(dues).size).toBe(dues.length);
    const rows = await rowsOf('test.often');
    expect(rows.filter(({ state }) => state === 'completed').length).toBe(dues.length);
  });

  it('is done at the start where it was missed, and not again by a server that starts later', async () => {
    const dues: string[] = [];
    const seldom = job({
      name: 'test.seldom',
      summary: 'runs every thirty years',
      schedule: SELDOM,
      run: async ({ due }) => void dues.push(due),
    });
    const first = startServer([seldom]);
    await expect.poll(() => dues.length).toBe(1);
    await first.stop(5);
    const told: JobOutcome[] = [];
    const marker = job({ name: 'test.marker', summary: 'marks', schedule: { everySeconds: 0.1 }, run: async () => {} });
    const second = startServer([seldom, marker], told);
    // Several looks later.
    await expect.poll(() => told.length).toBeGreaterThanOrEqual(5);
    await second.stop(5);
    expect(dues.length).toBe(1);
    expect(told.filter(outcome => outcome.job === 'test.seldom')).toEqual([]);
  });
});

describe('a run that goes wrong', () => {
  it('is tried again after a wait, and told each time', async () => {
    const told: JobOutcome[] = [];
    let tries = 0;
    const shaky = job({
      name: 'test.shaky',
      summary: 'fails twice',
      schedule: SELDOM,
      retrySeconds: 600,
      run: async () => {
        tries += 1;
        if (tries < 3) throw new Error('the ministry is closed');
      },
    });
    const server = startServer([shaky], told);
    for (const expected of [1, 2]) {
      await expect.poll(() => tries).toBe(expected);
      // It waits its ten minutes or more; then the clock moves on.
      await expect.poll(async () => (await rowsOf('test.shaky'))[0]?.state).toBe('retry');
      const { rows } = await owner.query(
        `select start_after > now() + interval '590 s' as waits, output from pgboss.job where name = 'test.shaky'`,
      );
      expect(rows).toEqual([{ waits: true, output: { error: 'Error' } }]);
      await owner.query(`update pgboss.job set start_after = now() where name = 'test.shaky'`);
    }
    await expect.poll(async () => (await rowsOf('test.shaky'))[0]?.state).toBe('completed');
    await server.stop(5);
    expect(told.map(({ outcome, error }) => [outcome, (error as Error | undefined)?.message])).toEqual([
      ['failed', 'the ministry is closed'],
      ['failed', 'the ministry is closed'],
      ['done', undefined],
    ]);
  });

  it('on a server that is killed in the middle is taken up by another', async () => {
    await owner.query('create table public.test_runs (pid int, due timestamptz)');
    await owner.query('grant insert on public.test_runs to luoshi_server');
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', join(import.meta.dirname, 'support/long-job-server.ts'), database.url],
      { stdio: ['ignore', 'inherit', 'inherit'] },
    );
    const begun = async () => (await owner.query('select pid, due from public.test_runs')).rows;
    await expect.poll(begun).toHaveLength(1);
    child.kill('SIGKILL');
    await once(child, 'exit');
    const [killed] = await begun();
    const dues: string[] = [];
    const server = startServer([longJob(async ({ due }) => void dues.push(due))]);
    await expect.poll(() => dues).toEqual([killed.due.toISOString()]);
    await server.stop(5);
    expect(killed.pid).toBe(child.pid);
    expect(await rowsOf('test.long')).toEqual([{ state: 'completed', retryCount: 1 }]);
  });

  it('on a server that is asked to stop is given back', async () => {
    let begun = false;
    const endless = (run: Job['run']) =>
      job({ name: 'test.endless', summary: 'heeds nobody', schedule: SELDOM, retrySeconds: 1, run });
    const first = startServer([
      endless(async () => {
        begun = true;
        await new Promise(() => {});
      }),
    ]);
    await expect.poll(() => begun).toBe(true);
    await first.stop(0.1);
    const told: JobOutcome[] = [];
    const second = startServer([endless(async () => {})], told);
    await expect.poll(() => told.map(({ outcome }) => outcome)).toEqual(['done']);
    await second.stop(5);
  });
});

describe('a job that acts in every body', () => {
  it('goes on where one fails, and writes down what it changed in its own name', async () => {
    for (const code of ['qingxi', 'yunchuan', 'baishui'])
      await owner.query(`insert into tenants (code, name, short_name, created_at) values ($1, $1, $1, now())`, [code]);
    const { rows: bodies } = await owner.query<{ id: string }>('select tenant_id::text as id from tenants order by 1');
    const told: JobOutcome[] = [];
    const news: News[] = [];
    const seen: string[] = [];
    const round = job({
      name: 'test.round',
      summary: 'visits every body',
      schedule: SELDOM,
      run: ({ inEachTenant }) =>
        inEachTenant(async ({ tenantId, audit }) => {
          seen.push(tenantId);
          audit({ kind: 'task', id: '1', after: { light: 'red' } });
          if (tenantId === bodies[1]!.id) throw new Error('this body is broken');
        }),
    });
    const server = startServer([round], told, ({ tenantId, changes }) => news.push({ tenantId, changes }));
    await expect.poll(() => told.length).toBe(1);
    await server.stop(5);
    const whole = [bodies[0]!.id, bodies[2]!.id];
    expect(seen).toEqual(bodies.map(({ id }) => id));
    expect(told[0]).toMatchObject({ outcome: 'failed', error: { cause: { message: 'this body is broken' } } });
    expect(news.map(({ tenantId }) => tenantId)).toEqual(whole);
    const { rows } = await owner.query(
      'select tenant_id::text as id, user_id, operation, via, after from audit_entries order by tenant_id',
    );
    const entry = { user_id: null, operation: 'test.round', via: 'job', after: { light: 'red' } };
    expect(rows).toEqual(whole.map(id => ({ id, ...entry })));
  });
});
