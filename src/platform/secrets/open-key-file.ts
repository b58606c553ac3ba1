import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { syncFolder } from '../files/sync-folder';
import { createWhole } from '../files/write-whole';
import { type SecretBox, secretBox } from './secret-box';

const readKey = async (path: string): Promise<SecretBox> =>
  secretBox(Buffer.from((await readFile(path, 'utf8')).trim(), 'base64'));

/**
 * The box under the key in `path`; a new key is made where there is none yet (readable by its owner alone). Every server of
 * one database needs the same file. Throws where the file holds something else than a key.
 */
export async function openKeyFile(path: string): Promise<SecretBox> {
  try {
    const box = await readKey(path);
    // Whoever made it may still be on the way to this: what is sealed now must not outlive its key.
    await syncFolder(dirname(path));
    return box;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  await createWhole(path, `${randomBytes(32).toString('base64')}\n`).catch((error: NodeJS.ErrnoException) => {
    // Another server was first: its key is the one.
    if (error.code !== 'EEXIST') throw error;
  });
  return openKeyFile(path);
}
