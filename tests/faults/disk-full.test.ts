import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { type Answer, type Office, openOffice } from './support/office';
import { canMount, diskOf, withSmallDisks } from './support/small-disk';

const folder = mkdtempSync(join(tmpdir(), `luoshi-test-${process.pid}-`));
let office: Office | undefined;
afterEach(() => office?.close());
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const full = {
  status: 507,
  code: 'disk-full',
  message: expect.stringMatching(/^服务器磁盘已满，暂时不能保存，查看不受影响/),
};
const page = (megabytes: number) => Buffer.alloc(megabytes * 1024 * 1024, '佐证材料。\n');

async function until(ask: () => Promise<Answer>, status: number): Promise<void> {
  let last = await ask();
  for (let waited = 0; waited < 60_000 && last.status !== status; waited += 200) {
    await sleep(200);
    last = await ask();
  }
  expect(last.status).toBe(status);
}

// Where file systems cannot be mounted (not root), these are left out.
describe.runIf(canMount())('a full disk', () => {
  it('nearly full: nothing is saved, everything can be looked at, and all is well when there is room again', async () => {
    const dataDir = join(folder, 'nearly');
    office = await openOffice(dataDir, { LUOSHI_RESERVE_MB: '30' }, withSmallDisks([[dataDir, 400]]));
    const disk = diskOf(office.server.pid(), dataDir);
    expect((await office.comment('之前')).status).toBe(200);
    disk.fillUpTo(20);
    await until(() => office!.upload('佐证.txt', page(1)), 507);
    // Each of the two folders is looked at once a second at most: the other one is known now too.
    await sleep(1_100);
    expect(await office.upload('佐证.txt', page(1))).toMatchObject(full);
    expect(await office.comment('满了')).toMatchObject(full);
    expect((await office.look()).status).toBe(200);
    expect((await office.signIn()).status).toBe(200);
    disk.free();
    await until(() => office!.comment('之后'), 200);
    expect((await office.upload('佐证.txt', page(1))).status).toBe(200);
    expect(await office.comments()).toEqual(['之前', '之后']);
  });

  it('full to the last byte: nothing that was acknowledged is lost, and everything comes back by itself', async () => {
    const dataDir = join(folder, 'full');
    const filesDir = join(dataDir, 'files');
    const disks = withSmallDisks([
      [dataDir, 400],
      [filesDir, 4],
    ]);
    office = await openOffice(dataDir, { LUOSHI_RESERVE_MB: '0' }, disks);
    const pid = office.server.pid();

    // The folder of the files alone: uploads are refused and leave nothing behind, the rest goes on.
    const files = diskOf(pid, filesDir);
    const free = files.freeMb();
    expect(await office.upload('大.txt', page(8))).toMatchObject(full);
    expect(files.freeMb()).toBeCloseTo(free, 1);
    expect((await office.comment('照常')).status).toBe(200);
    expect((await office.upload('小.txt', page(1))).status).toBe(200);

    // The database's: what is left of its log takes some more, then it is over.
    const disk = diskOf(pid, dataDir);
    const acknowledged: string[] = [];
    const codes = new Set<string | undefined>();
    for (let round = 0; round < 400 && codes.size < 2; round += 1) {
      disk.fillUpTo(0);
      const body = `第 ${round} 条：${'字'.repeat(1900)}`;
      const answer = await office.comment(body);
      codes.add(answer.code);
      if (answer.status === 200) acknowledged.push(body);
    }
    for (let round = 0; round < 20; round += 1) codes.add((await office.comment('满了')).code);
    expect([...codes].filter(code => code === 'disk-full' || code === 'unavailable')).not.toEqual([]);
    for (const code of codes) expect([undefined, 'disk-full', 'unavailable']).toContain(code);
    disk.free();
    await until(() => office!.comment('之后'), 200);
    const said = await office.comments();
    for (const body of acknowledged) expect(said.filter(one => one === body)).toHaveLength(1);
    expect(office.server.pid()).toBe(pid);
  });
});
