import { say } from '../locales/say';
import { backupStatus, listBackups } from '../platform/backup/scheduled-backup';
import { complain, language, reporting, sizeText, tell } from './backup-options';
import { readSettings } from './settings';

/** `backups`: the scheduled backups of the folder, oldest first, and what went wrong last. */
export const runBackups = (): Promise<number> =>
  reporting(async () => {
    const { backupDir: folder } = readSettings(process.env);
    if (!folder) {
      complain(say(language, 'backup:no-folder'));
      return 2;
    }
    const backups = await listBackups(folder);
    for (const { name, madeAt, size } of backups) tell('listed', { name, at: madeAt, size: sizeText(size) });
    if (backups.length === 0) tell('none', { folder });
    const { failed } = await backupStatus(folder);
    if (!failed) return 0;
    complain(say(language, 'backup:scheduled.failed-at', failed));
    return 1;
  });
