import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const FOLDER = '/usr/lib/postgresql';

/** Debian's pgbench, the newest; null where it is not installed. */
export const findPgbench = (): string | null =>
  (existsSync(FOLDER) ? readdirSync(FOLDER).sort().reverse() : [])
    .map(version => join(FOLDER, version, 'bin/pgbench'))
    .find(existsSync) ?? null;

/** Transactions a second and their mean time of a script of plain SQL on ten connections: what the database can do here. */
export async function pgbench(
  program: string,
  databaseUrl: string,
  folder: string,
  script: string,
  seconds: number,
): Promise<{ perSecond: number; meanMs: number }> {
  const file = join(folder, 'floor.sql');
  await writeFile(file, script);
  const url = new URL(databaseUrl);
  const host = url.searchParams.get('host') ?? url.hostname;
  const args = [
    '-n',
    '-h',
    host,
    '-p',
    url.port || '5432',
    '-U',
    url.username,
    '-c',
    '10',
    '-j',
    '2',
    '-M',
    'prepared',
  ];
  const env = { ...process.env, PGPASSWORD: decodeURIComponent(url.password) };
  const text = await new Promise<string>((resolve, reject) =>
    execFile(
      program,
      [...args, '-T', String(seconds), '-f', file, url.pathname.slice(1)],
      { env },
      (error, out, err) => (error ? reject(new Error(err)) : resolve(out)),
    ),
  );
  return {
    perSecond: Number(/tps = ([\d.]+)/.exec(text)?.[1]),
    meanMs: Number(/latency average = ([\d.]+)/.exec(text)?.[1]),
  };
}
