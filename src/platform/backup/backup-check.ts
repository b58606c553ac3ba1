import { stat } from 'node:fs/promises';
import type { Check } from '../observing/readiness';
import { backupStatus, listBackups } from './scheduled-backup';

// A day, and time enough for the slowest.
const LATE_MS = 30 * 3_600_000;

/** The daily backup is made, whole, and not older than it should be. */
export const backupCheck = (folder: string): Check => ({
  name: 'backup',
  level: 'warns',
  run: async () => {
    const { made, failed } = await backupStatus(folder);
    if (failed) return 'backup-failed';
    // None yet: the folder was set today.
    if (!made) return null;
    if (made.lost > 0) return 'files-lost';
    return Date.now() - Date.parse(made.at) > LATE_MS ? 'backup-late' : null;
  },
});

/** Age in seconds and size in bytes of the newest scheduled backup; nothing where there is none. */
export async function newestBackup(folder: string): Promise<{ age: number; size: number } | null> {
  const newest = (await stat(folder).catch(() => null)) && (await listBackups(folder)).at(-1);
  return newest ? { age: (Date.now() - Date.parse(newest.madeAt)) / 1000, size: newest.size } : null;
}
