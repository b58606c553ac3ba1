import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, inject, it } from 'vitest';
import { readSettings } from '../../src/cli/settings';
import { checkDatabase, checkPlace } from '../../src/cli/start-checks';
import { checkServer } from '../../src/platform/database/check-server';

const folder = mkdtempSync(join(tmpdir(), `luoshi-test-${process.pid}-`));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const settings = (environment: Record<string, string> = {}) =>
  readSettings({ LUOSHI_DATA: join(folder, 'data'), LUOSHI_MIN_FREE_MB: '0', ...environment });
const NOW = Date.parse('2027-03-01');

describe('before anything is opened', () => {
  it('makes the data folder for its own user alone, and has nothing to say', async () => {
    expect(await checkPlace(settings(), NOW)).toEqual([]);
    expect(statSync(join(folder, 'data')).mode & 0o777).toBe(0o700);
  });

  it('refuses a folder that cannot be', async () => {
    writeFileSync(join(folder, 'a-file'), '');
    const place = join(folder, 'a-file', 'data');
    await expect(checkPlace(settings({ LUOSHI_DATA: place }), NOW)).rejects.toThrow(`不能写入数据目录 ${place}`);
  });

  it('tells of a folder that everybody on the machine may enter', async () => {
    chmodSync(join(folder, 'data'), 0o755);
    expect(await checkPlace(settings(), NOW)).toEqual([expect.stringContaining('chmod 700')]);
    chmodSync(join(folder, 'data'), 0o700);
  });

  it('tells of a clock before its own time, and of a disk that is nearly full', async () => {
    const said = await checkPlace(settings({ LUOSHI_MIN_FREE_MB: '10000000' }), Date.parse('1970-01-02'));
    expect(said).toEqual([expect.stringContaining('只剩'), expect.stringContaining('1970-01-02')]);
  });

  it('tells of plain http for others, and of https that it cannot know of', async () => {
    expect(await checkPlace(settings({ HOST: '0.0.0.0' }), NOW)).toEqual([expect.stringContaining('明文 http')]);
    expect(await checkPlace(settings({ LUOSHI_PUBLIC_URL: 'https://ls.example.cn' }), NOW)).toEqual([
      expect.stringContaining('LUOSHI_TRUST_PROXY'),
    ]);
    const behind = { HOST: '0.0.0.0', LUOSHI_PUBLIC_URL: 'https://ls.example.cn', LUOSHI_TRUST_PROXY: '10.0.0.5' };
    expect(await checkPlace(settings(behind), NOW)).toEqual([]);
  });
});

it('knows the version of the database and its clock', async () => {
  const { url } = inject('testServer');
  expect(await checkDatabase(url)).toEqual([]);
  const facts = await checkServer(url);
  expect(facts).toMatchObject({ version: expect.stringMatching(/^\d\d\.\d+$/), isTooOld: false });
  expect(Math.abs(facts.clockAheadMs)).toBeLessThan(5_000);
});
