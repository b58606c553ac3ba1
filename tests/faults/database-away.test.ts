import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { processesIn } from '../../src/platform/database/embedded/left-behind';
import { type Embedded, startEmbedded } from '../../src/platform/database/embedded/start-embedded';
import { type Office, openOffice } from './support/office';

// A PostgreSQL of the bureau's own, apart from the server, as DATABASE_URL names it.
const folder = mkdtempSync(join(tmpdir(), `luoshi-test-${process.pid}-`));
const databaseDir = join(folder, 'database');
const begin = () => startEmbedded({ dataDir: databaseDir, log: () => {}, durable: false });
let database: Embedded;
let office: Office;

beforeAll(async () => {
  database = await begin();
  const environment = { DATABASE_URL: database.url, LUOSHI_DATABASE_SECONDS: '1' };
  office = await openOffice(join(folder, 'data'), environment);
});
afterAll(async () => {
  await office?.close();
  await database?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const unavailable = { status: 503, code: 'unavailable', message: '服务暂时不可用，请稍后再试' };

/** Asks until it works again; the server is never started anew. */
async function worksAgain(): Promise<void> {
  for (let waited = 0; waited < 30_000; waited += 100) {
    if ((await office.look()).status === 200) return;
    await sleep(100);
  }
  expect((await office.look()).status).toBe(200);
}

describe('a database that is away', () => {
  it('stopped: everything is answered «not available» until it is back, without a restart', async () => {
    expect((await office.comment('之前')).status).toBe(200);
    const pid = office.server.pid();
    await database.stop();
    expect(await office.look()).toMatchObject(unavailable);
    expect(await office.comment('其间')).toMatchObject(unavailable);
    expect(await office.signIn()).toMatchObject(unavailable);
    expect((await fetch(`${office.server.address}/healthz`)).status).toBe(200);
    database = await begin();
    await worksAgain();
    expect((await office.comment('之后')).status).toBe(200);
    expect(await office.comments()).toEqual(['之前', '之后']);
    expect(office.server.pid()).toBe(pid);
  });

  it('frozen: more requests than connections are all answered in time, and nothing is written twice', async () => {
    const processes = processesIn(join(databaseDir, 'postgres', 'data'));
    for (const pid of processes) process.kill(pid, 'SIGSTOP');
    const asked = [...Array(30).keys()];
    const answers = await Promise.all(asked.map(each => (each % 2 ? office.look() : office.comment(`冻结 ${each}`))));
    for (const pid of processes) process.kill(pid, 'SIGCONT');
    for (const answer of answers) expect(answer).toMatchObject(unavailable);
    await worksAgain();
    expect((await office.comment('解冻')).status).toBe(200);
    const said = await office.comments();
    expect(said).toContain('解冻');
    expect(new Set(said).size).toBe(said.length);
  });

  it('slow: a statement that takes too long is given up, and its neighbours are served', async () => {
    const { stop } = await office.lockEverything(database.url);
    expect(await office.comment('等锁')).toMatchObject(unavailable);
    expect((await office.look()).status).toBe(200);
    await stop();
    expect((await office.comment('锁开了')).status).toBe(200);
    expect(await office.comments()).not.toContain('等锁');
  });
});
