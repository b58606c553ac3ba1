import { readFileSync } from 'node:fs';
import { tell } from './say.mjs';

/**
 * npm hands SIGINT and SIGTERM on to us; SIGKILL it cannot. So that nothing stays behind then, we watch npm (and the
 * shell that it may have put between) and stop in order when it is gone.
 */
export function endWithParent() {
  if (process.env.npm_lifecycle_event === undefined || process.platform === 'win32') return;
  const parent = process.ppid;
  const above = isShell(parent) ? parentOf(parent) : 0;
  const watch = setInterval(() => {
    const there = process.ppid === parent && (!above || parentOf(parent) === above);
    if (there) return;
    clearInterval(watch);
    tell('parent-gone');
    process.kill(process.pid, 'SIGTERM');
  }, 500);
  watch.unref();
}

function statOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const end = stat.lastIndexOf(')');
    return { name: stat.slice(stat.indexOf('(') + 1, end), parent: Number(stat.slice(end + 2).split(' ')[1]) };
  } catch {
    return undefined;
  }
}

const isShell = pid => /^(sh|dash|bash|ash)$/.test(statOf(pid)?.name ?? '');
const parentOf = pid => statOf(pid)?.parent ?? 0;
