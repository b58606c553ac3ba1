import { chmodSync, mkdtempSync, readdirSync, rmSync, statfsSync } from 'node:fs';
import { freemem, tmpdir } from 'node:os';
import { join } from 'node:path';

const MEMORY = '/dev/shm';
const GIGABYTE = 2 ** 30;

/**
 * Lets this run and its processes keep their temporary files in memory where there is plenty: a test database is copied in a
 * hundredth of a second there, in a third of one on some disks. Returns what removes the folder. What runs that were killed have
 * left is removed as well.
 */
export function moveIntoMemory(): () => void {
  clearAbandoned(tmpdir());
  if (!hasRoom()) return () => undefined;
  clearAbandoned(MEMORY);
  const folder = mkdtempSync(join(MEMORY, `luoshi-test-${process.pid}-`));
  // PostgreSQL may run as somebody else.
  chmodSync(folder, 0o1777);
  process.env.TMPDIR = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}

function hasRoom(): boolean {
  try {
    const { bavail, bsize } = statfsSync(MEMORY);
    return bavail * bsize > 2 * GIGABYTE && freemem() > 4 * GIGABYTE;
  } catch {
    return false;
  }
}

function clearAbandoned(parent: string): void {
  for (const name of readdirSync(parent)) {
    const pid = /^luoshi-test-(\d+)-/.exec(name)?.[1];
    if (!pid) continue;
    try {
      process.kill(Number(pid), 0);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ESRCH')
        rmSync(join(parent, name), { recursive: true, force: true });
    }
  }
}
