import { spawn, spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeKeyFile, readKeyFile } from '../../src/platform/backup/key-file';
import { verifyBackup } from '../../src/platform/backup/open-backup';
import { placeOfFile } from '../../src/platform/files/file-store';
import { openLive } from '../../src/platform/live/open-live';
import { startTestApp, type TestApp } from '../support/app';
import { ask, contentsOf, filesBelow } from '../support/database-contents';
import { photograph } from '../support/photograph';
import { backUp, codeOf, emptyInstallation, holdUp, type Installation, restoreInto } from './support/installation';

const folder = mkdtempSync(join(tmpdir(), 'luoshi-test-'));
const root = join(import.meta.dirname, '../..');
let test: TestApp;
let here: Installation;
let whole: string;
let photo: { id: string; sha256: string };

beforeAll(async () => {
  test = await startTestApp();
  const filesFolder = test.house.files.folder;
  here = { url: test.databaseUrl, filesFolder, secretFile: join(dirname(filesFolder), 'secret.key') };
  writeFileSync(here.secretFile, 'the key of second factors\n');
  const liaison = await test.visit('zhao', 'liaison', 'preschool');
  for (const subject of ['一', '二', '三']) await liaison.upload(`${subject}.txt`, Buffer.from(subject.repeat(40_000)));
  photo = (await liaison.upload('照片.jpg', photograph('照片'))).body as unknown as typeof photo;
  whole = join(folder, 'whole.tar.gz');
  await backUp(here, whole);
});
afterAll(async () => {
  await test.close();
  rmSync(folder, { recursive: true, force: true });
});

const isEmpty = async ({ url, filesFolder, secretFile }: Installation) => {
  const rows = await ask(url, 'select * from tenants');
  const files = existsSync(filesFolder) ? Object.keys(filesBelow(filesFolder)) : [];
  return rows.length === 0 && files.length === 0 && !existsSync(secretFile);
};

describe('a damaged backup', () => {
  const damaged = (name: string, change: (bytes: Buffer) => Buffer): string => {
    const file = join(folder, name);
    writeFileSync(file, change(readFileSync(whole)));
    return file;
  };
  /** Either it cannot be read on, or it can and every fault is named. */
  const isFound = async (file: string) => {
    const seen = await codeOf(verifyBackup(file, null));
    return typeof seen === 'string' ? seen : (seen as { faults: unknown[] }).faults.length > 0 ? 'faults' : 'sound';
  };

  it('is seen wherever it was cut off', async () => {
    const size = statSync(whole).size;
    for (const at of [3, 100, size >> 1, size - 600, size - 9, size - 1]) {
      const file = damaged('cut', bytes => bytes.subarray(0, at));
      expect([at, await isFound(file)]).toEqual([at, 'damaged']);
    }
  });

  it('is seen wherever a byte was turned', async () => {
    const size = statSync(whole).size;
    // Past the header of gzip, whose fields (a time, a system) carry nothing; and the whole byte, since a few bits in between
    // (up to the next whole byte, where a piece was closed) carry nothing either.
    for (let at = 10; at < size; at += Math.ceil(size / 25)) {
      const file = damaged('byte', bytes => {
        bytes[at]! ^= 0xff;
        return bytes;
      });
      expect([at, await isFound(file)]).not.toEqual([at, 'sound']);
    }
  });

  it('is not restored, and leaves the installation empty', async () => {
    const there = await emptyInstallation();
    const size = statSync(whole).size;
    const cut = damaged('cut', bytes => bytes.subarray(0, size - 9));
    const turned = damaged('bit', bytes => {
      bytes[size >> 1]! ^= 0xff;
      return bytes;
    });
    for (const file of [cut, turned]) {
      expect(await codeOf(restoreInto(there, file))).toMatch(/^(damaged|not-restored)$/);
      expect(await isEmpty(there)).toBe(true);
    }
    // And the whole one still goes in.
    await restoreInto(there, whole);
    expect(await contentsOf(there.url)).toEqual(await contentsOf(here.url));
    await there.drop();
  });

  it('is told from what is no backup at all', async () => {
    const file = join(folder, 'letter.txt');
    writeFileSync(file, '全市教育工作要点');
    expect(await codeOf(verifyBackup(file, null))).toBe('not-a-backup');
    expect(await codeOf(verifyBackup(join(folder, 'none'), null))).toBe('unreadable');
  });
});

