import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { takeLock } from './process-lock.mjs';
import { root, tell } from './say.mjs';

const folder = join(root, 'dist');

/** Runs `work` while no other process of this checkout installs or builds. */
export async function alone(work) {
  mkdirSync(folder, { recursive: true });
  for (let told = false; ; told = true) {
    const lock = takeLock(join(folder, '.setup-lock'));
    if ('release' in lock) return await work().finally(lock.release);
    if (!told) tell('waiting', { pid: lock.heldBy });
    await sleep(200);
  }
}
