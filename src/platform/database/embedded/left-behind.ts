import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Voice } from './embedded-error';

/** Lines of postmaster.pid, which PostgreSQL keeps while it runs. */
export function readPostmasterFile(data: string): { pid: number; port: number; status: string } | undefined {
  try {
    const lines = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n');
    return { pid: Number(lines[0]), port: Number(lines[3]), status: lines[7]?.trim() ?? '' };
  } catch {
    return undefined;
  }
}

/**
 * Stops what a crash of Node left running in a data folder, and clears a postmaster.pid that nobody stands behind
 * (PostgreSQL itself would refuse to start if another program had got the old process id by now).
 * Call it only while holding the data lock.
 */
export async function stopLeftBehind(data: string, voice: Voice): Promise<void> {
  if (!existsSync(data)) return;
  let told = false;
  for (let waited = 0; ; waited += 50) {
    const left = processesIn(data);
    if (left.length === 0) break;
    if (!told) voice.tell('left-behind', { pid: left[0]! });
    told = true;
    const postmaster = readPostmasterFile(data)?.pid;
    // The postmaster ends its children in order; without it they end by themselves, within a second or two.
    const addressed = postmaster && left.includes(postmaster) ? [postmaster] : left;
    if (waited === 0) signal(addressed, 'SIGINT');
    if (waited === 15_000) signal(left, 'SIGQUIT');
    if (waited === 20_000) signal(left, 'SIGKILL');
    if (waited > 25_000) throw voice.fail('still-in-use', { reason: left.join(' ') });
    await sleep(50);
  }
  rmSync(join(data, 'postmaster.pid'), { force: true });
}

function signal(pids: number[], name: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, name);
    } catch {
      // Gone meanwhile.
    }
  }
}

/** The processes that work in a data folder: PostgreSQL and all its children make it their working directory. */
export function processesIn(data: string): number[] {
  if (process.platform !== 'linux') return postmasterIn(data);
  const folder = realpathSync(data);
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .map(Number)
    .filter(pid => {
      try {
        return readlinkSync(`/proc/${pid}/cwd`) === folder && /postgres|initdb/.test(readlinkSync(`/proc/${pid}/exe`));
      } catch {
        return false;
      }
    });
}

// Without /proc: the process of postmaster.pid, where its command line names this folder.
function postmasterIn(data: string): number[] {
  const pid = readPostmasterFile(data)?.pid;
  if (!pid) return [];
  try {
    if (process.platform === 'win32') {
      const list = execFileSync('tasklist', ['/FI', `PID eq ${pid}`, '/NH'], { encoding: 'utf8' });
      return list.includes('postgres') ? [pid] : [];
    }
    const command = execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
    return command.includes('postgres') && command.includes(data) ? [pid] : [];
  } catch {
    return [];
  }
}