describe('an encrypted backup', () => {
  it('opens with its own key alone; the public half is enough to make it', async () => {
    const [key, other, file] = ['key', 'other', 'secret.tar.gz.age'].map(name => join(folder, name)) as [
      string,
      string,
      string,
    ];
    await makeKeyFile(key);
    await makeKeyFile(other);
    expect(statSync(key).mode & 0o077).toBe(0);
    expect(await codeOf(makeKeyFile(key))).toBe('target-exists');
    await backUp(here, file, await readKeyFile(`${key}.pub`));
    expect(readFileSync(file).includes('zhao')).toBe(false);
    expect(await codeOf(verifyBackup(file, null))).toBe('needs-key');
    expect(await codeOf(verifyBackup(file, await readKeyFile(other)))).toBe('wrong-key');
    expect(await codeOf(verifyBackup(file, await readKeyFile(`${key}.pub`)))).toBe('public-key-only');
    expect(await verifyBackup(file, await readKeyFile(key))).toMatchObject({ faults: [] });
    // One byte, anywhere.
    const bytes = readFileSync(file);
    bytes[bytes.length >> 1]! ^= 1;
    writeFileSync(`${file}.bit`, bytes);
    expect(await codeOf(verifyBackup(`${file}.bit`, await readKeyFile(key)))).toBe('damaged');
    truncateSync(`${file}.bit`, bytes.length >> 1);
    expect(await codeOf(verifyBackup(`${file}.bit`, await readKeyFile(key)))).toBe('damaged');
    const there = await emptyInstallation();
    await restoreInto(there, file, await readKeyFile(key));
    expect(await contentsOf(there.url)).toEqual(await contentsOf(here.url));
    expect(filesBelow(there.filesFolder)).toEqual(filesBelow(here.filesFolder));
    expect(readFileSync(there.secretFile, 'utf8')).toBe('the key of second factors\n');
    await there.drop();
  });
});

describe('a backup', () => {
  // The smallest full disk: a process that may not write files longer than this.
  const limited = spawnSync('prlimit', ['--version']).status === 0;

  it.skipIf(!limited)('that meets a full disk leaves nothing under its name, and says so', async () => {
    const target = join(folder, 'full.tar.gz');
    const limit = (bytes: string) => spawnSync('prlimit', ['--pid', String(process.pid), `--fsize=${bytes}:`]);
    const ignore = () => undefined;
    process.on('SIGXFSZ', ignore);
    limit('4096');
    try {
      expect(await codeOf(backUp(here, target))).toBe('not-written');
    } finally {
      limit('unlimited');
      process.off('SIGXFSZ', ignore);
    }
    expect(readdirSync(folder).filter(name => name.includes('full'))).toEqual([]);
    await backUp(here, target);
    expect((await verifyBackup(target, null)).faults).toEqual([]);
  });

  it('whose database goes away in the middle leaves nothing, and the process goes on', async () => {
    const hold = await holdUp(here.url, 'tasks');
    const making = codeOf(backUp(here, join(folder, 'away.tar.gz')));
    await hold.reached();
    await hold.breakOff();
    await hold.release();
    expect(['57P01', 'not-written', 'ECONNRESET']).toContain(await making);
    expect(readdirSync(folder).filter(name => name.includes('away'))).toEqual([]);
  });

  it('never takes the place of another file', async () => {
    const before = readFileSync(whole);
    expect(await codeOf(backUp(here, whole))).toBe('target-exists');
    expect(readFileSync(whole).equals(before)).toBe(true);
    expect(await codeOf(backUp(here, join(folder, 'no-such-folder', 'a')))).toBe('not-written');
  });

  it('saves all the rest where a file is lost or damaged, and names it', async () => {
    const file = join(folder, 'lost.tar.gz');
    const place = placeOfFile(here.filesFolder, photo.sha256);
    const bytes = readFileSync(place);
    writeFileSync(place, 'something else');
    expect((await backUp(here, file)).files.damaged).toEqual([photo.sha256]);
    expect(await verifyBackup(file, null)).toMatchObject({ faults: [], end: { files: { damaged: [photo.sha256] } } });
    rmSync(place);
    rmSync(file);
    expect((await backUp(here, file)).files.lost).toEqual([photo.sha256]);
    const there = await emptyInstallation();
    await restoreInto(there, file);
    expect(await contentsOf(there.url)).toEqual(await contentsOf(here.url));
    expect(Object.keys(filesBelow(there.filesFolder))).toHaveLength(3);
    await there.drop();
    writeFileSync(place, bytes);
  });
});

