import { execFileSync } from 'node:child_process';
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';

type Holder = { pid: number; born: string };

/**
 * One Luoshi server per data folder. The lock names its holder by process id and birth, so that one left behind by
 * SIGKILL or a power cut is seen through, even where another process has the old id by now.
 * Returns the release, or the id of the live process that holds it.
 */
export function takeDataLock(file: string): { release: () => void } | { heldBy: number } {
  const own: Holder = { pid: process.pid, born: birthOf(process.pid) };
  const draft = `${file}.${process.pid}`;
  for (;;) {
    writeFileSync(draft, JSON.stringify(own), { mode: 0o600 });
    try {
      linkSync(draft, file);
      rmSync(draft);
      return { release: () => releaseDataLock(file) };
    } catch (error) {
      rmSync(draft);
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const holder = readHolder(file);
    if (holder && isAlive(holder)) return { heldBy: holder.pid };
    removeStale(file, `${file}.stale-${process.pid}`);
  }
}

/** The live process that holds a lock, or null. */
export function dataLockHolder(file: string): number | null {
  const holder = readHolder(file);
  return holder && isAlive(holder) ? holder.pid : null;
}

// Two may find the same stale lock; the slower one must not remove the lock that the faster one has just taken.
function removeStale(file: string, aside: string): void {
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  const holder = readHolder(aside);
  if (holder && isAlive(holder)) {
    try {
      linkSync(aside, file);
    } catch {
      // A third one has it by now: the next look tells.
    }
  }
  rmSync(aside, { force: true });
}

function releaseDataLock(file: string): void {
  if (readHolder(file)?.pid === process.pid) rmSync(file, { force: true });
}

function readHolder(file: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Holder;
  } catch {
    return undefined;
  }
}

function isAlive({ pid, born }: Holder): boolean {
  if (!Number.isInteger(pid)) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return birthOf(pid) === born;
}

/** When a process was born, in whatever unit the system tells; empty where it tells nothing. */
function birthOf(pid: number): string {
  try {
    if (process.platform === 'linux') {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      // The name in brackets may hold spaces; birth is the 20th field after it.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return fields[0] === 'Z' ? 'gone' : (fields[19] ?? '');
    }
    if (process.platform === 'darwin')
      return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
  } catch {
    // No such process, or no such tool.
  }
  return '';
}
