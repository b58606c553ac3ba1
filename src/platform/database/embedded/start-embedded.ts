import { realpathSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { takeLock } from '../../../../bin/process-lock.mjs';
import { makeFolder } from '../../files/write-whole';
import { type Cluster, DATABASE, ensureCluster } from './cluster';
import { EmbeddedError, type Voice, voiceIn } from './embedded-error';
import { findBinaries, programIn } from './find-binaries';
import { runGuarded, type Ward } from './guardian';
import { processesIn, readPostmasterFile, stopLeftBehind } from './left-behind';
import { choosePlace, homeIn } from './place';
import { explainFailure, logSince, openServerLog } from './server-log';
import { type Listening, writeSettings } from './settings';
import { clearSocketFolder, makeSocketFolder, socketFolderFor } from './socket-folder';

/** A running PostgreSQL of our own. It ends with this process, however that ends; `stop` is the orderly way. */
export type Embedded = {
  /** For any client: `postgres://luoshi:…@localhost/luoshi?host=<socket folder>`. */
  url: string;
  /** The same for another login. */
  urlOf: (user: string, password: string) => string;
  connection: { host: string; port: number; user: string; password: string; database: string };
  /** Fast stop: open transactions are rolled back, data is written out. Resolves when no process is left. */
  stop: () => Promise<void>;
};

export type EmbeddedOptions = {
  /** The data folder (`LUOSHI_DATA`); the database lives in its `postgres`. */
  dataDir: string;
  /** Gets a line for people now and then. */
  log: (line: string) => void;
  /** Language of log and errors. */
  language?: string;
  /** False only for tests: no fsync. */
  durable?: boolean;
  /** Nobody keeps it running any more: a bug. */
  onLost?: (error: unknown) => void;
};

type Address = Omit<Listening, 'durable'>;

const RETRY_MS = 5_000;
// One that ends again so soon after its start is started again with growing pauses.
const SOON_MS = 2_000;
const LONGEST_PAUSE_MS = 5_000;

/** Starts the embedded PostgreSQL, made ready at its first start. Throws `EmbeddedError` with a sentence that says why not. */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const { log, language = 'zh-CN', durable = true } = options;
  const voice = voiceIn(language, log);
  await makeFolder(options.dataDir);
  const dataDir = realpathSync(options.dataDir);
  const lock = await lockData(dataDir, voice);
  try {
    const native = findBinaries(voice);
    await expectNobodyUnseen(dataDir, voice);
    await stopLeftBehind(join(dataDir, 'postgres', 'data'), voice);
    const place = await choosePlace(native, dataDir, voice);
    const cluster = await ensureCluster(place, durable, voice);
    const address: Address =
      process.platform === 'win32'
        ? { socketFolder: null, port: await freePort() }
        : { socketFolder: socketFolderFor(place.home), port: 5432 };
    const start = () => launch(cluster, { ...address, durable }, voice);
    const stop = keepRunning(await start(), start, options.onLost, voice);
    return {
      ...addressOf(cluster, address),
      stop: async () => {
        await stop();
        clearSocketFolder(place.home, address.socketFolder);
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

// One that was just killed may be listed for a moment longer.
async function lockData(dataDir: string, voice: Voice): Promise<{ release: () => void }> {
  for (let waited = 0; ; waited += 50) {
    const lock = takeLock(join(dataDir, 'luoshi.lock'));
    if (!('heldBy' in lock)) return lock;
    if (waited >= 1_000) throw voice.fail('data-in-use', { pid: lock.heldBy, dataDir });
    await sleep(50);
  }
}

// A server in another container has processes that cannot be seen from here, and looks dead; but its socket answers.
async function expectNobodyUnseen(dataDir: string, voice: Voice): Promise<void> {
  const home = homeIn(dataDir);
  const data = join(home, 'data');
  const pid = readPostmasterFile(data)?.pid;
  if (!pid || processesIn(data).length > 0) return;
  if (await answers(join(socketFolderFor(home), '.s.PGSQL.5432'))) throw voice.fail('data-in-use', { pid, dataDir });
}

const answers = (socket: string): Promise<boolean> =>
  new Promise(resolve => {
    const probe = connect(socket);
    probe.once('error', () => resolve(false));
    probe.once('connect', () => {
      probe.destroy();
      resolve(true);
    });
  });

/** How clients reach a server. */
export function addressOf(
  cluster: Pick<Cluster, 'password'>,
  address: Address,
): Pick<Embedded, 'url' | 'urlOf' | 'connection'> {
  const { password } = cluster;
  const host = address.socketFolder ?? '127.0.0.1';
  const at = address.socketFolder
    ? `localhost/${DATABASE}?host=${encodeURIComponent(host)}`
    : `${host}:${address.port}/${DATABASE}`;
  const urlOf = (user: string, secret: string) => `postgres://${user}:${secret}@${at}`;
  return {
    url: urlOf(DATABASE, password),
    urlOf,
    connection: { host, port: address.port, user: DATABASE, password, database: DATABASE },
  };
}

/** Starts the server and waits until it takes connections. Remains of a crash may hold the data for about 2 s more. */
async function launch(cluster: Cluster, address: Listening, voice: Voice): Promise<Ward> {
  const deadline = Date.now() + RETRY_MS;
  for (;;) {
    await stopLeftBehind(cluster.data, voice);
    if (address.socketFolder) makeSocketFolder(cluster, address.socketFolder);
    const file = openServerLog(cluster.log);
    const args = ['-D', cluster.data, `--config-file=${writeSettings(cluster, address)}`];
    const ward = runGuarded(cluster.runAs, cluster.home, programIn(cluster.native, 'postgres'), args, file.fd);
    file.close();
    if (await becomesReady(ward, cluster.data, voice)) return ward;
    ward.release();
    const failure = explainFailure(logSince(cluster.log, file.size), 'start-failed', cluster.log, voice);
    if (failure.code !== 'still-in-use' || Date.now() > deadline) throw failure;
    voice.tell('retrying');
    await sleep(300);
  }
}

async function becomesReady(ward: Ward, data: string, voice: Voice): Promise<boolean> {
  let over = false;
  const ended = ward.ended.then(
    () => (over = true),
    () => (over = true),
  );
  const pid = await ward.pid.catch(() => -1);
  for (let waited = 0; !over; waited += 10) {
    const file = readPostmasterFile(data);
    if (file?.pid === pid && file.status === 'ready') return true;
    // After a crash it first replays its log; that may take a while on a large database.
    if (waited > 0 && waited % 5_000 === 0) voice.tell('recovering');
    await Promise.race([ended, sleep(10)]);
  }
  return false;
}

/** Starts PostgreSQL again should it end by itself (the system may kill it for memory, the disk may be full). Returns the stop. */
function keepRunning(
  first: Ward,
  start: () => Promise<Ward>,
  onLost: EmbeddedOptions['onLost'],
  voice: Voice,
): () => Promise<void> {
  const stop = new AbortController();
  let current = first;
  const keep = async (): Promise<void> => {
    let failures = 0;
    for (;;) {
      const begin = Date.now();
      const code = await current.ended.catch(() => 1);
      if (stop.signal.aborted) return;
      voice.tell('ended-by-itself', { code });
      failures = Date.now() - begin < SOON_MS ? failures + 1 : 0;
      for (let started = false; !started; ) {
        if (failures > 0) await pause(failures, stop.signal);
        if (stop.signal.aborted) return;
        try {
          current = await start();
          started = true;
          if (failures > 0) voice.tell('is-back');
        } catch (error) {
          // Whoever asks meanwhile hears that the service is not available; when the cause is gone, all is well again.
          failures += 1;
          voice.tell('cannot-restart', { reason: (error as Error).message, seconds: pauseMs(failures) / 1000 });
        }
      }
      // Asked to stop while it was starting.
      if (stop.signal.aborted) current.release();
    }
  };
  const over = keep().catch(error => onLost?.(error));
  return async () => {
    stop.abort();
    current.release();
    await over;
  };
}

const pauseMs = (failures: number): number => Math.min(1_000 * 2 ** (failures - 1), LONGEST_PAUSE_MS);

const pause = (failures: number, signal: AbortSignal): Promise<void> =>
  sleep(pauseMs(failures), undefined, { signal }).catch(() => undefined);

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

export { EmbeddedError };
