import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Bytes under their SHA-256 in `<folder>/ab/cdef…`: the same file twice is stored once, and a name never reaches the disk. */
export type FileStore = {
  /** Writes to a side file, syncs, renames: a crash leaves no half file under a hash. */
  put: (bytes: Uint8Array) => Promise<string>;
  /** Throws where the bytes no longer have their hash. */
  get: (sha256: string) => Promise<Buffer>;
  remove: (sha256: string) => Promise<void>;
};

export function openFileStore(folder: string): FileStore {
  const placeOf = (sha256: string) => join(folder, sha256.slice(0, 2), sha256.slice(2));
  return {
    async put(bytes) {
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      const place = placeOf(sha256);
      if (await stat(place).catch(() => null)) return sha256;
      await mkdir(join(folder, sha256.slice(0, 2)), { recursive: true, mode: 0o700 });
      const side = `${place}.${randomUUID()}`;
      const handle = await open(side, 'wx', 0o600);
      try {
        await handle.writeFile(bytes);
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(side, place);
      return sha256;
    },
    async get(sha256) {
      const bytes = await readFile(placeOf(sha256));
      if (createHash('sha256').update(bytes).digest('hex') !== sha256) throw new Error(`file ${sha256} is damaged`);
      return bytes;
    },
    remove: sha256 => rm(placeOf(sha256), { force: true }),
  };
}
