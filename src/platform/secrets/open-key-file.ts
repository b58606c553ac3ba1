import { randomBytes } from 'node:crypto';
import { open, readFile } from 'node:fs/promises';
import { type SecretBox, secretBox } from './secret-box';

/**
 * The box under the key in `path`; a new key is made where there is none yet (readable by its owner alone). Every server of
 * one database needs the same file. Throws where the file holds something else than a key.
 */
export async function openKeyFile(path: string): Promise<SecretBox> {
  try {
    const file = await open(path, 'wx', 0o600);
    try {
      await file.writeFile(`${randomBytes(32).toString('base64')}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return secretBox(Buffer.from((await readFile(path, 'utf8')).trim(), 'base64'));
}
