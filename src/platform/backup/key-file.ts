import { readFile, rm } from 'node:fs/promises';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import { createWhole } from '../files/write-whole';
import { BackupError } from './backup-error';

/** The two halves of a key: backups are made with the public one; only the secret one opens them. */
export type BackupKey = { recipient: string; identity: string | null };

/**
 * Writes a new secret key to `file` (readable by its owner only, never over another file), and its public half to `<file>.pub`:
 * that one is enough on the server, so that whoever takes the server's disk does not have the key of its backups.
 * The format is age's own: the `age` program opens the backups too. Returns the public half.
 */
export async function makeKeyFile(file: string): Promise<string> {
  const identity = await generateIdentity();
  const recipient = await identityToRecipient(identity);
  await writeNew(file, `# public key: ${recipient}\n${identity}\n`, 0o600);
  try {
    await writeNew(`${file}.pub`, `${recipient}\n`, 0o644);
  } catch (error) {
    // One half alone is no key pair: it can be tried again under the same name.
    await rm(file, { force: true });
    throw error;
  }
  return recipient;
}

const writeNew = (file: string, text: string, mode: number): Promise<void> =>
  createWhole(file, text, mode).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EEXIST') throw new BackupError('target-exists', { file });
    throw new BackupError('not-written', { file, reason: error.message });
  });

/** Reads a key file: a secret key, or a public one alone. Throws `unreadable` or `no-key-in-file`. */
export async function readKeyFile(file: string): Promise<BackupKey> {
  const text = await readFile(file, 'utf8').catch(error => {
    throw new BackupError('unreadable', { file, reason: error.message });
  });
  const lines = text.split('\n').map(line => line.trim());
  const identity = lines.find(line => line.startsWith('AGE-SECRET-KEY-')) ?? null;
  const recipient = lines.find(line => line.startsWith('age1'));
  try {
    if (identity) return { identity, recipient: await identityToRecipient(identity) };
  } catch (error) {
    throw new BackupError('no-key-in-file', { file }, { cause: error });
  }
  if (!recipient) throw new BackupError('no-key-in-file', { file });
  return { identity: null, recipient };
}
