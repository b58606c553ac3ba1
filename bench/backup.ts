import { randomBytes } from 'node:crypto';
import { cp, mkdir, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { tablesOf } from '../src/platform/backup/copy-tables';
import { makeKeyFile, readKeyFile } from '../src/platform/backup/key-file';
import { makeBackup } from '../src/platform/backup/make-backup';
import { verifyBackup } from '../src/platform/backup/open-backup';
import { restoreBackup } from '../src/platform/backup/restore-backup';
import { connect } from '../src/platform/database/connect';
import { startEmbedded } from '../src/platform/database/embedded/start-embedded';
import { migrate } from '../src/platform/database/migrate';
import { inTenant } from '../src/platform/database/tenant';
import { openFileStore } from '../src/platform/files/file-store';
import { keepFile } from '../src/platform/files/keep-file';
import { runOperation } from '../src/platform/run-operation';
import { operationNamed } from '../src/subjects/registry';
import type { Figure } from './figure';
import { fillWithTasks } from './support/ten-thousand-tasks';

const migrationsFolder = join(import.meta.dirname, '../migrations');
// Pictures of a phone: they do not get smaller.
const FILES = 200;
const FILE_BYTES = 1_000_000;

/**
 * Backup and restore of 10,000 tasks with 200 MB of evidence, and of the demonstration. The floor of a backup is a plain COPY of
 * the same tables and a copy of the same files; that of a restore the COPY back into the same tables, keys and indexes in
 * place, and the files.
 */
export async function bench(): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'luoshi-bench-'));
  const server = await startEmbedded({ dataDir: folder, log: () => {} });
  try {
    const tasks = await measure(
      '10,000 tasks, 200 MB of files',
      server.url,
      join(folder, 'tasks'),
      async (url, filesFolder) => {
        const { db, close } = connect(url, 2, null);
        const { tenantId } = await fillWithTasks(db);
        const files = openFileStore(filesFolder);
        const createdAt = new Date().toISOString();
        const file = { tenantId, name: '照片.jpg', mediaType: 'image/jpeg', createdBy: null, createdAt };
        for (let made = 0; made < FILES; made += 1)
          await inTenant(db, tenantId, inside => keepFile(inside, files, randomBytes(FILE_BYTES), file));
        await close();
      },
    );
    const demonstration = await measure('demonstration', server.url, join(folder, 'demo'), async (url, filesFolder) => {
      const { db, close } = connect(url, 2);
      await runOperation({ db, files: openFileStore(filesFolder) }, operationNamed('demonstration.create'), null, {});
      await close();
    });
    return [...tasks, ...demonstration];
  } finally {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function measure(
  what: string,
  server: string,
  folder: string,
  fill: (url: string, filesFolder: string) => Promise<void>,
): Promise<Figure[]> {
  await mkdir(folder);
  const [from, to, plainTo] = [await database(server), await database(server), await database(server)];
  const filesFolder = join(folder, 'files');
  const secretFile = join(folder, 'secret.key');
  await migrate(from, migrationsFolder);
  await fill(from, filesFolder);

  const seconds = async (work: () => Promise<unknown>): Promise<number> => {
    const began = performance.now();
    await work();
    return (performance.now() - began) / 1000;
  };
  const target = join(folder, 'backup.tar.gz');
  const now = new Date().toISOString();
  const before = process.memoryUsage().rss;
  let peak = before;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss);
  }, 20);
  const source = { url: from, filesFolder, secretFile, now, program: 'bench' };
  const made = await seconds(() => makeBackup({ ...source, target, recipient: null }));
  await makeKeyFile(join(folder, 'key'));
  const key = await readKeyFile(join(folder, 'key'));
  const encrypted = await seconds(() => makeBackup({ ...source, target: `${target}.age`, recipient: key.recipient }));
  const verified = await seconds(() => verifyBackup(target, null));
  const there = { url: to, filesFolder: join(folder, 'restored'), secretFile: `${secretFile}.restored` };
  const restored = await seconds(() => restoreBackup({ ...there, file: target, key: null, migrationsFolder }));
  clearInterval(watch);

  const plain = join(folder, 'plain');
  await mkdir(plain);
  const out = await seconds(() => copyOutPlain(from, filesFolder, plain));
  await migrate(plainTo, migrationsFolder);
  const back = await seconds(() => copyInPlain(plainTo, plain, join(folder, 'plain-restored')));
  const read = await seconds(async () => {
    const handle = await open(target);
    await handle.readFile();
    await handle.close();
  });
  const figure = (name: string, value: number, unit: string, floor: number): Figure => ({
    name: `${what}: ${name}`,
    value,
    unit,
    floor,
    ratio: value / floor,
  });
  return [
    figure('backup', made, 's', out),
    figure('encrypted backup', encrypted, 's', out),
    figure('verify', verified, 's', read),
    figure('restore', restored, 's', back),
    figure('most memory while at it', peak / 1e6, 'MB', before / 1e6),
  ];
}

let databases = 0;

async function database(server: string): Promise<string> {
  databases += 1;
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  await client.query(`create database bench_${databases}`);
  await client.end();
  const url = new URL(server);
  url.pathname = `/bench_${databases}`;
  return url.href;
}

async function copyOutPlain(url: string, files: string, to: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  for (const { name } of await tablesOf(client, 'kept')) {
    const handle = await open(join(to, name), 'w');
    await pipeline(client.query(copyTo(`copy "${name}" to stdout`)), handle.createWriteStream());
  }
  await client.end();
  await cp(files, join(to, 'evidence.d'), { recursive: true });
}

async function copyInPlain(url: string, from: string, files: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('begin');
  // The order of tables does not matter then; what the checks cost is paid all the same, at the end.
  const { rows } = await client.query<{ change: string }>(
    `select format('alter table %s alter constraint %I deferrable initially deferred', conrelid::regclass, conname) as change
     from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace`,
  );
  for (const { change } of rows) await client.query(change);
  for (const { name } of await tablesOf(client, 'kept')) {
    const handle = await open(join(from, name));
    await pipeline(handle.createReadStream(), client.query(copyFrom(`copy "${name}" from stdin`)));
  }
  await client.query('commit');
  await client.end();
  await cp(join(from, 'evidence.d'), files, { recursive: true });
}
