import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { programFolder } from '../../../platform/files/program-folder';
import type { Answer, Job } from './worker';

// What unpacks lies outside of the heap, which alone has a limit of its own: 800 bytes of a PDF can unpack to gigabytes.
const MOST_HEAP_MB = 384;
const MOST_MEMORY_MB = 640;
const MOST_CPU_SECONDS = 120;
const LOOK_EVERY_MS = 50;

/** From source in the tests, from the build otherwise. */
const program = (): string[] =>
  import.meta.url.endsWith('.ts')
    ? [fileURLToPath(new URL('./worker-from-source.mjs', import.meta.url))]
    : [programFolder('dist', 'server', 'compile-worker.js')];

/**
 * Begins a process that reads documents: what a hostile one takes, it takes from a process that holds nothing else, neither other people's
 * requests nor the server's settings. The system itself ends it past its memory (data, as `ulimit` says, where the system knows that) and
 * past its time, even if this server is no more.
 */
export const startReader = async (): Promise<ChildProcess> => {
  const node = [process.execPath, `--max-old-space-size=${MOST_HEAP_MB}`, ...program()];
  const limits = `ulimit -c 0; ulimit -d ${MOST_MEMORY_MB * 1024}; ulimit -t ${MOST_CPU_SECONDS}`;
  const [command, ...args] =
    process.platform === 'win32' ? node : ['/bin/sh', '-c', `{ ${limits}; } 2>/dev/null; exec "$0" "$@"`, ...node];
  const { PATH = '', TZ = '' } = process.env;
  const reader = spawn(command!, args, {
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    serialization: 'advanced',
    env: { PATH, ...(TZ && { TZ }) },
  });
  // Its first word is that it has loaded; what a document may take is counted from there.
  await new Promise<void>(resolve => {
    for (const event of ['message', 'exit', 'error']) reader.once(event, () => resolve());
  });
  reader.on('error', () => undefined);
  // Waiting for nothing, it does not keep the server from ending.
  reader.unref();
  reader.channel?.unref();
  return reader;
};

/** What a process holds of the machine's memory, in MB; null where the system does not tell. */
const memoryOf = (pid: number): number | null => {
  try {
    const pages = Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]);
    return (pages * 4096) / 2 ** 20;
  } catch {
    return null;
  }
};

/** Reads one document there. Null where it took too long, too much or broke down: then the process is gone. */
export const askReader = (reader: ChildProcess, job: Job, longestMs: number): Promise<Answer | null> =>
  new Promise(resolve => {
    reader.channel?.ref();
    const end = (answer: Answer | null): void => {
      clearTimeout(timer);
      clearInterval(watch);
      reader.off('message', end as (message: unknown) => void);
      reader.off('exit', gone);
      reader.off('error', gone);
      if (answer === null) reader.kill('SIGKILL');
      else reader.channel?.unref();
      resolve(answer);
    };
    const gone = (): void => end(null);
    const timer = setTimeout(gone, longestMs);
    // Where the system sets no limit of its own.
    const watch = setInterval(() => {
      if ((memoryOf(reader.pid ?? 0) ?? 0) > MOST_MEMORY_MB * 1.25) gone();
    }, LOOK_EVERY_MS);
    reader.on('message', end as (message: unknown) => void);
    reader.once('exit', gone);
    reader.once('error', gone);
    reader.send(job, error => error && gone());
  });
