import { randomBytes, randomUUID } from 'node:crypto';
import { link, open, readFile, unlink } from 'node:fs/promises';
import { type SecretBox, secretBox } from './secret-box';

const readKey = async (path: string): Promise<SecretBox> =>
  secretBox(Buffer.from((await readFile(path, 'utf8')).trim(), 'base64'));

/**
 * The box under the key in `path`; a new key is made where there is none yet (readable by its owner alone). Every server of
 * one database needs the same file. Throws where the file holds something else than a key.
 */
export async function openKeyFile(path: string): Promise<SecretBox> {
  try {
    return await readKey(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  // It gets its name only when it is whole: servers that start together, or one whose power is cut, never leave or read half a key.
  const written = `${path}.${randomUUID()}`;
  const file = await open(written, 'wx', 0o600);
  try {
    await file.writeFile(`${randomBytes(32).toString('base64')}\n`);
    await file.sync();
    await link(written, path);
  } catch (error) {
    // Another server was first: its key is the one.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await file.close();
    await unlink(written);
  }
  return readKey(path);
}
