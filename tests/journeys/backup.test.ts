import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { findRunning } from '../../src/platform/database/embedded/find-running';
import { runLuoshi, startServer } from '../operations/support/server-process';
import { ask, contentsOf, filesBelow } from '../support/database-contents';
import { photograph } from '../support/photograph';

const PASSWORD = 'a long and new password';

/** Somebody at a browser, on a real server. */
const atBrowser = (address: string) => {
  let cookie = '';
  return async (path: string, body: FormData | object): Promise<{ status: number; body: Record<string, unknown> }> => {
    const form = body instanceof FormData;
    const headers = { cookie, ...(!form && { 'content-type': 'application/json' }) };
    const answer = await fetch(`${address}/api/${path}`, {
      method: 'POST',
      headers,
      body: form ? body : JSON.stringify(body),
    });
    const given = answer.headers.getSetCookie().map(each => each.split(';')[0]);
    if (given.length > 0) cookie = given.join('; ');
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };
};

// The embedded database, the command line and the server as an administrator has them, in processes of their own.
describe('the machine is lost', () => {
  const folder = mkdtempSync(join(tmpdir(), 'luoshi-test-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const backup = join(folder, 'luoshi.tar.gz.age');
  const key = join(folder, 'key');

  it('and the office works on from its backup: people, evidence, history', async () => {
    const server = await startServer({ DATABASE_URL: '' });
    const admin = atBrowser(server.address);
    const bureau = {
      name: '青溪市教育局',
      shortName: '市教育局',
      login: 'admin',
      userName: '管理员',
      password: PASSWORD,
    };
    expect((await admin('identity/createBureau', bureau)).status).toBe(200);
    const form = new FormData();
    form.append('file', new File([photograph('开工') as BlobPart], '开工照片.jpg'));
    expect((await admin('files', form)).status).toBe(200);
    const { url } = (await findRunning(server.dataDir))!;
    // Nothing is written any more when the last entry has its seal.
    for (let waiting = 1; waiting > 0; await sleep(100))
      waiting = (await ask<{ count: number }>(url, 'select count(*)::int as count from audit_unsealed'))[0]!.count;

    const made = await runLuoshi(['key', key], { LUOSHI_DATA: server.dataDir });
    expect([made.code, made.said]).toEqual([0, '']);
    // While the server runs, beside it.
    const saved = await runLuoshi(['backup', backup, '--key', `${key}.pub`], { LUOSHI_DATA: server.dataDir });
    expect([saved.code, saved.said]).toEqual([0, '']);
    expect(saved.out).toContain('1 个文件');
    const refused = await runLuoshi(['restore', backup, '--key', key], { LUOSHI_DATA: server.dataDir });
    expect([refused.code, refused.said]).toEqual([1, expect.stringContaining('先停止服务')]);
    const before = { rows: await contentsOf(url), files: filesBelow(join(server.dataDir, 'files')) };
    const secret = readFileSync(join(server.dataDir, 'secret.key'), 'utf8');
    server.signal('SIGKILL');
    await server.close();

    const dataDir = join(folder, 'new machine');
    const restored = await runLuoshi(['restore', backup, '--key', key], { LUOSHI_DATA: dataDir });
    expect([restored.code, restored.out]).toEqual([0, expect.stringContaining('审计链完好')]);
    expect(readFileSync(join(dataDir, 'secret.key'), 'utf8')).toBe(secret);
    const again = await startServer({ DATABASE_URL: '', LUOSHI_DATA: dataDir });
    const after = await contentsOf((await findRunning(dataDir))!.url);
    expect(after).toEqual(before.rows);
    expect(filesBelow(join(dataDir, 'files'))).toEqual(before.files);
    const visitor = atBrowser(again.address);
    expect((await visitor('identity/signIn', { login: 'admin', password: PASSWORD })).status).toBe(200);
    expect(
      (
        await visitor('org/saveUnit', {
          code: 'office',
          name: '办公室',
          shortName: '办公室',
          kind: 'department',
          parentId: '1',
        })
      ).status,
    ).toBe(200);
    await again.close();
  });
});
