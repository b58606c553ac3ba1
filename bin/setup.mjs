import { spawn, spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, sentence, tell } from './say.mjs';
import { alone } from './setup-lock.mjs';
import { installedByHand, installStamp, isFresh, sourceStamp, stampFile } from './stamps.mjs';

/** A step went wrong and has said why: there is nothing to add but the exit code. */
export class SetupFailed extends Error {}

/** Installs what the lock file names, unless it is there. */
export async function ensureInstalled() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    tell('node-too-old', { needed: '20.19', found: process.versions.node });
    throw new SetupFailed();
  }
  if (isFresh('install', installStamp())) return;
  await alone(async () => {
    const stamp = installStamp();
    if (isFresh('install', stamp)) return;
    if (!installedByHand()) {
      tell('installing');
      const code = await runNpm(['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund']);
      if (code !== 0) {
        tell('install-failed', { code });
        throw new SetupFailed();
      }
    }
    stampWhole('install', stamp);
  });
}

/** Builds `server` or `web`, unless nothing has changed since the last build. */
export async function ensureBuilt(part) {
  if (isBuilt(part, sourceStamp(part))) return;
  await alone(async () => {
    // Taken before the build: what is changed while it runs is built the next time.
    const stamp = sourceStamp(part);
    if (isBuilt(part, stamp)) return;
    tell('building', { part: sentence(`part-${part}`) });
    const code = await run(process.execPath, [join(root, 'bin/build.mjs'), part]);
    if (code !== 0) {
      tell('build-failed', { code });
      throw new SetupFailed();
    }
    stampWhole(part, stamp);
  });
}

/** What is stamped is not made again, so it is on the disk first: after a power cut it would be empty files with a good stamp. */
function stampWhole(kind, stamp) {
  if (process.platform !== 'win32') spawnSync('sync', { stdio: 'ignore' });
  writeFileSync(stampFile[kind], stamp);
}

const result = { server: 'dist/server/main.js', web: 'dist/web/index.html' };
const isBuilt = (part, stamp) => isFresh(part, stamp) && existsSync(join(root, result[part]));

/** Everything that a command needs before it can run. Ends the process where that cannot be had. */
export async function ensureReady(parts) {
  try {
    await ensureInstalled();
    for (const part of parts) await ensureBuilt(part);
  } catch (error) {
    if (!(error instanceof SetupFailed)) throw error;
    process.exit(1);
  }
}

function runNpm(args) {
  const npm = process.env.npm_execpath;
  if (npm && /\.c?js$/.test(npm)) return run(process.execPath, [npm, ...args]);
  return run(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, { shell: process.platform === 'win32' });
}

/** Runs a program to its end; its output goes to the error output, and it does not outlive us. Returns its exit code. */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 2, 2], ...options });
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    const pass = signal => {
      child.kill(signal);
      child.once('exit', () => process.exit(130));
    };
    for (const signal of signals) process.on(signal, pass);
    const done = () => {
      for (const signal of signals) process.off(signal, pass);
    };
    child.once('error', error => {
      done();
      reject(error);
    });
    child.once('exit', code => {
      done();
      resolve(code ?? 1);
    });
  });
}
