import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { enter } from '../faults/kills/client';
import { type ServerUnderFire, serverUnderFire } from '../faults/kills/server-under-fire';
import { runLuoshi } from '../operations/support/server-process';
import { listen } from './support/listen';

// An administrator at the machine, beside the server that runs on its own PostgreSQL.
let folder: string;
let server: ServerUnderFire;
const person = { login: 'guanliyuan', password: '青溪河畔第三棵银杏树下的石桌' };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), `luoshi-test-${process.pid}-`));
  server = await serverUnderFire(folder);
  server.spawn();
  await server.answers();
}, 120_000);
afterAll(async () => {
  await server?.stop();
  if (folder) await rm(folder, { recursive: true, force: true });
});

it('an operation is called beside the running server, through the same door: permitted, audited, seen by the server', async () => {
  const founding = { name: '青溪市教育局', shortName: '市教育局', userName: '管理员', ...person };
  const { cookie } = await enter(server.address, 'identity.createBureau', founding);
  const call = (name: string, input: object, login = person.login) =>
    runLuoshi(['call', name, JSON.stringify(input), '--as', login], { LUOSHI_DATA: folder });
  const unitsSeen = async () => {
    const reply = await fetch(`${server.address}/api/org/units`, { headers: { cookie } });
    return (await reply.json()) as { id: string; name: string; parentId: string | null }[];
  };
  const [root] = await unitsSeen();
  const page = await listen(server.address, cookie.split('=')[1]!);
  const department = { parentId: root!.id, name: '基础教育科', shortName: '基教科', kind: 'department' };
  const made = await call('org.saveUnit', department);
  expect([made.code, made.said]).toEqual([0, '']);
  expect((await unitsSeen()).map(({ name }) => name)).toContain('基础教育科');
  await expect.poll(() => page.heard.map(({ event }) => event), { timeout: 30_000 }).toContain('changed');
  page.leave();
  const database = await server.lookInside();
  const { rows } = await database.query(`select via from audit_entries where operation = 'org.saveUnit'`);
  await database.end();
  expect(rows).toEqual([{ via: 'command-line' }]);

  const refused = await call('org.saveUnit', { ...department, parentId: '99999' });
  expect([refused.code, refused.out, refused.said]).toEqual([1, '', expect.stringContaining('(not-found)')]);
  expect((await call('org.units', {}, 'nobody')).said).toContain('(signed-out)');
}, 120_000);
