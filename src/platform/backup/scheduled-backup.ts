import { mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { dateInChina } from '../../kernel/today';
import { syncFolder } from '../files/sync-folder';
import { clearUnfinished, replaceWhole, sideOf } from '../files/write-whole';
import type { BackupKey } from './key-file';
import { type BackupMade, makeBackup } from './make-backup';
import { verifyBackup } from './open-backup';
import { type DatedBackup, type Retention, whatToKeep } from './retention';

export type ScheduledOptions = {
  url: string;
  filesFolder: string;
  secretFile: string;
  /** Where the backups go: another disk, or a mounted share. */
  folder: string;
  key: BackupKey | null;
  keep: Retention;
  now: string;
  program: string;
};

/** What the last runs came to; lies beside the backups, so that every server and the command line see the same. */
export type BackupStatus = {
  /** The last that succeeded. */
  made: { at: string; name: string; size: number; lost: number } | null;
  /** The last that failed, where none has succeeded since. */
  failed: { at: string; reason: string } | null;
};

const STATUS = 'luoshi-status.json';
const NAME = /^luoshi-(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z\.tar\.gz(?:\.age)?$/;
const NEVER: BackupStatus = { made: null, failed: null };

/**
 * Makes a backup in the folder, reads it back (where the key at hand can open it), and only then removes old ones as the rule
 * says. What came of it is written down either way. Throws what went wrong.
 */
export async function runScheduledBackup(
  options: ScheduledOptions,
): Promise<BackupMade & { name: string; removed: string[] }> {
  const { folder, now, key } = options;
  const name = `luoshi-${now.slice(0, 19).replaceAll(/[-:]/g, '')}Z.tar.gz${key ? '.age' : ''}`;
  const target = join(folder, name);
  try {
    // Not its parents: where the disk for the backups is not mounted, none must go to the one that it stands on.
    await mkdir(folder, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
    await clearUnfinished(folder);
    // It gets its name when it has been read back: until then it stands for nothing and pushes out nothing.
    const unread = sideOf(target);
    const made = await makeBackup({ ...options, target: unread, recipient: key?.recipient ?? null });
    if (!key || key.identity) await readBack(unread, target, key);
    await rename(unread, target);
    await syncFolder(folder);
    const removed = await removeOld(folder, now, options.keep);
    const lost = made.files.lost.length + made.files.damaged.length;
    await note(folder, { made: { at: now, name, size: made.size, lost }, failed: null });
    return { ...made, name, removed };
  } catch (error) {
    const { made } = await backupStatus(folder);
    // The folder itself may be what is wrong.
    await note(folder, { made, failed: { at: now, reason: (error as Error).message } }).catch(() => undefined);
    throw error;
  }
}

/** A backup that cannot be read is none: it is put aside. */
async function readBack(unread: string, target: string, key: BackupKey | null): Promise<void> {
  try {
    const { faults } = await verifyBackup(unread, key);
    if (faults[0]) throw new Error(`${faults[0].code} ${faults[0].name}`);
  } catch (error) {
    await rename(unread, `${target}.damaged`);
    throw error;
  }
}

async function removeOld(folder: string, now: string, keep: Retention): Promise<string[]> {
  const { remove } = whatToKeep(await listBackups(folder), dateInChina(now), keep);
  for (const name of remove) await rm(join(folder, name));
  return remove;
}

/** The scheduled backups of a folder, oldest first. Nothing else in it is ever touched. */
export async function listBackups(folder: string): Promise<(DatedBackup & { size: number })[]> {
  const backups: (DatedBackup & { size: number })[] = [];
  for (const name of (await readdir(folder)).sort()) {
    const match = NAME.exec(name);
    if (!match) continue;
    const [year, month, day, hour, minute, second] = match.slice(1);
    const madeAt = `${year}-${month}-${day}T${hour}:${minute}:${second}Z`;
    const { size } = await stat(join(folder, name));
    backups.push({ name, madeAt, day: dateInChina(madeAt), size });
  }
  return backups;
}

export async function backupStatus(folder: string): Promise<BackupStatus> {
  try {
    return { ...NEVER, ...(JSON.parse(await readFile(join(folder, STATUS), 'utf8')) as Partial<BackupStatus>) };
  } catch {
    return NEVER;
  }
}

const note = (folder: string, status: BackupStatus): Promise<void> =>
  replaceWhole(join(folder, STATUS), `${JSON.stringify(status, null, 1)}\n`);
