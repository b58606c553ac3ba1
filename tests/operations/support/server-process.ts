import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isFresh, sourceStamp } from '../../../bin/stamps.mjs';
import { createTestDatabase } from '../../support/test-database';

const root = join(import.meta.dirname, '../../..');

/** The real server in a process of its own, on a database of its own, as an administrator sees it from outside. */
export type ServerProcess = {
  address: string;
  databaseUrl: string;
  dataDir: string;
  signal: (name: NodeJS.Signals) => void;
  /** Its exit code or the signal that ended it. */
  ended: Promise<number | NodeJS.Signals | null>;
  /** What it wrote on the error output so far. */
  said: () => string;
  /** The lines of its log. */
  logged: () => Record<string, unknown>[];
  close: () => Promise<void>;
};

/** Runs `luoshi …` to its end. */
export async function runLuoshi(
  args: string[],
  environment: Record<string, string | undefined>,
): Promise<{ code: number | null; out: string; said: string }> {
  const child = start(args, environment);
  let out = '';
  let said = '';
  child.stdout?.on('data', (chunk: Buffer) => (out += chunk));
  child.stderr?.on('data', (chunk: Buffer) => (said += chunk));
  const code = await new Promise<number | null>(resolve => child.once('close', resolve));
  return { code, out, said };
}

export async function startServer(environment: Record<string, string> = {}): Promise<ServerProcess> {
  const database = await createTestDatabase();
  const dataDir = mkdtempSync(join(tmpdir(), `luoshi-test-${process.pid}-`));
  const child = start(['serve'], { DATABASE_URL: database.url, LUOSHI_DATA: dataDir, PORT: '0', ...environment });
  let said = '';
  const ended = new Promise<number | NodeJS.Signals | null>(resolve =>
    child.once('close', (code, signal) => resolve(signal ?? code)),
  );
  const address = await new Promise<string>((resolve, reject) => {
    let output = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      output += chunk;
      const found = /http:\/\/[\d.]+:\d+/.exec(output)?.[0];
      if (found) resolve(found);
    });
    child.stderr?.on('data', (chunk: Buffer) => (said += chunk));
    ended.then(() => reject(new Error(said)));
  });
  return {
    address,
    databaseUrl: database.url,
    dataDir,
    signal: name => void child.kill(name),
    ended,
    said: () => said,
    logged: () =>
      said
        .split('\n')
        .filter(line => line.startsWith('{'))
        .map(line => JSON.parse(line) as Record<string, unknown>),
    close: async () => {
      child.kill('SIGTERM');
      await ended;
      await database.drop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

// `npm test` has built it; while somebody works on it, the source is run as it is.
const program = isFresh('server', sourceStamp('server'))
  ? [join(root, 'dist/server/main.js')]
  : ['--import', 'tsx', join(root, 'src/cli/main.ts')];

const start = (args: string[], environment: Record<string, string | undefined>): ChildProcess =>
  spawn(process.execPath, [...program, ...args], {
    cwd: root,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
