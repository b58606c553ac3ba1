import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addressOf } from '../../src/platform/operation';
import { patience, stories } from '../support/stories';
import { enter } from './kills/client';
import { type ServerUnderFire, serverUnderFire } from './kills/server-under-fire';

const person = { login: 'guanliyuan', password: '青溪河畔第三棵银杏树下的石桌' };
const founding = { name: '青溪市教育局', shortName: '市教育局', userName: '管理员', ...person };

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), `luoshi-test-${process.pid}-`));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Starts two at once on one folder: one comes up, the other says who has it. */
async function startTwo(dataDir: string): Promise<ServerUnderFire> {
  const both = [await serverUnderFire(dataDir), await serverUnderFire(dataDir)];
  for (const server of both) server.spawn();
  const came = await Promise.all(
    both.map(server =>
      server.answers().then(
        () => true,
        () => false,
      ),
    ),
  );
  const winner = both[came.indexOf(true)]!;
  const loser = both[came.indexOf(false)]!;
  expect(came.filter(Boolean)).toHaveLength(1);
  expect(await loser.ended()).toBe(1);
  expect(loser.words()).toMatch(`正由另一个落实服务使用（进程 ${winner.pid()}）`);
  return winner;
}

it(
  'of two embedded servers that start at once on one folder one wins, on an empty one and on what a kill has left',
  async () => {
    for (let round = 0; round < stories(1); round += 1) {
      const dataDir = join(folder, `${round}`);
      const first = await startTwo(dataDir);
      await enter(first.address, 'identity.createBureau', founding);
      await first.kill('node');
      // The lock names a dead process now, and PostgreSQL may be stopping still.
      const second = await startTwo(dataDir);
      const { cookie } = await enter(second.address, 'identity.signIn', person);
      const reply = await fetch(second.address + addressOf('org.units'), { headers: { cookie } });
      expect(((await reply.json()) as { name: string }[]).map(({ name }) => name)).toEqual([founding.name]);
      expect(await second.stop()).toBe(0);
      expect((await readdir(dataDir)).sort()).toEqual(['files', 'postgres', 'secret.key']);
      const home = await readdir(join(dataDir, 'postgres'));
      expect(home.filter(name => /^init-|unfinished/.test(name))).toEqual([]);
    }
  },
  patience(300_000),
);
