import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { root, tell } from './say.mjs';

const folder = join(root, 'dist');
const file = join(folder, '.setup-lock');

/** Runs `work` while no other process of this checkout installs or builds. A lock of a dead process does not count. */
export async function alone(work) {
  mkdirSync(folder, { recursive: true });
  let told = false;
  while (!take()) {
    const pid = holder();
    if (!isAlive(pid)) {
      rmSync(file, { force: true });
      continue;
    }
    if (!told) tell('waiting', { pid });
    told = true;
    await sleep(200);
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

function take() {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

function holder() {
  try {
    return Number(readFileSync(file, 'utf8'));
  } catch {
    return 0;
  }
}

function isAlive(pid) {
  if (!pid || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
