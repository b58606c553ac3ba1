import { createWriteStream } from 'node:fs';
import { open, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ReadableStream } from 'node:stream/web';
import { constants, createGzip } from 'node:zlib';
import { Encrypter } from 'age-encryption';
import tar from 'tar-stream';
import { syncFolder } from '../files/sync-folder';
import { sideOf } from '../files/write-whole';
import { BackupError } from './backup-error';

/** An archive that is being written. Nothing stands under the target's name until `finish`. */
export type ArchiveWriter = {
  add: (name: string, bytes: Uint8Array) => Promise<void>;
  addStream: (name: string, size: number, content: AsyncIterable<Uint8Array>) => Promise<void>;
  /** Closes, syncs, and gives it its name. Returns its size. */
  finish: () => Promise<number>;
  /** Leaves nothing. */
  abandon: () => Promise<void>;
};

/** Bytes are passed on in steps of this size: each costs a few turns between threads, however small. */
export const STEP = 1024 * 1024;

/** Begins an archive beside `target`. Throws `target-exists` or, now or later, `not-written` (a full disk, no right to write). */
export async function writeArchive(target: string, recipient: string | null, madeAt: string): Promise<ArchiveWriter> {
  const notWritten = (error: Error) =>
    error instanceof BackupError
      ? error
      : new BackupError('not-written', { file: target, reason: error.message }, { cause: error });
  if (await stat(target).catch(() => null)) throw new BackupError('target-exists', { file: target });
  const side = sideOf(target);
  const pack = tar.pack();
  // Fast rather than small: most evidence is compressed already.
  const gzip = createGzip({ level: constants.Z_BEST_SPEED, chunkSize: STEP });
  const file = createWriteStream(side, { flags: 'wx', mode: 0o600, highWaterMark: STEP });
  const stages = [pack, gzip, ...(recipient ? [encryptFor(recipient)] : []), file];
  const written = pipeline(stages as unknown as NodeJS.ReadWriteStream[]);
  // Whoever waits for a member hears of it; here it only must not end the process.
  const failed = written.then(
    () => new Promise<never>(() => undefined),
    error => Promise.reject(notWritten(error)),
  );
  failed.catch(() => undefined);
  const mtime = new Date(madeAt);

  const addStream: ArchiveWriter['addStream'] = (name, size, content) =>
    Promise.race([
      failed,
      new Promise<void>((resolve, reject) => {
        const entry = pack.entry({ name, size, mtime, mode: 0o600 }, error => (error ? reject(error) : resolve()));
        pour(content, entry).catch(reject);
      }),
    ]);
  return {
    addStream,
    add: (name, bytes) => addStream(name, bytes.length, [bytes] as unknown as AsyncIterable<Uint8Array>),
    finish: async () => {
      pack.finalize();
      try {
        await written;
        const handle = await open(side, 'r+');
        await handle.sync().finally(() => handle.close());
        const { size } = await stat(side);
        await rename(side, target);
        await syncFolder(dirname(target));
        return size;
      } catch (error) {
        throw notWritten(error as Error);
      }
    },
    abandon: async () => {
      pack.destroy();
      await written.catch(() => undefined);
      await rm(side, { force: true });
    },
  };
}

async function pour(content: AsyncIterable<Uint8Array>, entry: ReturnType<tar.Pack['entry']>): Promise<void> {
  for await (const bytes of content) {
    if (!entry.write(bytes)) await new Promise<void>(resolve => entry.once('drain', resolve));
  }
  entry.end(null as never);
}

const encryptFor = (recipient: string) =>
  async function* (plain: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    const encrypter = new Encrypter();
    encrypter.addRecipient(recipient);
    const stream = ReadableStream.from(plain) as unknown as globalThis.ReadableStream<Uint8Array>;
    yield* (await encrypter.encrypt(stream)) as unknown as AsyncIterable<Uint8Array>;
  };
