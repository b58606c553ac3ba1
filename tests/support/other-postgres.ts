import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { runGuarded } from '../../src/platform/database/embedded/guardian';
import { readPostmasterFile } from '../../src/platform/database/embedded/left-behind';
import { canUse, commandAs, databaseUser, type RunAs } from '../../src/platform/database/embedded/run-as';

/** Where Debian puts the oldest PostgreSQL that we support. */
export const POSTGRES_15 = '/usr/lib/postgresql/15/bin';
export const hasPostgres15 = existsSync(join(POSTGRES_15, 'postgres'));

/** A server that somebody else administers: another version, a plain login that is no superuser, a database of its own. */
export async function startPostgres15(
  folder: string,
): Promise<{ url: string; version: string; stop: () => Promise<void> }> {
  mkdirSync(folder, { recursive: true });
  const runAs = whoRuns(folder);
  const data = join(folder, 'data');
  const run = (program: string, args: string[], input = '') => {
    const { command, argv, ids } = commandAs(runAs, join(POSTGRES_15, program), args);
    const { status, stderr, stdout } = spawnSync(command, argv, { cwd: folder, encoding: 'utf8', input, ...ids });
    if (status !== 0) throw new Error(`${program}: ${stderr}`);
    return stdout;
  };
  run('initdb', ['-D', data, '-U', 'postgres', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync']);
  writeFileSync(
    join(data, 'postgresql.auto.conf'),
    `listen_addresses = ''\nunix_socket_directories = '${folder}'\nfsync = off\n`,
  );
  const log = openSync(join(folder, 'log'), 'a');
  const ward = runGuarded(runAs, folder, join(POSTGRES_15, 'postgres'), ['-D', data], log);
  closeSync(log);
  for (let waited = 0; readPostmasterFile(data)?.status !== 'ready'; waited += 50) {
    if (waited > 20_000) throw new Error(readFileSync(join(folder, 'log'), 'utf8'));
    await sleep(50);
  }
  const sql = `create role bureau login createrole; create database luoshi owner bureau;`;
  for (const statement of sql.split(';').filter(text => text.trim()))
    run('psql', ['-h', folder, '-U', 'postgres', '-d', 'postgres', '-c', statement]);
  return {
    url: `postgres://bureau@localhost/luoshi?host=${encodeURIComponent(folder)}`,
    version: run('postgres', ['--version']).trim(),
    stop: async () => {
      ward.release();
      await ward.ended;
    },
  };
}

function whoRuns(folder: string): RunAs {
  if (process.getuid?.() !== 0) return { kind: 'self' };
  const namespace: RunAs = { kind: 'namespace' };
  if (canUse(namespace, { program: join(POSTGRES_15, 'postgres'), folder })) return namespace;
  const user = databaseUser();
  spawnSync('chown', ['-R', `${user.uid}:${user.gid}`, folder]);
  return user;
}
