import { randomBytes } from 'node:crypto';
import { link, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { syncFolder } from './sync-folder';

// A file is written under another name beside it and gets its own when it is whole and on the disk: whoever looks, whenever the
// power fails, finds all of it or nothing.

const SIDE_MARK = '.unfinished-';
// So old it belongs to nobody any more: what is being written is touched all the time.
const LEFT_MS = 3_600_000;
// What file systems say that know no second name for a file (FAT on a stick, some shares).
const NO_LINKS = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS']);

/** A new name beside `file` under which it is written; never the same for two. */
export const sideOf = (file: string): string =>
  join(dirname(file), `.${basename(file)}${SIDE_MARK}${randomBytes(8).toString('hex')}`);

/** Clears what killed runs left under such names: of one file, or of all in a folder. */
export async function clearUnfinished(folder: string, name?: string): Promise<void> {
  const begin = name === undefined ? '.' : `.${name}${SIDE_MARK}`;
  for (const found of await readdir(folder)) {
    if (!found.startsWith(begin) || !found.includes(SIDE_MARK)) continue;
    const path = join(folder, found);
    const { mtimeMs } = (await stat(path).catch(() => null)) ?? { mtimeMs: Number.POSITIVE_INFINITY };
    if (Date.now() - mtimeMs > LEFT_MS) await rm(path, { force: true });
  }
}

async function writeOut(file: string, content: string, mode: number): Promise<void> {
  const handle = await open(file, 'wx', mode);
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Puts a whole file in the place of whatever stands there. */
export async function replaceWhole(file: string, content: string, mode = 0o600): Promise<void> {
  await clearUnfinished(dirname(file), basename(file));
  const side = sideOf(file);
  try {
    await writeOut(side, content, mode);
    await rename(side, file);
  } catch (error) {
    await rm(side, { force: true });
    throw error;
  }
  await syncFolder(dirname(file));
}

/** Makes a file that is not there yet; of several that make the same one succeeds, the others get `EEXIST`. */
export async function createWhole(file: string, content: string, mode = 0o600): Promise<void> {
  await clearUnfinished(dirname(file), basename(file));
  const side = sideOf(file);
  try {
    await writeOut(side, content, mode);
    await link(side, file).catch(async (error: NodeJS.ErrnoException) => {
      if (!NO_LINKS.has(error.code ?? '')) throw error;
      await writeOut(file, content, mode);
    });
  } finally {
    await rm(side, { force: true });
  }
  await syncFolder(dirname(file));
}

/** Makes a folder for our own eyes and those above it, where they are missing, so that none is lost with what is written into it. */
export async function makeFolder(folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true, mode: 0o700 });
  if (first === undefined) return;
  for (let made = folder; made.length >= first.length; made = dirname(made)) {
    await syncFolder(dirname(made));
    if (dirname(made) === made) return;
  }
}