describe('restoring', () => {
  it('goes into an empty installation only', async () => {
    const before = await contentsOf(here.url);
    expect(await codeOf(restoreInto(here, whole))).toBe('not-empty');
    expect(await contentsOf(here.url)).toEqual(before);
  });

  it('waits until the servers are stopped: they would keep the key that they have read', async () => {
    const there = await emptyInstallation();
    const live = openLive(
      there.url,
      () => [],
      () => undefined,
    );
    const stands = new Promise(resolve => live.subscribe(resolve));
    try {
      await stands;
      expect(await codeOf(restoreInto(there, whole))).toBe('servers-running');
      expect(await isEmpty(there)).toBe(true);
      await live.stop();
      await expect.poll(() => codeOf(restoreInto(there, whole))).not.toBe('servers-running');
      expect(await isEmpty(there)).toBe(false);
    } finally {
      await live.stop();
      await there.drop();
    }
  });

  it('that is killed halfway leaves the installation empty, and can be done again', async () => {
    const there = await emptyInstallation();
    const dataDir = dirname(there.filesFolder);
    // The pipe holds the end of the backup back, so that the process hangs in the middle of it; it stays open all the while,
    // since a reader that meets a closed pipe has met the end of the file.
    const pipe = join(folder, 'pipe');
    spawnSync('mkfifo', [pipe]);
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', join(root, 'tests/backup/support/restore-process.ts'), pipe],
      {
        cwd: root,
        env: { ...process.env, DATABASE_URL: there.url, LUOSHI_DATA: dataDir },
        stdio: ['ignore', 'ignore', 'inherit'],
      },
    );
    const gone = new Promise(resolve => child.once('exit', resolve));
    const bytes = readFileSync(whole);
    const feed = spawn('sh', ['-c', `{ head -c ${bytes.length - 2_000} '${whole}'; exec sleep 300; } > '${pipe}'`]);
    for (let waited = 0; !existsSync(join(there.filesFolder, 'incoming')); waited += 50) {
      expect(waited).toBeLessThan(90_000);
      await sleep(50);
    }
    child.kill('SIGKILL');
    await gone;
    feed.kill('SIGKILL');
    for (let rows = [{}]; rows.length > 0; await sleep(20))
      rows = await ask(
        there.url,
        `select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
      );
    expect(await ask(there.url, 'select * from tenants')).toEqual([]);
    const { audit } = await restoreInto(there, whole);
    expect(audit.map(({ faults }) => faults)).toEqual([[]]);
    expect(await contentsOf(there.url)).toEqual(await contentsOf(here.url));
    await there.drop();
  });
});

describe('a backup of another level', () => {
  const level = (count: number): string => {
    const to = join(folder, `level-${count}`);
    mkdirSync(to);
    for (const name of readdirSync(join(root, 'migrations')).sort().slice(0, count))
      copyFileSync(join(root, 'migrations', name), join(to, name));
    return to;
  };
  const names = readdirSync(join(root, 'migrations')).sort();

  it('that is older is restored at its level and brought up', async () => {
    const { migrate } = await import('../../src/platform/database/migrate');
    const old = await emptyInstallation('template1');
    await migrate(old.url, level(7));
    await ask(
      old.url,
      `insert into tenants (code, name, short_name, created_at) values ('old', '老局', '老局', now());
       insert into users (tenant_id, login, name, created_at) select tenant_id, 'wang', '王', now() from tenants`,
    );
    const file = join(folder, 'old.tar.gz');
    await backUp(old, file);
    // Into one that was started before and is at the newest level, and into one that has no schema at all.
    for (const template of [undefined, 'template1']) {
      const there = await emptyInstallation(template);
      const { begin, migrated } = await restoreInto(there, file);
      expect([...begin.migrations, ...migrated]).toEqual(names);
      expect(await ask(there.url, 'select login from users')).toEqual([{ login: 'wang' }]);
      expect(await ask(there.url, 'select name from migrations order by name')).toEqual(names.map(name => ({ name })));
      await there.drop();
    }
    await old.drop();
  });

  it('that is newer is refused, and nothing is touched', async () => {
    const there = await emptyInstallation();
    expect(await codeOf(restoreInto(there, whole, null, level(6)))).toBe('newer');
    expect(await isEmpty(there)).toBe(true);
    await there.drop();
  });
});
