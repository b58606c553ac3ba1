import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyBackup } from '../../src/platform/backup/open-backup';
import { placeOfFile } from '../../src/platform/files/file-store';
import { sweepBytes } from '../../src/platform/files/sweep-files';
import { startTestApp, type TestApp, type Visitor } from '../support/app';
import { ask } from '../support/database-contents';
import { photograph } from '../support/photograph';
import { backUp, emptyInstallation, holdUp, type Installation, restoreInto } from './support/installation';

describe('a backup while people write', () => {
  const folder = mkdtempSync(join(tmpdir(), 'luoshi-test-'));
  let test: TestApp;
  let here: Installation;
  let office: Visitor;
  let liaison: Visitor;
  beforeAll(async () => {
    test = await startTestApp();
    const filesFolder = test.house.files.folder;
    here = { url: test.databaseUrl, filesFolder, secretFile: join(dirname(filesFolder), 'secret.key') };
    office = await test.visit('chen', 'supervisor', 'root');
    liaison = await test.visit('zhao', 'liaison', 'preschool');
  });
  afterAll(async () => {
    await test.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** The office creates tasks and the liaison hands files in, until told to stop. Counts what was answered with 200. */
  const work = () => {
    let stopped = false;
    const done = { tasks: 0, files: 0 };
    const create = async () => {
      while (!stopped) {
        const { status } = await office.write('tasks.create', {
          year: 2026,
          source: 'meeting',
          title: `任务 ${done.tasks}`,
          leadUnitId: test.unitIds.get('preschool'),
          dueOn: '2026-11-30',
        });
        expect(status).toBe(200);
        done.tasks += 1;
      }
    };
    const handIn = async () => {
      while (!stopped) {
        const { status } = await liaison.upload(`照片${done.files}.jpg`, photograph(`照片 ${done.files}`));
        expect(status).toBe(200);
        done.files += 1;
      }
    };
    const running = Promise.all([create(), handIn()]);
    return {
      done,
      stop: async () => {
        stopped = true;
        await running;
      },
    };
  };

  it('holds one moment: each task with its history, each file with its bytes, nothing half', async () => {
    const busy = work();
    const backups: { file: string; before: number; after: number }[] = [];
    for (const name of ['1', '2']) {
      while (busy.done.tasks < backups.length * 20 + 10) await new Promise(resolve => setTimeout(resolve, 20));
      const file = join(folder, `${name}.tar.gz`);
      const before = busy.done.tasks;
      await backUp(here, file);
      backups.push({ file, before, after: busy.done.tasks });
    }
    await busy.stop();
    for (const { file, before, after } of backups) {
      expect((await verifyBackup(file, null)).faults).toEqual([]);
      const there = await emptyInstallation();
      const { audit } = await restoreInto(there, file);
      expect(audit.map(({ faults }) => faults)).toEqual([[]]);
      const [counts] = await ask<Record<string, number>>(
        there.url,
        `select (select count(*)::int from tasks) as tasks,
          (select count(*)::int from audit_entries where operation = 'tasks.create' and kind = 'task') as said,
          (select count(*)::int from tasks t where not exists (select from audit_entries e
            where e.tenant_id = t.tenant_id and e.kind = 'task' and e.subject_id = t.id::text)) as unsaid,
          (select count(*)::int from files) as files,
          (select count(*)::int from audit_entries where operation = 'files.upload') as handed_in`,
      );
      expect(counts).toMatchObject({ said: counts!.tasks, unsaid: 0, handed_in: counts!.files });
      // Everything that was acknowledged before it began is in it; one more may have been under way.
      expect(counts!.tasks).toBeGreaterThanOrEqual(before);
      expect(counts!.tasks).toBeLessThanOrEqual(after + 1);
      await there.drop();
    }
  });

  it('misses no file that is thrown away meanwhile: the sweep waits for it', async () => {
    const bytes = photograph('弃用');
    const { body } = await liaison.upload('弃用.jpg', bytes);
    const { sha256 } = body as unknown as { sha256: string };
    const sweep = () => sweepBytes(test.house, Date.now() + 1_000, new AbortController().signal);
    const hold = await holdUp(here.url, 'tasks');
    const file = join(folder, 'sweep.tar.gz');
    const made = backUp(here, file);
    await hold.reached();
    // The backup's rows name it; now the row goes, and the daily sweep comes by.
    await test.owner.deleteFrom('files').where('id', '=', body.id).execute();
    await expect(sweep()).rejects.toThrow();
    await hold.release();
    await made;
    expect(await verifyBackup(file, null)).toMatchObject({ faults: [], end: { files: { lost: [], damaged: [] } } });
    await sweep();
    expect(existsSync(placeOfFile(here.filesFolder, sha256))).toBe(false);
  });
});
