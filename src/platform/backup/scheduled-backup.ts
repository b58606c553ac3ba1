import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dateInChina } from '../../kernel/today';
import type { BackupKey } from './key-file';
import { type BackupMade, makeBackup } from './make-backup';
import { verifyBackup } from './open-backup';
import { type DatedBackup, type Retention, whatToKeep } from './retention';
import { SIDE_MARK } from './write-archive';

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
    const made = await makeBackup({ ...options, target, recipient: key?.recipient ?? null });
    if (!key || key.identity) await readBack(target, key);
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

/** A backup that cannot be read is none: it must not stand in the folder, nor push out those that can. */
async function readBack(target: string, key: BackupKey | null): Promise<void> {
  try {
    const { faults } = await verifyBackup(target, key);
    if (faults[0]) throw new Error(`${faults[0].code} ${faults[0].name}`);
  } catch (error) {
    await rename(target, `${target}.damaged`);
    throw error;
  }
}

async function removeOld(folder: string, now: string, keep: Retention): Promise<string[]> {
  const { remove } = whatToKeep(await listBackups(folder), dateInChina(now), keep);
  for (const name of remove) await rm(join(folder, name));
  return remove;
}

// Of runs that were killed. An hour old: another server may just be at it.
async function clearUnfinished(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.includes(SIDE_MARK)) continue;
    const found = await stat(join(folder, name)).catch(() => null);
    if (found && Date.now() - found.mtimeMs > 3_600_000) await rm(join(folder, name), { force: true });
  }
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

async function note(folder: string, status: BackupStatus): Promise<void> {
  const side = join(folder, `.${STATUS}.${process.pid}`);
  await writeFile(side, `${JSON.stringify(status, null, 1)}\n`, { mode: 0o600 });
  await rename(side, join(folder, STATUS));
}
