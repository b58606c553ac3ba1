import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { verifyAudit } from '../../src/platform/audit/verify';
import { connect } from '../../src/platform/database/connect';
import { inTenant } from '../../src/platform/database/tenant';
import { addressOf } from '../../src/platform/operation';
import { webhookJobs } from '../../src/subjects/exchange/jobs';
import { jobs } from '../../src/subjects/registry';
import { type ServerUnderFire, serverUnderFire } from '../faults/kills/server-under-fire';
import { urlOfDatabase } from '../support/database-url';
import { phoneCode } from '../support/person-at-browser';
import { patience, stories } from '../support/stories';

// Servers as they are installed, started together on one empty database and one empty folder, and asked together.
const SERVERS = 4;
const LOGIN = 'guanliyuan';
const PASSWORD = '青溪河畔第三棵银杏树下的石桌';
const FREE = 5;

let admin: pg.Client;
beforeAll(async () => {
  admin = new pg.Client({ connectionString: inject('testServer').url });
  await admin.connect();
});
afterAll(() => admin?.end());

type Said = { error: { code: string }; secret: string; codes: string[]; token: string };
type Answer = { status: number; body: Said; cookie: string };

const ask = async (server: ServerUnderFire, operation: string, input: object, cookie = ''): Promise<Answer> => {
  const reply = await fetch(server.address + addressOf(operation), {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(cookie && { cookie }) },
    body: JSON.stringify(input),
  });
  const [set = ''] = reply.headers.getSetCookie();
  return { status: reply.status, body: await reply.json(), cookie: set.split(';')[0]! };
};

async function together(work: (servers: ServerUnderFire[], url: string, folder: string) => Promise<void>) {
  const name = `luoshi_four_${process.pid}_${Date.now().toString(36)}`;
  await admin.query(`create database ${name}`);
  const url = urlOfDatabase(inject('testServer').url, name);
  const base = await mkdtemp(join(tmpdir(), `luoshi-test-${process.pid}-`));
  const folder = join(base, 'not', 'yet', 'there');
  const settings = { DATABASE_URL: url, LUOSHI_POOL: '5' };
  const servers = await Promise.all(Array.from({ length: SERVERS }, () => serverUnderFire(folder, settings)));
  try {
    for (const server of servers) server.spawn();
    await Promise.all(servers.map(server => server.answers()));
    await work(servers, url, folder);
    expect(await Promise.all(servers.map(server => server.stop()))).toEqual(servers.map(() => 0));
  } finally {
    await Promise.all(servers.map(server => server.stop()));
    await admin.query(`drop database if exists ${name} with (force)`);
    await rm(base, { recursive: true, force: true });
  }
}

/** So many of the same request at the same moment, in turns at all servers. */
const all = (servers: ServerUnderFire[], operation: string, input: (n: number) => object, cookie = '') =>
  Promise.all(servers.map((server, n) => ask(server, operation, input(n), cookie)));

const codes = (answers: Answer[]) =>
  answers.map(({ status, body }) => (status === 200 ? 'in' : body.error.code)).sort();

async function oneInstallation(servers: ServerUnderFire[], url: string, folder: string): Promise<void> {
  // Each for its own bureau: one is the first.
  const founding = (n: number) => ({ name: `第${n}教育局`, shortName: `${n}局`, userName: '管理员', login: LOGIN });
  const founded = await all(servers, 'identity.createBureau', n => ({ ...founding(n), password: PASSWORD }));
  expect(codes(founded)).toEqual(['in', 'not-permitted', 'not-permitted', 'not-permitted']);
  const { cookie } = founded.find(({ status }) => status === 200)!;
  // One key: what one server sealed the next one opens, and a code of the phone counts once for all of them.
  const [one, two, ...others] = servers as [ServerUnderFire, ServerUnderFire, ...ServerUnderFire[]];
  const { secret } = (await ask(one, 'identity.beginFactor', { password: PASSWORD }, cookie)).body;
  const confirmed = await ask(two, 'identity.confirmFactor', { code: phoneCode(secret, -1) }, cookie);
  const recovery = confirmed.body.codes;
  const step = async () => (await ask(others[0]!, 'identity.signIn', { login: LOGIN, password: PASSWORD })).body.token;
  // Of the same moment one is judged; whoever is told to wait a second would then hear that it was used.
  for (const code of [phoneCode(secret), recovery[0]!]) {
    const token = await step();
    const entered = await all(servers, 'identity.signInCode', () => ({ token, code }));
    expect(codes(entered).filter(said => said === 'in')).toHaveLength(1);
    const again = await step();
    expect((await ask(one, 'identity.signInCode', { token: again, code })).body.error.code).toBe('wrong-code');
  }
  // Wrong passwords are counted over all of them.
  const guesses: string[] = [];
  for (let n = 0; n < FREE + SERVERS; n += 1)
    guesses.push(
      ...codes([await ask(servers[n % SERVERS]!, 'identity.signIn', { login: 'meiyou', password: `${n}` })]),
    );
  expect(guesses).toEqual([...Array(FREE).fill('wrong-credentials'), ...Array(SERVERS).fill('sign-in-paused')]);
  // Every job that was due is done, by whichever of them, and for no time twice.
  const { db, pool, close } = connect(url, 2, null);
  try {
    const done = async () => {
      const { rows } = await pool.query<{ name: string; due: string }>(
        `select name, data ->> 'due' as due from pgboss.job where state = 'completed'`,
      );
      expect(new Set(rows.map(({ name, due }) => `${name} ${due}`)).size).toBe(rows.length);
      return [...new Set(rows.map(({ name }) => name))].sort();
    };
    await expect.poll(done).toEqual([...jobs, ...webhookJobs([])].map(job => job.name).sort());
    const tenants = await db.selectFrom('tenants').selectAll().execute();
    expect(tenants).toHaveLength(1);
    const { tenantId } = tenants[0]!;
    const { faults } = await inTenant(db, tenantId, inside => verifyAudit(inside, tenantId), { readOnly: true });
    expect(faults).toEqual([]);
  } finally {
    await close();
  }
  expect(await readFile(join(folder, 'secret.key'), 'utf8')).toMatch(/^.{44}\n$/);
  expect((await readdir(folder)).sort()).toEqual(['files', 'secret.key']);
}

it(
  'four servers that start at once on nothing are one installation',
  async () => {
    for (let round = 0; round < stories(2); round += 1) await together(oneInstallation);
  },
  patience(300_000),
);
