import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { ReadableStream } from 'node:stream/web';
import { createGunzip } from 'node:zlib';
import { Decrypter } from 'age-encryption';
import tar from 'tar-stream';
import { BackupError } from './backup-error';
import type { BackupKey } from './key-file';

/** One member of an archive. Its content must be read to the end; `sha256` and `size` are known then. */
export type Member = { name: string; content: AsyncIterable<Buffer>; sha256: () => string; size: number };

const AGE = 'age-encryption.org/';

/**
 * The members of a backup, one after the other; memory stays flat. Throws `unreadable`, `not-a-backup`, `needs-key`, `wrong-key`,
 * and `damaged` where the bytes are cut short or no longer fit their sums.
 */
export async function* readArchive(file: string, key: BackupKey | null): AsyncGenerator<Member> {
  const damaged = (error: Error) =>
    error instanceof BackupError
      ? error
      : new BackupError('damaged', { file, reason: reasonOf(error) }, { cause: error });
  const source = createReadStream(file, { highWaterMark: 256 * 1024 });
  const bytes = (source as AsyncIterable<Buffer>)[Symbol.asyncIterator]();
  const first = await bytes.next().catch(error => {
    throw new BackupError('unreadable', { file, reason: error.message });
  });
  const encrypted = isEncrypted(first.done ? Buffer.alloc(0) : first.value, file);
  if (encrypted && !key) throw new BackupError('needs-key', { file });
  if (encrypted && !key?.identity) throw new BackupError('public-key-only', { file });
  const whole = async function* () {
    for (let next = first; !next.done; next = await bytes.next()) yield next.value;
  };
  const extract = tar.extract();
  const decrypt = encrypted ? [decryptWith(key!.identity!, file)] : [];
  const fill = async (plain: AsyncIterable<Buffer>) => {
    for await (const bytes of plain) await feed(extract, bytes);
    extract.end(null as never);
  };
  const stages = [whole, ...decrypt, createGunzip({ chunkSize: 256 * 1024 }), fill];
  // What goes wrong before the archive is told to its reader.
  const fed = pipeline(stages as unknown as NodeJS.ReadWriteStream[]).catch(error => extract.destroy(error as Error));
  try {
    for await (const entry of extract) {
      const hash = createHash('sha256');
      const content = (async function* () {
        try {
          for await (const bytes of entry as AsyncIterable<Buffer>) {
            hash.update(bytes);
            yield bytes;
          }
        } catch (error) {
          throw damaged(error as Error);
        }
      })();
      yield {
        name: entry.header.name,
        size: entry.header.size ?? 0,
        content,
        sha256: () => hash.copy().digest('hex'),
      };
    }
  } catch (error) {
    throw damaged(error as Error);
  } finally {
    extract.destroy();
    source.destroy();
    await fed;
  }
}

const feed = (extract: tar.Extract, bytes: Buffer): Promise<void> =>
  new Promise((resolve, reject) => {
    if (extract.destroying) return reject(new Error('closed'));
    if (extract.write(bytes)) return resolve();
    const done = () => {
      extract.off('drain', done);
      extract.off('close', done);
      resolve();
    };
    extract.on('drain', done);
    extract.on('close', done);
  });

/** By the first bytes; refuses what is neither gzip nor age. */
function isEncrypted(head: Buffer, file: string): boolean {
  if (head.subarray(0, AGE.length).equals(Buffer.from(AGE))) return true;
  if (head[0] !== 0x1f || head[1] !== 0x8b) throw new BackupError('not-a-backup', { file });
  return false;
}

const decryptWith = (identity: string, file: string) =>
  async function* (bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    const decrypter = new Decrypter();
    decrypter.addIdentity(identity);
    const stream = ReadableStream.from(bytes) as unknown as globalThis.ReadableStream<Uint8Array>;
    const plain = await decrypter.decrypt(stream).catch(error => {
      if (/no identity matched/.test((error as Error).message)) throw new BackupError('wrong-key', { file });
      throw error;
    });
    yield* plain as unknown as AsyncIterable<Uint8Array>;
  };

const reasonOf = (error: Error): string => {
  const { code } = error as NodeJS.ErrnoException;
  return code ? `${error.message} (${code})` : error.message;
};
