import { createHash } from 'node:crypto';
import { createReadStream, type ReadStream } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import pg from 'pg';
import { placeOfFile } from '../files/file-store';
import { FILES_LOCK } from '../files/files-lock';
import { type Begin, type End, FORMAT, SECRET_MEMBER } from './archive-format';
import { BackupError } from './backup-error';
import { auditHeads, copyOut, PLAIN_TEXT, sequencesOf, tablesOf } from './copy-tables';
import { type ArchiveWriter, STEP, writeArchive } from './write-archive';

export type BackupOptions = {
  /** The database, with the owner's login: row-level security would hide the bodies from anybody else. */
  url: string;
  filesFolder: string;
  /** The installation's key for secrets among the rows. */
  secretFile: string;
  /** Must not exist yet. */
  target: string;
  /** Public half of the key; null: not encrypted. */
  recipient: string | null;
  /** ISO time stamp that the backup carries. */
  now: string;
  program: string;
};

export type BackupMade = { size: number; rows: number; files: End['files']; migrations: number };

/**
 * Writes everything that must be kept into one archive while the servers go on: all rows in one snapshot, then the files that
 * these rows name. A file that is lost or damaged does not keep the rest from being saved; it is named in the result.
 * Throws `target-exists` or `not-written`; then nothing stands under the target's name.
 */
export async function makeBackup(options: BackupOptions): Promise<BackupMade> {
  const client = new pg.Client({ connectionString: options.url });
  // A connection that breaks off is told by the next statement; unheard, the event would end the server.
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query(PLAIN_TEXT);
    // Held to the end by this connection: bytes of files are not thrown away meanwhile.
    await client.query('select pg_advisory_lock_shared($1)', [FILES_LOCK]);
    const archive = await writeArchive(options.target, options.recipient, options.now);
    try {
      return await write(client, archive, options);
    } catch (error) {
      await archive.abandon();
      throw error;
    }
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function write(client: pg.Client, archive: ArchiveWriter, options: BackupOptions): Promise<BackupMade> {
  await client.query('begin isolation level repeatable read read only');
  const begin = await describe(client, options);
  await archive.add('begin.json', jsonOf(begin));
  const key = await readFile(options.secretFile).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw new BackupError('unreadable', { file: options.secretFile, reason: error.message });
  });
  if (key) await archive.add(SECRET_MEMBER, key);
  const tables: End['tables'] = [];
  for (const table of begin.tables) tables.push(await copyOut(client, table, archive.add));
  const named = await client.query<{ sha256: string }>('select distinct sha256 from files order by sha256');
  const audit = await auditHeads(client);
  const sequences = await sequencesOf(client);
  // The files may take long; the database need not keep old rows for them.
  await client.query('commit');
  const files: End['files'] = { count: 0, bytes: 0, lost: [], damaged: [] };
  for (const { sha256 } of named.rows) await addFile(archive, options.filesFolder, sha256, files);
  const secret = key && createHash('sha256').update(key).digest('hex');
  const end: End = { secret, tables, sequences, files, audit };
  await archive.add('end.json', jsonOf(end));
  // Still connected, so the lock has been held all the time.
  await client.query('select');
  const size = await archive.finish();
  return { size, rows: tables.reduce((sum, { rows }) => sum + rows, 0), files, migrations: begin.migrations.length };
}

async function describe(client: pg.Client, { now, program }: BackupOptions): Promise<Begin> {
  const migrations = await client.query<{ name: string }>('select name from migrations order by name');
  const version = await client.query('show server_version');
  return {
    format: FORMAT,
    madeAt: now,
    program,
    postgres: version.rows[0].server_version,
    migrations: migrations.rows.map(row => row.name),
    tables: await tablesOf(client, 'kept'),
  };
}

/** The bytes go in as they are; whether they still are what was stored is known when they have been read. */
async function addFile(archive: ArchiveWriter, folder: string, sha256: string, files: End['files']): Promise<void> {
  const handle = await open(placeOfFile(folder, sha256)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw new BackupError('unreadable', { file: placeOfFile(folder, sha256), reason: error.message });
  });
  if (!handle) {
    files.lost.push(sha256);
    return;
  }
  try {
    const { size } = await handle.stat();
    const hash = createHash('sha256');
    const stream: ReadStream = createReadStream('', { fd: handle, autoClose: false, start: 0, highWaterMark: STEP });
    await archive.addStream(
      `files/${sha256}`,
      size,
      (async function* () {
        for await (const bytes of stream as AsyncIterable<Buffer>) {
          hash.update(bytes);
          yield bytes;
        }
      })(),
    );
    files.count += 1;
    files.bytes += size;
    if (hash.digest('hex') !== sha256) files.damaged.push(sha256);
  } finally {
    await handle.close();
  }
}

const jsonOf = (value: Begin | End): Buffer => Buffer.from(`${JSON.stringify(value, null, 1)}\n`);
