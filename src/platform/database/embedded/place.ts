import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { makeFolder, replaceWhole } from '../../files/write-whole';
import type { Voice } from './embedded-error';
import { programIn } from './find-binaries';
import { canUse, databaseUser, lookUp, type RunAs } from './run-as';

/** Where the database lives and whom it runs as. `home` holds data/, run/, password and server.log. */
export type Place = { runAs: RunAs; native: string; home: string };

const SYSTEM_FOLDER = '/var/lib/luoshi';

/**
 * Finds a way to run PostgreSQL for whoever started us, without asking anybody anything:
 * an ordinary user runs it; root runs it in a user namespace; where namespaces are refused, or the folder belongs to
 * somebody else, as an unprivileged user, in a copy under /var/lib where that user cannot enter this folder.
 */
export async function choosePlace(native: string, dataDir: string, voice: Voice): Promise<Place> {
  const moved = join(dataDir, 'postgres-moved-to');
  const home = homeIn(dataDir);
  await makeFolder(home);
  const owner = statSync(existsSync(join(home, 'data')) ? join(home, 'data') : home).uid;
  if (process.getuid?.() !== 0) {
    if (process.getuid && owner !== process.getuid()) throw voice.fail('not-yours', { dataDir, owner });
    return { runAs: { kind: 'self' }, native, home };
  }
  const namespace: RunAs = { kind: 'namespace' };
  const program = programIn(native, 'postgres');
  if (owner === 0 && process.platform === 'linux' && canUse(namespace, { program, folder: home })) {
    return { runAs: namespace, native, home };
  }
  return asUser((owner !== 0 && lookUp(owner)) || databaseUser(), { native, home, dataDir, moved }, voice);
}

/** The database's home for a data folder: inside it, or where it was moved to. */
export function homeIn(dataDir: string): string {
  const moved = join(dataDir, 'postgres-moved-to');
  return existsSync(moved) ? readFileSync(moved, 'utf8').trim() : join(dataDir, 'postgres');
}

async function asUser(
  runAs: RunAs & { kind: 'user' },
  from: { native: string; home: string; dataDir: string; moved: string },
  voice: Voice,
): Promise<Place> {
  let { native, home } = from;
  if (!canUse(runAs, { program: programIn(native, 'postgres') })) {
    native = copyBinaries(native, folder => voice.tell('binaries-copied', { user: runAs.name, folder }));
  }
  giveTo(runAs, home);
  letThrough(runAs, from.dataDir);
  if (!canUse(runAs, { folder: home })) {
    const target = join(SYSTEM_FOLDER, `data-${Date.now().toString(36)}-${process.pid}`);
    openSystemFolder();
    cpSync(home, target, { recursive: true, verbatimSymlinks: true, preserveTimestamps: true });
    giveTo(runAs, target);
    writeOutAll();
    // From here on it lives there; cut off before, it is moved anew, and never is there a moment without one.
    await replaceWhole(from.moved, `${target}\n`);
    if (existsSync(join(home, 'data'))) renameSync(home, `${home}.before-move`);
    home = target;
    voice.tell('data-moved', { user: runAs.name, folder: home });
  }
  voice.tell('runs-as-user', { user: runAs.name });
  return { runAs, native, home };
}

// Our own folder, at least, lets that user's group pass (not look around), so that data can stay on the disk chosen for it.
function letThrough(runAs: RunAs & { kind: 'user' }, dataDir: string): void {
  const { uid, mode } = statSync(dataDir);
  if (uid !== 0 || mode & 0o001) return;
  execFileSync('chgrp', [String(runAs.gid), dataDir]);
  chmodSync(dataDir, (mode & 0o777) | 0o010);
}

function copyBinaries(native: string, tell: (folder: string) => void): string {
  const version = JSON.parse(readFileSync(join(dirname(native), 'package.json'), 'utf8')).version as string;
  const target = join(SYSTEM_FOLDER, `postgresql-${version}`);
  if (existsSync(target)) return target;
  openSystemFolder();
  // Copied aside and then renamed: a copy cut short is never taken for a whole one.
  const draft = `${target}.${process.pid}`;
  cpSync(native, draft, { recursive: true, verbatimSymlinks: true });
  execFileSync('chmod', ['-R', 'go+rX', draft]);
  writeOutAll();
  try {
    renameSync(draft, target);
  } catch {
    // Another start was faster.
    rmSync(draft, { recursive: true, force: true });
  }
  tell(target);
  return target;
}

// A name must not come to the disk before what it stands for.
const writeOutAll = () => execFileSync('sync');

function openSystemFolder(): void {
  mkdirSync(SYSTEM_FOLDER, { recursive: true });
  chmodSync(SYSTEM_FOLDER, 0o755);
}

/** Makes a path, and all below it, belong to the user that PostgreSQL runs as, where that is not us. */
export function giveTo(runAs: RunAs, path: string): void {
  if (runAs.kind === 'user') execFileSync('chown', ['-R', `${runAs.uid}:${runAs.gid}`, path]);
}
