import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { addressOf } from '../../src/platform/operation';
import { webhookJobs } from '../../src/subjects/exchange/jobs';
import { jobs } from '../../src/subjects/registry';
import { enter } from '../faults/kills/client';
import { type ServerUnderFire, serverUnderFire } from '../faults/kills/server-under-fire';
import { urlOfDatabase } from '../support/database-url';
import { listen } from './support/listen';

// Two servers as they are installed, started together on one empty database and one folder.
let admin: pg.Client;
let owner: pg.Client;
let folder: string;
let one: ServerUnderFire;
let two: ServerUnderFire;
const name = `luoshi_two_${process.pid}_${Date.now().toString(36)}`;

beforeAll(async () => {
  const { url: server } = inject('testServer');
  admin = new pg.Client({ connectionString: server });
  await admin.connect();
  await admin.query(`create database ${name}`);
  const url = urlOfDatabase(server, name);
  owner = new pg.Client({ connectionString: url });
  await owner.connect();
  folder = await mkdtemp(join(tmpdir(), `luoshi-test-${process.pid}-`));
  [one, two] = await Promise.all([
    serverUnderFire(folder, { DATABASE_URL: url }),
    serverUnderFire(folder, { DATABASE_URL: url }),
  ]);
  one.spawn();
  two.spawn();
  await Promise.all([one.answers(), two.answers()]);
});

afterAll(async () => {
  await Promise.all([one?.stop(), two?.stop()]);
  await owner?.end();
  await admin?.query(`drop database if exists ${name} with (force)`);
  await admin?.end();
  if (folder) await rm(folder, { recursive: true, force: true });
});

it('one office works on both: signed in on one, heard on the other, and the other goes on when one is killed', async () => {
  const person = { login: 'guanliyuan', password: '青溪河畔第三棵银杏树下的石桌' };
  const founding = { name: '青溪市教育局', shortName: '市教育局', userName: '管理员', ...person };
  const { cookie } = await enter(one.address, 'identity.createBureau', founding);
  const ask = async (server: ServerUnderFire, operation: string, input?: object) => {
    const reply = await fetch(server.address + addressOf(operation), {
      method: input ? 'POST' : 'GET',
      headers: { cookie, ...(input && { 'content-type': 'application/json' }) },
      ...(input && { body: JSON.stringify(input) }),
    });
    return { status: reply.status, body: (await reply.json()) as never };
  };
  const page = await listen(two.address, cookie.split('=')[1]!);
  expect(page.status).toBe(200);
  const { body: units } = await ask(two, 'org.units');
  const leadUnitId = (units as { id: string }[])[0]!.id;
  const task = { year: 2026, source: 'meeting', title: '食堂改造', leadUnitId, dueOn: '2026-12-31' };
  const { status, body: created } = await ask(one, 'tasks.create', task);
  expect(status).toBe(200);
  await expect.poll(() => page.heard.map(({ event }) => event)).toContain('changed');
  // Every job that was due at the start was done, by whichever of the two, and for no time twice.
  const done = async () => {
    const { rows } = await owner.query<{ name: string; due: string }>(
      `select name, data ->> 'due' as due from pgboss.job where state = 'completed'`,
    );
    expect(new Set(rows.map(({ name, due }) => `${name} ${due}`)).size).toBe(rows.length);
    return [...new Set(rows.map(({ name }) => name))].sort();
  };
  await expect.poll(done).toEqual([...jobs, ...webhookJobs([])].map(job => job.name).sort());
  await one.kill('node');
  const comment = { taskId: (created as { taskId: string }).taskId, body: '一台停了，照常办。' };
  expect((await ask(two, 'tasks.comment', comment)).status).toBe(200);
  page.leave();
  expect(await two.stop()).toBe(0);
});
