import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync, readlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { processesIn } from '../../../src/platform/database/embedded/left-behind';

/** What is killed: Node, PostgreSQL's first process, one of its children (it then ends all others), or Node and PostgreSQL. */
export const killKinds = ['node', 'postgres', 'backend', 'both'] as const;
export type KillKind = (typeof killKinds)[number];

const root = join(import.meta.dirname, '../../..');
const START_LIMIT_MS = 60_000;

/** The server as `npm start` runs it, in a process of its own on a folder of its own, to be killed and started again. */
export type ServerUnderFire = {
  address: string;
  dataDir: string;
  /** Spawns it; does not wait. */
  spawn: () => void;
  /** Waits until it answers from the database. Returns the milliseconds waited. Throws with its last words where it ends instead. */
  answers: () => Promise<number>;
  kill: (kind: KillKind) => Promise<void>;
  /** Ends it in order. */
  stop: () => Promise<number | null>;
  /** Its exit code, when it has ended. */
  ended: () => Promise<number | null>;
  pid: () => number;
  /** The way of the database's owner, past the server. */
  ownerUrl: () => string;
  /** A connection of the same. Close it. */
  lookInside: () => Promise<pg.Client>;
  /** The last lines it wrote. */
  words: () => string;
};

export async function serverUnderFire(
  dataDir: string,
  environment: Record<string, string> = {},
  /** A command that ends in running the one given to it as arguments, in the same process. */
  wrapped: readonly string[] = [],
): Promise<ServerUnderFire> {
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  let child: ChildProcess | undefined;
  let ended: Promise<number | null> = Promise.resolve(null);
  let words = '';

  const home = (): string => {
    const moved = join(dataDir, 'postgres-moved-to');
    return existsSync(moved) ? readFileSync(moved, 'utf8').trim() : join(dataDir, 'postgres');
  };
  const data = (): string => join(home(), 'data');

  /** Only a process that works in our own folder is ever killed. */
  const postmaster = (): number | null => {
    try {
      const pid = Number(readFileSync(join(data(), 'postmaster.pid'), 'utf8').split('\n')[0]);
      return readlinkSync(`/proc/${pid}/cwd`) === data() ? pid : null;
    } catch {
      return null;
    }
  };

  const ownerUrl = (): string => {
    const password = readFileSync(join(home(), 'password'), 'utf8').trim();
    return `postgres://luoshi:${password}@localhost/luoshi?host=${encodeURIComponent(join(home(), 'run'))}`;
  };

  return {
    address,
    dataDir,
    spawn: () => {
      const env = {
        ...process.env,
        PORT: String(port),
        LUOSHI_DATA: dataDir,
        DATABASE_URL: undefined,
        npm_lifecycle_event: undefined,
        ...environment,
      };
      const [command = process.execPath, ...args] = [...wrapped, process.execPath, join(root, 'bin/start.mjs')];
      const started = spawn(command, args, {
        cwd: root,
        env,
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      const listen = (chunk: Buffer) => {
        words = `${words}${chunk}`.slice(-8_000);
      };
      started.stdout.on('data', listen);
      started.stderr.on('data', listen);
      ended = new Promise(resolve => started.once('exit', resolve));
      child = started;
    },
    answers: async () => {
      const begin = performance.now();
      const current = child;
      for (;;) {
        const answer = await fetch(`${address}/api/org/start`, { signal: AbortSignal.timeout(10_000) }).catch(
          () => null,
        );
        await answer?.arrayBuffer().catch(() => undefined);
        if (answer?.status === 200) return performance.now() - begin;
        if (current?.exitCode !== null || performance.now() - begin > START_LIMIT_MS)
          throw new Error(`the server does not answer (${answer?.status ?? 'no connection'}):\n${words}`);
        await sleep(20);
      }
    },
    kill: async kind => {
      const first = postmaster();
      if (kind === 'postgres' && first) end(first);
      if (kind === 'backend' && first) {
        const children = processesIn(data()).filter(pid => pid !== first);
        const chosen = children[Math.floor(Math.random() * children.length)];
        if (chosen) end(chosen);
      }
      if (kind === 'node' || kind === 'both') {
        child?.kill('SIGKILL');
        if (kind === 'both' && first) end(first);
        await ended;
      }
    },
    stop: async () => {
      child?.kill('SIGTERM');
      return ended;
    },
    ended: () => ended,
    pid: () => child!.pid!,
    ownerUrl,
    lookInside: async () => {
      const client = new pg.Client({ connectionString: ownerUrl() });
      await client.connect();
      return client;
    },
    words: () => words,
  };
}

function end(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // Gone meanwhile.
  }
}

// Outside the range that the system gives to outgoing connections, so that it is still free at the next start.
async function freePort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 10_000);
    const free = await new Promise<boolean>(resolve => {
      const probe = createServer();
      probe.once('error', () => resolve(false));
      probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
    });
    if (free) return port;
  }
}
