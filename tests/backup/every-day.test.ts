import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { backupJobs } from '../../src/cli/backup-job';
import { backupCheck } from '../../src/platform/backup/backup-check';
import { makeKeyFile, readKeyFile } from '../../src/platform/backup/key-file';
import { verifyBackup } from '../../src/platform/backup/open-backup';
import { backupStatus, listBackups, runScheduledBackup } from '../../src/platform/backup/scheduled-backup';
import type { Job } from '../../src/platform/jobs/job';
import { codeOf, emptyInstallation, type Installation } from './support/installation';

describe('the daily backup', () => {
  const root = mkdtempSync(join(tmpdir(), 'luoshi-test-'));
  const folder = join(root, 'backups');
  let here: Installation & { drop: () => Promise<void> };
  beforeAll(async () => {
    here = await emptyInstallation();
  });
  afterAll(async () => {
    await here.drop();
    rmSync(root, { recursive: true, force: true });
  });

  const run = (now: string, into = folder, key: Awaited<ReturnType<typeof readKeyFile>> | null = null) =>
    runScheduledBackup({ ...here, folder: into, key, keep: { daily: 2, weekly: 1, monthly: 1 }, now, program: 'test' });

  it('is made, read back, and pushes out the oldest by the day in China', async () => {
    mkdirSync(folder);
    writeFileSync(join(folder, '说明.txt'), '不要动');
    writeFileSync(join(folder, 'luoshi-old.tar.gz'), 'made by hand');
    // Half past two in the morning of the 22nd, 23rd and 24th.
    for (const day of ['21', '22', '23']) await run(`2026-11-${day}T18:30:00.000Z`);
    expect((await listBackups(folder)).map(({ name, day }) => [name, day])).toEqual([
      ['luoshi-20261122T183000Z.tar.gz', '2026-11-23'],
      ['luoshi-20261123T183000Z.tar.gz', '2026-11-24'],
    ]);
    expect(readFileSync(join(folder, '说明.txt'), 'utf8')).toBe('不要动');
    expect(readdirSync(folder)).toContain('luoshi-old.tar.gz');
    const { made, failed } = await backupStatus(folder);
    expect([made?.name, failed]).toEqual(['luoshi-20261123T183000Z.tar.gz', null]);
  });

  it('that fails is seen, and costs none of those before', async () => {
    const before = await listBackups(folder);
    // The database is gone.
    const away = runScheduledBackup({
      ...here,
      url: 'postgres://nobody@127.0.0.1:1/none',
      folder,
      key: null,
      keep: { daily: 1, weekly: 0, monthly: 0 },
      now: '2026-11-24T18:30:00.000Z',
      program: 'test',
    });
    expect(await codeOf(away)).toBe('ECONNREFUSED');
    expect(await listBackups(folder)).toEqual(before);
    expect((await backupStatus(folder)).failed?.at).toBe('2026-11-24T18:30:00.000Z');
    expect(await backupCheck(folder).run()).toBe('backup-failed');
    await run(new Date().toISOString());
    expect(await backupCheck(folder).run()).toBeNull();
    // A folder that cannot be one, and a disk that is not there.
    expect(await codeOf(run('2026-11-24T18:30:00.000Z', join(root, 'not-mounted', 'backups')))).toBe('ENOENT');
    expect(await codeOf(run('2026-11-24T18:30:00.000Z', join(folder, '说明.txt')))).toBe('ENOTDIR');
  });

  it('is late when none was made for more than a day', async () => {
    const late = join(root, 'late');
    expect(await backupCheck(late).run()).toBeNull();
    await run('2026-11-20T18:30:00.000Z', late);
    expect(await backupCheck(late).run()).toBe('backup-late');
  });

  it('is encrypted with the public half of the key, which is all that the server needs', async () => {
    const key = join(root, 'key');
    await makeKeyFile(key);
    const said: string[] = [];
    const [daily] = backupJobs(
      {
        dataDir: root,
        backupDir: join(root, 'encrypted'),
        backupAt: '02:30',
        backupKeep: { daily: 7, weekly: 4, monthly: 12 },
        backupKey: `${key}.pub`,
      },
      here.url,
      line => said.push(line),
    );
    expect(daily!.schedule).toEqual({ dailyAt: '02:30' });
    await daily!.run({} as Parameters<Job['run']>[0]);
    const [made] = await listBackups(join(root, 'encrypted'));
    expect(made!.name).toMatch(/\.tar\.gz\.age$/);
    expect(said.join()).toContain(made!.name);
    expect((await verifyBackup(join(root, 'encrypted', made!.name), await readKeyFile(key))).faults).toEqual([]);
  });

  it('is not made where no folder is set', () => {
    const nothing = {
      dataDir: root,
      backupDir: null,
      backupAt: '02:30',
      backupKeep: { daily: 1, weekly: 1, monthly: 1 },
      backupKey: null,
    } as const;
    expect(backupJobs(nothing, here.url, () => undefined)).toEqual([]);
  });
});
