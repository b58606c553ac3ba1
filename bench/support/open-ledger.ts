import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import autocannon from 'autocannon';
import { connect, type Db } from '../../src/platform/database/connect';
import { startEmbedded } from '../../src/platform/database/embedded/start-embedded';
import { migrate } from '../../src/platform/database/migrate';
import type { Id } from '../../src/platform/database/tables';
import { SESSION_COOKIE } from '../../src/platform/http/app';
import { builtServer } from './built-server';
import { fillWithTasks } from './ten-thousand-tasks';

/** A running server over 10,000 tasks, and the bare one beside it. */
export type OpenLedger = {
  /** Of the owner. */
  databaseUrl: string;
  /** Process of the servers. */
  pid: number;
  /** The same servers once more, without row-level security. */
  withoutSecurity: () => Promise<{ app: string; stop: () => Promise<void> }>;
  /** Addresses of the real and of the bare server. */
  app: string;
  bare: string;
  db: Db;
  tenantId: Id;
  /** Session tokens. */
  office: string;
  liaison: string;
  close: () => Promise<void>;
};

export async function openLedger(): Promise<OpenLedger> {
  const folder = await mkdtemp(join(tmpdir(), 'luoshi-bench-'));
  // What was opened, closed in the reverse order; also where something on the way fails.
  const closing = [() => rm(folder, { recursive: true, force: true })];
  const close = async () => {
    for (const end of closing.reverse()) await end();
  };
  try {
    const server = await startEmbedded({ dataDir: folder, log: () => {} });
    closing.push(server.stop);
    await migrate(server.url, join(import.meta.dirname, '../../migrations'));
    const { db, close: closePool } = connect(server.url, 2, null);
    closing.push(closePool);
    const filled = await fillWithTasks(db);
    const { addresses, pid, stop } = await startServers(server.url, folder);
    closing.push(stop);
    const withoutSecurity = async () => {
      const beside = await startServers(server.url, folder, 'owner');
      return { app: beside.addresses.app, stop: beside.stop };
    };
    return { ...filled, ...addresses, databaseUrl: server.url, pid, withoutSecurity, db, close };
  } catch (error) {
    await close();
    throw error;
  }
}

export const startServers = async (url: string, folder: string, ...as: string[]) => {
  const child = spawn(process.execPath, [await builtServer(), url, folder, ...as], {
    env: { ...process.env, LUOSHI_HOME: join(import.meta.dirname, '../..') },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>(resolve => child.once('exit', () => resolve()));
  const addresses = await new Promise<{ app: string; bare: string }>((resolve, reject) => {
    let text = '';
    child.stdout.on('data', chunk => {
      text += chunk;
      if (text.includes('\n')) resolve(JSON.parse(text.slice(0, text.indexOf('\n'))));
    });
    child.on('exit', code => reject(new Error(`the server ended with ${code} before it was ready`)));
  });
  const stop = () => {
    child.kill();
    return ended;
  };
  return { addresses, pid: child.pid!, stop };
};

export type Load = { p50: number; p95: number; perSecond: number };

/** Requests in a row on some connections for some seconds, after a second of warming up; refuses to measure errors. */
export async function load(url: string, connections: number, seconds: number, token?: string): Promise<Load> {
  const headers: Record<string, string> = token ? { cookie: `${SESSION_COOKIE}=${token}` } : {};
  await autocannon({ url, connections, duration: 1, headers });
  const times: number[] = [];
  let failed = 0;
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    const run = autocannon({ url, connections, duration: seconds, headers }, (error, done) =>
      error ? reject(error) : resolve(done),
    );
    run.on('response', (_client, status, _bytes, time) => {
      if (status !== 200) failed += 1;
      times.push(time);
    });
  });
  if (failed > 0) throw new Error(`${url} refused ${failed} requests`);
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN;
  return { p50: at(0.5), p95: at(0.95), perSecond: result.requests.average };
}
