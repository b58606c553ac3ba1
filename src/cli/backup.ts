import { say } from '../locales/say';
import { PROGRAM } from '../platform/backup/archive-format';
import { makeKeyFile } from '../platform/backup/key-file';
import { makeBackup } from '../platform/backup/make-backup';
import { complain, language, reporting, secondsSince, sizeText, tell, withArguments } from './backup-options';
import { reachDatabase } from './reach-database';

/** `backup FILE [--key KEYFILE]`: everything into one archive, whether the server runs or not. */
export const runBackup = (args: string[]): Promise<number> =>
  withArguments(args, async ({ file, key, settings, filesFolder, secretFile }) => {
    const start = performance.now();
    const database = await reachDatabase(settings, complain);
    try {
      const { ownerUrl: url } = database;
      const recipient = key?.recipient ?? null;
      const now = new Date().toISOString();
      const made = await makeBackup({ url, filesFolder, secretFile, target: file, recipient, now, program: PROGRAM });
      const { rows, files, size } = made;
      tell('made', { file, rows, files: files.count, size: sizeText(size), seconds: secondsSince(start) });
      if (recipient) tell('encrypted');
      const lost = files.lost.length + files.damaged.length;
      if (lost > 0) complain(say(language, 'backup:made-with-losses', { count: lost }));
      return lost > 0 ? 3 : 0;
    } finally {
      await database.close();
    }
  });

/** `key FILE`: a new key for encrypted backups. */
export async function runKey([file, ...others]: string[]): Promise<number> {
  if (!file || file.startsWith('--') || others.length > 0) {
    complain(say(language, 'backup:usage'));
    return 2;
  }
  return reporting(async () => {
    await makeKeyFile(file);
    tell('key-made', { file });
    return 0;
  });
}
