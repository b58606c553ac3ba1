import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, expect, it } from 'vitest';
import { EmbeddedError, voiceIn } from '../../src/platform/database/embedded/embedded-error';
import { findBinaries, makeLinks } from '../../src/platform/database/embedded/find-binaries';
import { processesIn } from '../../src/platform/database/embedded/left-behind';
import { startEmbedded } from '../../src/platform/database/embedded/start-embedded';

const folder = mkdtempSync(join(tmpdir(), `luoshi-test-${process.pid}-`));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const quiet = { log: () => {}, language: 'en', durable: false };

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client.query(sql).then(
    result => client.end().then(() => result.rows),
    error => client.end().then(() => Promise.reject(error)),
  );
}

it('starts, keeps what was written, and starts again', async () => {
  const dataDir = join(folder, 'data');
  const first = await startEmbedded({ ...quiet, dataDir, durable: true });
  await ask(first.url, 'create table kept (name text)');
  await ask(first.url, `insert into kept values ('教育督导')`);
  expect(await ask(first.url, 'show data_checksums')).toEqual([{ data_checksums: 'on' }]);
  expect(await ask(first.url, 'show listen_addresses')).toEqual([{ listen_addresses: '' }]);
  await first.stop();
  expect(processesIn(join(dataDir, 'postgres', 'data'))).toEqual([]);

  const second = await startEmbedded({ ...quiet, dataDir });
  expect(await ask(second.url, 'select name from kept')).toEqual([{ name: '教育督导' }]);
  await second.stop();
});

it('knows Chinese: order by pinyin on request, trigrams of Chinese words', async () => {
  const server = await startEmbedded({ ...quiet, dataDir: join(folder, 'data') });
  const words = await ask(server.url, `select w from unnest(array['张','安','王']) w order by w collate "zh-x-icu"`);
  expect(words).toEqual([{ w: '安' }, { w: '王' }, { w: '张' }]);
  await ask(server.url, 'create extension pg_trgm');
  expect(await ask(server.url, `select cardinality(show_trgm('教育督导')) as n`)).toEqual([{ n: 5 }]);
  await server.stop();
});

it('opens only with the secret, which only its owner can read', async () => {
  const dataDir = join(folder, 'data');
  const server = await startEmbedded({ ...quiet, dataDir });
  const wrong = new URL(server.url);
  wrong.password = 'wrong';
  await expect(ask(wrong.href, 'select 1')).rejects.toThrow(/password authentication failed/);
  await server.stop();
  expect(statSync(join(dataDir, 'postgres', 'password')).mode & 0o077).toBe(0);
  expect(statSync(join(dataDir, 'postgres', 'run')).mode & 0o077).toBe(0);
});

it('refuses a second server on the same folder, and leaves the first alone', async () => {
  const dataDir = join(folder, 'data');
  const first = await startEmbedded({ ...quiet, dataDir });
  const refused = await startEmbedded({ ...quiet, dataDir }).catch(error => error);
  expect(refused).toBeInstanceOf(EmbeddedError);
  expect(refused).toMatchObject({ code: 'data-in-use', detail: { pid: process.pid } });
  expect(refused.message).toMatch(/in use by another Luoshi server/);
  expect(await ask(first.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  await first.stop();
});

it('sees through a lock whose process is gone, or is another one by now', async () => {
  const dataDir = join(folder, 'data');
  writeFileSync(join(dataDir, 'luoshi.lock'), JSON.stringify({ pid: process.ppid, born: '1' }));
  const server = await startEmbedded({ ...quiet, dataDir });
  await server.stop();
  expect(existsSync(join(dataDir, 'luoshi.lock'))).toBe(false);
});

it('makes a half-made data folder anew', async () => {
  const dataDir = join(folder, 'half');
  mkdirSync(join(dataDir, 'postgres', 'init-1-cut', 'base'), { recursive: true });
  writeFileSync(join(dataDir, 'postgres', 'init-1-cut', 'PG_VERSION'), '18\n');
  const server = await startEmbedded({ ...quiet, dataDir });
  await server.stop();
  expect(readdirSync(join(dataDir, 'postgres')).filter(name => name.startsWith('init-'))).toEqual([]);
});

it('works in a folder whose path is too long for a socket', async () => {
  const dataDir = join(folder, '很长的目录名'.repeat(6));
  const server = await startEmbedded({ ...quiet, dataDir });
  expect(server.connection.host.startsWith(tmpdir())).toBe(true);
  expect(await ask(server.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  await server.stop();
  expect(existsSync(server.connection.host)).toBe(false);
});

it('says what is wrong in the words of the log', async () => {
  const dataDir = join(folder, 'half');
  writeFileSync(join(dataDir, 'postgres', 'data', 'PG_VERSION'), '9.4\n');
  const refused = await startEmbedded({ ...quiet, dataDir }).catch(error => error);
  expect(refused).toMatchObject({ code: 'other-version' });
  writeFileSync(join(dataDir, 'postgres', 'data', 'PG_VERSION'), '18\n');
  writeFileSync(join(dataDir, 'postgres', 'own.conf'), 'no_such_setting = 1\n');
  const broken = await startEmbedded({ ...quiet, dataDir }).catch(error => error);
  expect(broken).toMatchObject({ code: 'start-failed' });
  expect(broken.message).toMatch(/no_such_setting/);
});

it('makes the links of the libraries where install scripts were off', () => {
  const voice = voiceIn('en', () => {});
  const native = join(folder, 'package', 'native');
  cpSync(join(findBinaries(voice), 'pg-symlinks.json'), join(native, 'pg-symlinks.json'));
  cpSync(join(findBinaries(voice), 'lib'), join(native, 'lib'), { recursive: true, verbatimSymlinks: true });
  const link = join(native, 'lib', 'libicuuc.so.60');
  unlinkSync(link);
  makeLinks(native, voice);
  expect(existsSync(link)).toBe(true);
});
