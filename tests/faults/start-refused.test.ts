import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serverUnderFire } from './kills/server-under-fire';
import { type Office, openOffice } from './support/office';
import { canMount } from './support/small-disk';

const folder = mkdtempSync(join(tmpdir(), `luoshi-test-${process.pid}-`));
let office: Office;
beforeAll(async () => {
  office = await openOffice(join(folder, 'data'));
});
afterAll(async () => {
  await office?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Starts another one, and reads what it said when it ended. */
async function startInVain(dataDir: string, environment: Record<string, string> = {}, wrapped: string[] = []) {
  const second = await serverUnderFire(dataDir, environment, wrapped);
  second.spawn();
  const code = await second.ended();
  return { code, words: second.words() };
}

describe('a start that cannot be', () => {
  it('a second server on the same folder says who has it, and the first is left alone', async () => {
    const { code, words } = await startInVain(join(folder, 'data'));
    expect(code).toBe(1);
    expect(words).toMatch(`正由另一个落实服务使用（进程 ${office.server.pid()}）`);
    expect((await office.comment('照常')).status).toBe(200);
  });

  it.runIf(canMount())('one in another container, which sees no process of the first: refused as well', async () => {
    const { code, words } = await startInVain(join(folder, 'data'), {}, ['unshare', '--pid', '--fork', '--mount-proc']);
    expect(code).toBe(1);
    expect(words).toMatch('正由另一个落实服务使用');
    expect((await office.comment('照常')).status).toBe(200);
  });

  it('a port that is taken: says so and how to choose another; the second time it starts', async () => {
    const dataDir = join(folder, 'other');
    const { code, words } = await startInVain(dataDir, { PORT: new URL(office.server.address).port });
    expect(code).toBe(1);
    expect(words).toMatch(/端口 \d+ 已被占用：换一个端口/);
    const second = await serverUnderFire(dataDir);
    second.spawn();
    await second.answers();
    expect(await second.stop()).toBe(0);
  });

  it('a database that is not there: says where it was looked for', async () => {
    const away = { DATABASE_URL: 'postgres://luoshi@127.0.0.1:1/luoshi' };
    const { code, words } = await startInVain(join(folder, 'none'), away);
    expect(code).toBe(1);
    expect(words).toMatch(/连接不上数据库（connect ECONNREFUSED 127.0.0.1:1）：检查 DATABASE_URL/);
  });

  it.runIf(canMount())('a data folder that cannot be written: names it, and makes nothing', async () => {
    const dataDir = join(folder, 'locked');
    const mount = 'mkdir -p "$0" && mount -t tmpfs -o ro,size=1m tmpfs "$0" && exec "$@"';
    const wrapped = ['unshare', '--mount', '/bin/sh', '-c', mount, dataDir];
    const { code, words } = await startInVain(dataDir, {}, wrapped);
    expect(code).toBe(1);
    expect(words).toContain(dataDir);
    expect(words).toMatch(/不能写入|无法写入|只读/);
  });
});
