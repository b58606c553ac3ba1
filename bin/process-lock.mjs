import { execFileSync } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { linkSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

// Runs before anything is installed or built, hence no TypeScript. The server's data folder is held by the same lock.

/**
 * One process at a time. The lock names its holder by process id and birth, so that one left behind by SIGKILL or a power cut is
 * seen through, even where another process has the old id by now. Returns the release, or the id of the live process that holds it.
 *
 * A lock gets its name only when it is written out, and a stale one is never removed, only succeeded: who succeeds it is the one
 * that takes the name made of its contents, and who came too late finds other contents under the first name. So of however many
 * that find the same stale lock one has it.
 */
export function takeLock(file) {
  const own = { pid: process.pid, born: birthOf(process.pid), id: randomUUID() };
  const draft = `${file}.draft-${own.id}`;
  writeFileSync(draft, JSON.stringify(own), { mode: 0o600 });
  try {
    for (;;) {
      const outcome = tryToTake(file, draft);
      if (outcome === 'again') continue;
      if (outcome !== 'taken') return { heldBy: outcome };
      clearRemains(file);
      return { release: () => release(file, own.id) };
    }
  } finally {
    rmSync(draft, { force: true });
  }
}

/** The live process that holds a lock, or null. */
export function lockHolder(file) {
  for (let name = file, seen = 0; seen < 100; seen += 1) {
    const text = read(name);
    if (text === null) return null;
    const holder = holderIn(text);
    if (isAlive(holder)) return holder.pid;
    name = successorOf(file, text);
  }
  return null;
}

/** 'taken', the id of who has it, or 'again' where it changed meanwhile. */
function tryToTake(file, draft) {
  const first = linked(draft, file) ? null : read(file);
  if (first === null) return readSame(draft, file) ? 'taken' : 'again';
  for (let text = first; ; ) {
    const holder = holderIn(text);
    if (isAlive(holder)) return holder.pid;
    const name = successorOf(file, text);
    if (linked(draft, name)) {
      if (read(file) !== first) {
        rmSync(name, { force: true });
        return 'again';
      }
      renameSync(name, file);
      return 'taken';
    }
    text = read(name);
    if (text === null) return 'again';
  }
}

const successorOf = (file, text) => `${file}.after-${createHash('sha256').update(text).digest('hex').slice(0, 32)}`;

const readSame = (one, other) => read(one) === read(other);

function linked(from, to) {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

function release(file, id) {
  if (holderIn(read(file) ?? '')?.id === id) rmSync(file, { force: true });
}

/** What processes left that died on the way to the lock. */
function clearRemains(file) {
  for (const name of readdirSync(dirname(file))) {
    if (!name.startsWith(`${basename(file)}.draft-`) && !name.startsWith(`${basename(file)}.after-`)) continue;
    const path = join(dirname(file), name);
    const holder = holderIn(read(path) ?? '');
    if (holder && !isAlive(holder)) rmSync(path, { force: true });
  }
}

function holderIn(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isAlive(holder) {
  const { pid, born } = holder ?? {};
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code !== 'EPERM') return false;
  }
  return birthOf(pid) === born;
}

/** When a process was born, in whatever unit the system tells; empty where it tells nothing. */
function birthOf(pid) {
  try {
    if (process.platform === 'linux') {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      // The name in brackets may hold spaces; birth is the 20th field after it.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      if (fields[0] === 'Z') return 'gone';
      // Counted from the start of the machine: after the next one, the same program may come at the same tick.
      return `${fields[19] ?? ''} ${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}`;
    }
    if (process.platform === 'darwin')
      return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
  } catch {
    // No such process, or no such tool.
  }
  return '';
}
