import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { refuse } from '../../kernel/refusal';
import { syncFolder } from './sync-folder';
import { makeFolder } from './write-whole';

/** Bytes that have come in and stand in a side file, not yet under their hash. One of `keep` and `discard` must follow. */
export type Arrival = {
  path: string;
  sha256: string;
  size: number;
  /** Syncs and renames: a crash leaves no half file under a hash. */
  keep: () => Promise<void>;
  discard: () => Promise<void>;
};

/** Bytes under their SHA-256 in `<folder>/ab/cdef…`: the same file twice is stored once, and a name never reaches the disk. */
export type FileStore = {
  folder: string;
  put: (bytes: Uint8Array) => Promise<string>;
  /** Takes a stream in, memory flat. Refuses `too-large` past `limit` bytes. */
  receive: (content: AsyncIterable<Uint8Array>, limit: number) => Promise<Arrival>;
  /** The whole file. Refuses `damaged-file` where it is gone or its bytes no longer have their hash. */
  get: (sha256: string) => Promise<Buffer>;
  /** The same for large ones: read through once for its hash, then given as a stream of the same bytes. */
  open: (sha256: string) => Promise<{ size: number; stream: Readable }>;
};

const HEX = /^[0-9a-f]+$/;

export const placeOfFile = (folder: string, sha256: string): string =>
  join(folder, sha256.slice(0, 2), sha256.slice(2));

export function openFileStore(folder: string): FileStore {
  const receive: FileStore['receive'] = async (content, limit) => {
    const incoming = join(folder, 'incoming');
    await makeFolder(incoming);
    const path = join(incoming, randomUUID());
    const discard = () => rm(path, { force: true });
    const hash = createHash('sha256');
    let size = 0;
    const handle = await open(path, 'wx', 0o600);
    try {
      for await (const bytes of content) {
        size += bytes.length;
        if (size > limit) refuse('too-large', { limit: `${Math.floor(limit / 1024 / 1024)} MB` });
        hash.update(bytes);
        await writeAll(handle, bytes);
      }
      await handle.sync();
    } catch (error) {
      await handle.close();
      await discard();
      throw error;
    }
    await handle.close();
    const sha256 = hash.digest('hex');
    return { path, sha256, size, discard, keep: () => moveIn(folder, path, sha256) };
  };
  return {
    folder,
    receive,
    async put(bytes) {
      const arrival = await receive([bytes] as unknown as AsyncIterable<Uint8Array>, Number.POSITIVE_INFINITY);
      await arrival.keep();
      return arrival.sha256;
    },
    async get(sha256) {
      const { size, stream } = await this.open(sha256);
      const bytes = Buffer.alloc(size);
      let at = 0;
      for await (const chunk of stream as AsyncIterable<Buffer>) at += chunk.copy(bytes, at);
      return bytes;
    },
    async open(sha256) {
      const handle = await open(placeOfFile(folder, sha256)).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return refuse('damaged-file', { sha256 });
        throw error;
      });
      try {
        const found = await hashOf(handle);
        if (found.sha256 !== sha256) refuse('damaged-file', { sha256 });
        return { size: found.size, stream: createReadStream('', { fd: handle, start: 0, autoClose: true }) };
      } catch (error) {
        await handle.close();
        throw error;
      }
    },
  };
}

/** Under its hash. What already stands there is the same, unless it was damaged: then the whole one takes its place. */
async function moveIn(folder: string, path: string, sha256: string): Promise<void> {
  const place = placeOfFile(folder, sha256);
  const shelf = join(folder, sha256.slice(0, 2));
  await makeFolder(shelf);
  await rename(path, place);
  await syncFolder(shelf);
  // Whoever made the shelf, this moment perhaps, may not have come to it.
  await syncFolder(folder);
}

/** Reads a file through. */
export async function hashOf(handle: FileHandle): Promise<{ sha256: string; size: number }> {
  const hash = createHash('sha256');
  const buffer = Buffer.alloc(256 * 1024);
  let size = 0;
  for (;;) {
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, size);
    if (bytesRead === 0) return { sha256: hash.digest('hex'), size };
    hash.update(buffer.subarray(0, bytesRead));
    size += bytesRead;
  }
}

/** Every file that is stored, by its hash, with its size and the time it was written. */
export async function* storedFiles(folder: string): AsyncGenerator<{ sha256: string; size: number; mtimeMs: number }> {
  const shelves = (await readdir(folder).catch(() => [])).filter(name => name.length === 2 && HEX.test(name)).sort();
  for (const shelf of shelves) {
    for (const name of (await readdir(join(folder, shelf))).sort()) {
      if (name.length !== 62 || !HEX.test(name)) continue;
      const found = await stat(join(folder, shelf, name)).catch(() => null);
      if (found) yield { sha256: shelf + name, size: found.size, mtimeMs: found.mtimeMs };
    }
  }
}

async function writeAll(handle: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length; ) at += (await handle.write(bytes, at, bytes.length - at)).bytesWritten;
}
