import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { syncFolder } from '../../files/sync-folder';
import { replaceWhole } from '../../files/write-whole';
import type { Voice } from './embedded-error';
import { programIn } from './find-binaries';
import { runGuarded } from './guardian';
import { stopLeftBehind } from './left-behind';
import { giveTo, type Place } from './place';
import { commandAs } from './run-as';
import { explainFailure, logSince, openServerLog } from './server-log';

/** Name of the database and of its owner. */
export const DATABASE = 'luoshi';

/** A data folder that is whole, and the secret that opens it. */
export type Cluster = Place & { data: string; password: string; log: string };

/**
 * The data folder, made where it is missing. It is made under another name and renamed when it is whole, its secret on the disk
 * before it, so that a first start that was cut off in the middle leaves nothing that looks like data; such remains are cleared.
 */
export async function ensureCluster(place: Place, durable: boolean, voice: Voice): Promise<Cluster> {
  const { home } = place;
  const data = join(home, 'data');
  const secret = join(home, 'password');
  const log = join(home, 'server.log');
  await clearHalfMade(home, voice);
  if (!existsSync(data)) {
    voice.tell('first-start', { folder: home });
    await replaceWhole(secret, randomBytes(24).toString('base64url'));
    giveTo(place.runAs, secret);
    const draft = join(home, `init-${process.pid}-${Date.now().toString(36)}`);
    await initialize(place, { draft, secret, log, durable }, voice);
    createDatabase(place, draft, log, voice);
    renameSync(draft, data);
    // PostgreSQL has written out all that is in it, but not that it is called so.
    await syncFolder(home);
  }
  if (!existsSync(secret)) throw voice.fail('secret-missing', { file: secret });
  return { ...place, data, log, password: readFileSync(secret, 'utf8').trim() };
}

async function clearHalfMade(home: string, voice: Voice): Promise<void> {
  for (const name of readdirSync(home)) {
    if (!name.startsWith('init-')) continue;
    await stopLeftBehind(join(home, name), voice);
    rmSync(join(home, name), { recursive: true, force: true });
  }
}

/**
 * Texts are compared by code point (fast, the same everywhere); Chinese order is asked for with `collate "zh-x-icu"`.
 * The character classes must know Chinese all the same, or pg_trgm would drop it: hence LC_CTYPE.
 */
async function initialize(
  place: Place,
  { draft, secret, log, durable }: { draft: string; secret: string; log: string; durable: boolean },
  voice: Voice,
): Promise<void> {
  const unixClasses = process.platform === 'darwin' ? 'UTF-8' : 'C.UTF-8';
  const classes = process.platform === 'win32' ? [] : [`--lc-ctype=${unixClasses}`];
  const options = [
    '-D',
    draft,
    `--username=${DATABASE}`,
    `--pwfile=${secret}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
  ];
  options.push('--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C', '--data-checksums');
  if (!durable) options.push('--no-sync');
  let text = '';
  for (const attempt of [classes, []]) {
    const file = openServerLog(log);
    const program = programIn(place.native, 'initdb');
    const ward = runGuarded(place.runAs, place.home, program, [...options, ...attempt], file.fd);
    const code = await ward.ended;
    ward.release();
    file.close();
    if (code === 0) return;
    text = logSince(log, file.size);
    rmSync(draft, { recursive: true, force: true });
    if (!text.includes('invalid locale name')) break;
  }
  throw explainFailure(text, 'init-failed', log, voice);
}

// In single-user mode, before anybody can connect: afterwards a cluster without its database does not exist.
function createDatabase(place: Place, data: string, log: string, voice: Voice): void {
  const { command, argv, ids } = commandAs(place.runAs, programIn(place.native, 'postgres'), [
    '--single',
    '-D',
    data,
    'postgres',
  ]);
  const input = `create database ${DATABASE}\n`;
  const { status, stderr } = spawnSync(command, argv, { input, cwd: place.home, encoding: 'utf8', ...ids });
  if (status !== 0) throw explainFailure(stderr ?? '', 'init-failed', log, voice);
}
